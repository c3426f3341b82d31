"""What do the words of one row come to, as the parts of a question? Only what the row says; the draft asks for the rest."""

import re
from collections.abc import Set
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from vendors import questionnaire_checks as checks
from vendors import questionnaire_words as words
from vendors.heads import plain
from vendors.question_sheets.columns import KIND_OF, MAY, NO, RISKS, YES

LETTERS, OPTIONS = 1000, 30
_BULLET = re.compile(r"^\s*(?:[-•*–]|\(?[a-zA-Z0-9]{1,2}[.)])\s+")


@dataclass
class Taken:
    """`wrong`: (our field, sentence)."""

    question: dict = field(default_factory=dict)
    wrong: list[tuple[str, str]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def question(said: dict[str, str], *, is_known: Set[str]) -> Taken:
    """`said`: text by our field; `is_known`: the fields that have a column."""
    taken = Taken()
    for name in ("text", "why", "help", "what"):
        if said.get(name):
            _words(taken, name, said[name])
    kind = _kind(taken, said)
    if kind:
        taken.question["type"] = kind
        _parts(taken, kind, said)
    if "required" in is_known:
        _required(taken, said.get("required", ""))
    if said.get("evidence") or said.get("what"):
        _evidence(taken, said)
    if said.get("tiers"):
        _tiers(taken, said["tiers"])
    if said.get("weight"):
        _weight(taken, said["weight"])
    taken.question.pop("what", None)
    return taken


def _words(taken: Taken, name: str, text: str) -> None:
    if len(text) > LETTERS:
        taken.wrong.append((name, _("More than %(most)s letters. Shorten it") % {"most": LETTERS}))
    taken.question[name] = text[:LETTERS]


def _kind(taken: Taken, said: dict[str, str]) -> str:
    """By its word; without one by the answers that are offered."""
    text = said.get("type", "")
    if text:
        found = KIND_OF.get(plain(text), "")
        if not found:
            known = ", ".join(str(each) for each in words.KINDS.values())
            taken.wrong.append(("type", _("This kind is not known. Write one of: %(kinds)s") % {"kinds": known}))
        return found
    options = [each.casefold() for each in split(said.get("options", ""))]
    found = "text" if not options else "yes_no" if options == ["yes", "no"] else "single"
    taken.notes.append(_("Kind taken for: %(kind)s") % {"kind": words.KINDS[found]})
    return found


def split(text: str) -> list[str]:
    """One a line; on one line by the first of | ; / and comma that stands there."""
    mark = next((each for each in ("\n", "|", ";", "/", ",") if each in text), "\n")
    return [part for each in text.split(mark) if (part := _BULLET.sub("", each).strip())]


def _parts(taken: Taken, kind: str, said: dict[str, str]) -> None:
    found = split(said.get("options", ""))
    if kind in checks.CHOICES:
        return _options(taken, kind, found, said)
    if kind == "table":
        if not found:
            taken.wrong.append(("options", _("A table needs its columns here, one a line")))
        taken.question["table"] = {"max_rows": 20, "columns": [{"label": each, "type": "text", "required": False} for each in found]}  # fmt: skip
    elif found:
        taken.wrong.append(("options", _("“%(kind)s” offers no answers. Empty this cell, or choose another kind") % {"kind": words.KINDS[kind]}))  # fmt: skip
    if kind == "number":
        taken.question["number"] = {"bands": []}
    elif kind == "file":
        taken.question["file"] = {"accept": ["pdf"], "what": said.get("what") or said.get("text", "")}
    elif kind == "text":
        taken.question["text_rules"] = {"max_length": 2000}
    return None


def _options(taken: Taken, kind: str, found: list[str], said: dict[str, str]) -> None:
    if not found and kind == "yes_no":
        found = [_("Yes"), _("No")]
    if not found and kind == "confirm":
        found = [_("We confirm this")]
    if sentence := _unfit(kind, found):
        taken.wrong.append(("options", sentence))
        return
    options: list[dict] = [{"text": each} for each in found]
    for option, score in zip(options, _aligned(taken, "scores", said, len(found), _score), strict=False):
        option["score"] = score
    for option, risk in zip(options, _aligned(taken, "risks", said, len(found), _risk), strict=False):
        option["risk"] = risk
    taken.question["options"] = options


def _unfit(kind: str, found: list[str]) -> str:
    if len({each.casefold() for each in found}) != len(found):
        return _("The same answer stands there twice")
    if len(found) > OPTIONS:
        return _("%(count)s answers are too many; %(most)s are offered at most. Ask for words, or split the question") % {"count": len(found), "most": OPTIONS}  # fmt: skip
    if kind == "confirm" and len(found) != 1:
        return _("A box to tick has one answer")
    if kind == "yes_no" and len(found) != 2:
        return _("“Yes or no” has two answers. Write “single choice” as its kind")
    if kind in ("single", "multiple") and len(found) < 2:
        return _("Write at least two answers, one a line")
    return ""


def _aligned(taken: Taken, name: str, said: dict[str, str], count: int, take) -> list:
    """One value an answer, in their order; none where the row says none."""
    if not said.get(name):
        return []
    parts = [each.strip() for each in re.split(r"[\n;|/]", said[name]) if each.strip()]
    values = [take(each) for each in parts]
    if None in values:
        allowed = (
            _("numbers from 0 to 1") if name == "scores" else ", ".join(str(each) for each in words.RISKS.values())
        )
        taken.wrong.append(
            (name, _("Write %(allowed)s, one an answer, with semicolons between") % {"allowed": allowed})
        )
        return []
    if len(values) != count:
        taken.wrong.append((name, _("There are %(count)s here and %(answers)s answers. Write one for each") % {"count": len(values), "answers": count}))  # fmt: skip
        return []
    return values


def _score(text: str) -> float | None:
    found = re.fullmatch(r"\d+(?:[.,]\d+)?", text)
    value = float(text.replace(",", ".")) if found else 2.0
    return value if value <= 1 else None


def _risk(text: str) -> str | None:
    return text.casefold() if text.casefold() in RISKS else None


def _required(taken: Taken, text: str) -> None:
    if text.casefold() not in YES | NO:
        taken.wrong.append(("required", _("Write yes or no")))
    taken.question["required"] = text.casefold() in YES


def _evidence(taken: Taken, said: dict[str, str]) -> None:
    """A word for whether, or the words for which file."""
    text, what = said.get("evidence", "").casefold(), said.get("what", "")
    need = "optional" if text in MAY else "required" if text in YES else "none" if text in NO and text else "optional"
    if text and text not in YES | NO | MAY:
        what = what or said["evidence"]
    taken.question["evidence"] = {"need": "none"} if need == "none" else {"need": need, "what": what}


def _tiers(taken: Taken, text: str) -> None:
    found = sorted({int(each) for each in re.findall(r"\d+", text)})
    if text.casefold() == "all":
        found = [1, 2, 3]
    if re.fullmatch(r"\s*1\s*[-–]\s*3\s*", text):
        found = [1, 2, 3]
    if not found or set(found) - set(checks.TIERS):
        taken.wrong.append(("tiers", _("Write the tiers as 1, 2, 3")))
    else:
        taken.question["tiers"] = found


def _weight(taken: Taken, text: str) -> None:
    if not text.isdecimal() or int(text) > checks.MOST_WEIGHT:
        taken.wrong.append(("weight", _("Write a whole number from 0 to %(most)s") % {"most": checks.MOST_WEIGHT}))
    else:
        taken.question["weight"] = int(text)
