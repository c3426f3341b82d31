"""How is a word written in plain letters, and which spellings are the same sound?

`plain` brings any script into a-z and digits. `folded` maps the ways in which one sound is romanised onto one
another (Sergej, Sergey, Sergei). `bones` keeps the consonants: scripts that do not write vowels compare by them.
"""

import re
import unicodedata
from functools import lru_cache

from anyascii import anyascii

CACHE = 200_000
_NOT_PLAIN = re.compile(r"[^a-z0-9]+")
_DOUBLE = re.compile(r"(.)\1+")
_VOWELS = re.compile(r"[aeiou]+")
# In this order; each left side is a way to write the right side.
_SOUNDS = [
    ("tsch", "ch"), ("dzh", "j"), ("sch", "sh"), ("tch", "ch"), ("shch", "sh"), ("zh", "j"), ("cz", "ch"), ("dj", "j"),
    ("ph", "f"), ("kh", "h"), ("gh", "g"), ("th", "t"), ("dh", "d"), ("ck", "k"), ("ks", "x"), ("qu", "kv"), ("q", "k"),
    ("ae", "a"), ("oe", "o"), ("ue", "u"), ("ou", "u"), ("oo", "u"), ("ee", "i"), ("w", "v"), ("j", "i"), ("y", "i"),
]  # fmt: skip
_ENDS = [("off", "ov"), ("eff", "ev"), ("ow", "ov"), ("sson", "son")]
_UNVOWELLED = re.compile("[\u0590-\u05ff\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff]")  # Hebrew, Arabic
_SYLLABIC = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u1780-\u17ff]")  # kana, Han, Hangul, Khmer


@lru_cache(CACHE)
def plain(word: str) -> str:
    """The word in lower-case a-z and digits, whatever its script; accents are dropped."""
    lowered = word if word.isascii() else anyascii(unicodedata.normalize("NFKC", word))
    return _NOT_PLAIN.sub("", lowered.lower())


@lru_cache(CACHE)
def folded(word: str) -> str:
    """A plain word with each sound written one way."""
    for end, sound in _ENDS:
        if word.endswith(end) and len(word) > len(end) + 1:
            word = word[: -len(end)] + sound
            break
    for spelling, sound in _SOUNDS:
        if spelling in word:
            word = word.replace(spelling, sound)
    if "c" in word:
        word = re.sub("c(?!h)", "k", word)
    return _DOUBLE.sub(r"\1", word)


@lru_cache(CACHE)
def bones(fold: str) -> str:
    """The consonants of a folded word; a vowel at its head is kept as one mark."""
    return ("*" if fold[:1] in "aeiou" and fold else "") + _VOWELS.sub("", fold)


def is_transcribed(word: str) -> bool:
    """Whether vowels or syllables were lost or added on the way into Latin letters."""
    return not word.isascii() and bool(_UNVOWELLED.search(word) or _SYLLABIC.search(word))
