"""What does a name consist of? Words with their weight, in order, and the legal form apart."""

import re
from dataclasses import dataclass
from functools import lru_cache

from vendors.matching import legal_forms, spelling
from vendors.matching.vocabulary import NUMBERS, PARTICLES, PLACES, STOPS, TITLES, TRADE_OF

LONGEST = 300  # letters of a name that are looked at
WORDS = 24
# What a kind of word weighs; a word of the name itself grows with its length, from 0.6 to 1.
WEIGHTS = {"word": 1.0, "number": 0.9, "initial": 0.45, "place": 0.5, "trade": 0.4, "particle": 0.2, "stop": 0.05, "title": 0.05}  # fmt: skip
_APOSTROPHES = re.compile("['’‘ʼ`´ʻʿʾ]")
_DOTTED = re.compile(r"\b(?:\w\.){2,}\w?\b\.?")
_JOINED = re.compile(r"(?<=[a-zà-ÿ]{3})(?=[A-Z][A-Za-zà-ÿ])")
_PARTS = re.compile(r"[^\W_]+|[()]")
_DIGITS = str.maketrans("013459", "oieasg")


@dataclass(frozen=True, slots=True)
class Word:
    """`text`: plain letters, `fold`: one way a sound, `said`: as it stood. `transcribed`: its vowels are not sure."""

    text: str
    fold: str
    bones: str
    kind: str
    weight: float
    said: str
    transcribed: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """`families` and `forms`: of the legal form and its words. `run`: all folded words of weight written together."""

    name: str
    is_person: bool
    words: tuple[Word, ...]
    families: frozenset[str]
    forms: tuple[str, ...]
    run: str


@lru_cache(spelling.CACHE)
def read(name: str, is_person: bool) -> Reading:
    """A name without a letter of its own has no words."""
    said = list(_said(name[:LONGEST], is_person))[:WORDS]
    plain = [spelling.plain(text) for text, _inside in said]
    places, families = legal_forms.cut_out(plain)
    if is_person and len(said) - len(places) < 2:  # Mr Ao is a person, not a joint-stock company
        places, families = set(), frozenset()
    words = [_word(text, is_person, inside) for place, (text, inside) in enumerate(said) if place not in places]
    words = [word for word in words if word is not None]
    forms = tuple(plain[place] for place in sorted(places))
    run = "".join(
        word.fold for word in words if word.kind in ("word", "number", "initial", "trade", "place", "particle")
    )
    return Reading(name, is_person, tuple(words), families, forms, run)


def _said(name: str, is_person: bool):
    """(word as it stands, whether in brackets)."""
    text = _APOSTROPHES.sub("", name)
    text = _DOTTED.sub(lambda found: found[0].replace(".", " " if is_person else ""), text)
    inside = False
    for part in _PARTS.findall(_JOINED.sub(" ", text)):
        if part in "()":
            inside = part == "("
        else:
            yield part, inside


def _word(said: str, is_person: bool, inside: bool) -> Word | None:
    text = spelling.plain(said)
    if not text:
        return None
    if is_person and not text.isdigit():
        text = text.translate(_DIGITS)
    kind = _kind(text, is_person)
    if not is_person and text in NUMBERS and (kind == "word" or text.isdigit()):
        text, kind = NUMBERS[text], "number"
    fold = TRADE_OF[text] if kind == "trade" else spelling.folded(text)
    weight = WEIGHTS[kind] * (0.5 if inside else 1)
    if kind == "word":
        weight *= min(1.0, 0.4 + 0.1 * len(text))
    return Word(text, fold, spelling.bones(fold), kind, weight, said, spelling.is_transcribed(said))


def _kind(text: str, is_person: bool) -> str:
    if text.isdigit():
        return "number"
    if is_person:
        return (
            "initial" if len(text) == 1 else "title" if text in TITLES else "particle" if text in PARTICLES else "word"
        )
    if text in STOPS:
        return "stop"
    return "trade" if text in TRADE_OF else "place" if text in PLACES else "word"
