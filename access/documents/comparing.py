"""What reads differently in a newer version of a document? Its text line by line, and word by word where a line changed."""

from dataclasses import dataclass
from difflib import SequenceMatcher

from django.utils.translation import gettext as _

from access.documents.contents import read
from agreements.rendering.differing import IN, OUT, SAME, Part, words
from core import page_images
from core.page_images import CannotShow

AROUND = 2  # lines that stay the same, before and after a change
MOST_LINES = 20_000  # of a version
MOST_WORDS = 4_000  # of one change that is compared word by word


@dataclass(frozen=True)
class Stretch:
    """`rows`: lines, each a list of parts. `skipped`: so many lines before it read the same."""

    rows: list[list[Part]]
    skipped: int


@dataclass(frozen=True)
class Comparison:
    """`why_not`: why the words cannot be compared; then there are no stretches. `is_same`: byte for byte."""

    stretches: list[Stretch]
    is_same: bool = False
    why_not: str = ""


def compare(older, newer) -> Comparison:
    """Of two versions of one document. Raises files.FileDamaged, files.FileShredded."""
    if older.file.sha256 == newer.file.sha256:
        return Comparison([], is_same=True)
    try:
        before, after = lines(older), lines(newer)
    except CannotShow as cannot:
        return Comparison([], why_not=cannot.sentence)
    if not any(before) or not any(after):
        return Comparison([], why_not=_("One of them holds no text that can be read: a picture or a scan."))
    if max(len(before), len(after)) > MOST_LINES:
        return Comparison([], why_not=_("The document holds too much text to be compared."))
    return Comparison(stretches(before, after))


def lines(version) -> list[str]:
    pages = page_images.words(read(version), version.file.media_type)
    return [" ".join(line.split()) for page in pages for line in page.splitlines()]


def stretches(before: list[str], after: list[str]) -> list[Stretch]:
    """Only what changed, each with some lines around it."""
    found, last = [], 0
    for group in SequenceMatcher(None, before, after, autojunk=False).get_grouped_opcodes(AROUND):
        first = group[0][3]
        rows = [row for op in group for row in _rows(op, before, after)]
        found.append(Stretch(rows, first - last))
        last = group[-1][4]
    return found


def _rows(op: tuple, before: list[str], after: list[str]) -> list[list[Part]]:
    kind, a, b, c, d = op
    old, new = before[a:b], after[c:d]
    if kind == "equal":
        return [[Part(SAME, line)] for line in new]
    went, came = " ".join(old), " ".join(new)
    if went and came and len(went.split()) + len(came.split()) <= MOST_WORDS:
        return [words(went, came)]
    return [[Part(OUT, line)] for line in old if line] + [[Part(IN, line)] for line in new if line]
