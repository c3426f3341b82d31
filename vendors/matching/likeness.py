"""How alike are two words? From 0 to 1, by edits between spellings, sounds and consonants."""

from functools import lru_cache

from rapidfuzz.distance import OSA

from vendors.matching import spelling
from vendors.matching.reading import Word

SAME_SOUND = 0.97
INITIAL = 0.9
FLOOR = 0.42  # less alike than this is another word
_MERGED = str.maketrans("lpvj", "rbbi")  # sounds that scripts without vowels, and syllabic ones, do not tell apart


def of(ours: Word, theirs: Word) -> float:
    """0 below the floor. Numbers are the same or they are not; an initial is like every word that begins so."""
    if ours.text == theirs.text:
        return 1.0
    if "initial" in (ours.kind, theirs.kind):
        return INITIAL if ours.text[0] == theirs.text[0] else 0.0
    if "number" in (ours.kind, theirs.kind):
        return 0.0
    if ours.kind == theirs.kind == "trade":
        return 1.0 if ours.fold == theirs.fold else 0.0
    if not 0.4 < len(ours.fold) / len(theirs.fold) < 2.5:  # cannot reach the floor
        return 0.0
    return between(ours.text, theirs.text, ours.transcribed or theirs.transcribed)


@lru_cache(spelling.CACHE)
def between(one: str, other: str, is_transcribed: bool = False) -> float:
    """Of two plain words. Symmetrical."""
    fold, fold_other = spelling.folded(one), spelling.folded(other)
    if fold == fold_other:
        return SAME_SOUND if min(len(one), len(other)) > 1 else 0.0
    found = max(_edits(one, other), _edits(fold, fold_other))
    found = _with_bones(found, spelling.bones(fold), spelling.bones(fold_other), is_transcribed)
    if fold[:1] != fold_other[:1]:  # slips of the pen spare the first letter
        found -= 0.03
    return found if found >= FLOOR else 0.0


def _edits(one: str, other: str) -> float:
    return OSA.normalized_similarity(one, other)


def _with_bones(found: float, bones: str, bones_other: str, is_transcribed: bool) -> float:
    """A wrong vowel costs less than a wrong consonant, and nearly nothing where vowels were never written."""
    shorter = min(len(bones), len(bones_other))
    if shorter < 2 or (shorter < 3 and not is_transcribed):
        return found
    same = _edits(bones, bones_other)
    if is_transcribed:
        merged = _edits(bones.translate(_MERGED), bones_other.translate(_MERGED))
        return max(found, 0.2 * found + 0.75 * max(same, merged))
    return max(found, 0.7 * found + 0.3 * same)
