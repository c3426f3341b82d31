"""What was taken out of a text and what was put in, word by word? Pure functions on strings."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

SAME, OUT, IN = "same", "out", "in"
ALIKE = 0.3  # of their words in common, or it is another sentence
_WORDS = re.compile(r"\s+|\w+|[^\w\s]")


@dataclass(frozen=True)
class Part:
    """A stretch of text that stayed (`same`), went (`out`) or came (`in`)."""

    op: str
    text: str


def words(before: str, after: str) -> list[Part]:
    """The way from one text to the other; runs of blanks count as one."""
    old, new = _tokens(before), _tokens(after)
    found: list[Part] = []
    for op, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if op == "equal":
            found.append(Part(SAME, "".join(old[a:b])))
            continue
        found += [Part(kind, "".join(run)) for kind, run in ((OUT, old[a:b]), (IN, new[c:d])) if run]
    return _joined(found)


def sentences(before: list[str], after: list[str]) -> list[list[Part]]:
    """One list of parts for each sentence of either side; a sentence that came or went is one part."""
    rows: list[list[Part]] = []
    old, new = [_plain(text) for text in before], [_plain(text) for text in after]
    for op, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if op == "equal":
            rows += [[Part(SAME, text)] for text in new[c:d]]
            continue
        for was, now in _paired(old[a:b], new[c:d]):
            rows.append(words(was, now) if was and now else [Part(IN, now) if now else Part(OUT, was)])
    return rows


def _paired(old: list[str], new: list[str]) -> list[tuple[str, str]]:
    """Which new sentence was made of which old one? In order, the likest together; an empty side where there is none."""
    if not old or not new:
        return [(was, "") for was in old] + [("", now) for now in new]
    best = max(
        ((_likeness(was, now), a, c) for a, was in enumerate(old) for c, now in enumerate(new)),
        key=lambda each: each[0],
    )
    if best[0] < ALIKE:
        return [(was, "") for was in old] + [("", now) for now in new]
    _score, a, c = best
    return [*_paired(old[:a], new[:c]), (old[a], new[c]), *_paired(old[a + 1 :], new[c + 1 :])]


def _likeness(was: str, now: str) -> float:
    return SequenceMatcher(None, _tokens(was), _tokens(now), autojunk=False).ratio()


def differs(before: list[str], after: list[str]) -> bool:
    return [_plain(text) for text in before] != [_plain(text) for text in after]


def _plain(text: str) -> str:
    return " ".join(text.split())


def _tokens(text: str) -> list[str]:
    return _WORDS.findall(_plain(text))


def _joined(parts: list[Part]) -> list[Part]:
    """A lone blank between two changes belongs to both, so that a change reads as one."""
    found: list[Part] = []
    for place, part in enumerate(parts):
        is_gap = part.op == SAME and part.text.isspace() and 0 < place < len(parts) - 1
        for each in (Part(OUT, part.text), Part(IN, part.text)) if is_gap else (part,):
            found = _added(found, each)
    return found


def _added(parts: list[Part], part: Part) -> list[Part]:
    """Within one change what went stands before what came."""
    if parts and parts[-1].op == part.op:
        return [*parts[:-1], Part(part.op, parts[-1].text + part.text)]
    if part.op == OUT and len(parts) > 1 and (parts[-1].op, parts[-2].op) == (IN, OUT):
        return [*parts[:-2], Part(OUT, parts[-2].text + part.text), parts[-1]]
    if part.op == OUT and parts and parts[-1].op == IN:
        return [*parts[:-1], part, parts[-1]]
    return [*parts, part]
