"""What must counsel look at where the text was agreed otherwise than the library has it? Warnings, each to be set aside with a reason."""

from django.utils.translation import gettext as _

from agreements.rendering import checking, composing, wording
from agreements.rendering.checking import Problem

DATED = {"effective_on", "term_months", "secrecy_years"}  # what the calendar and access go by


def problems(draft) -> list[Problem]:
    """Of an agreements.drafting.Draft. A machine reads answers, not words: where the two may differ, a lawyer reads."""
    standard = {clause["id"]: clause for clause in draft.standard}
    found = []
    for each in draft.agreed:
        if each["kind"] == "add":
            found.append(_new(each))
        elif each["kind"] == "change" and each["clause"] in standard:
            found += _reworded(draft, each, standard[each["clause"]])
    return found


def _new(each: dict) -> Problem:
    sentence = _(
        "“%(title)s” is not from the library: no rule of the country was checked against it. Read it as a lawyer."
    )
    return Problem("warn", f"negotiated-{each['clause']}", sentence % {"title": each["title"]}, each["clause"])


def _reworded(draft, each: dict, clause: dict) -> list[Problem]:
    country = draft.situation.country
    before = wording.names_in(*composing.sentences(clause, country))
    after = wording.names_in(*(row["source"] for row in each["words"]))
    compared = DATED | _compared(draft)
    dropped = [name for name in before if name not in after and name in compared and name in draft.known]
    return [_dropped(draft, each, name) for name in dropped] + _rules(draft, each)


def _compared(draft) -> set[str]:
    """The answers that some check of the template or rule of the country goes by."""
    checks = {
        side for check in draft.template.get("checks", ()) for side in (check["left"], check.get("right")) if side
    }
    rules = checking.rules(draft.country, draft.parent)
    return checks | {condition["variable"] for rule in rules for condition in rule.get("when", ())}


def _dropped(draft, each: dict, name: str) -> Problem:
    definition = draft.known[name]
    sentence = _(
        "The agreed wording of “%(title)s” no longer takes “%(label)s” from the answers, where it says “%(value)s”. "
        "Checks and dates go by the answer: make it say what the clause says."
    )
    said = {"title": each["title"], "label": definition["label"], "value": draft.filled(f"{{{{{name}}}}}")}
    return Problem("warn", f"negotiated-{each['clause']}-{name}", sentence % said, each["clause"], name)


def _rules(draft, each: dict) -> list[Problem]:
    """A rule of the country on this clause was made for the standard wording."""
    rules = [rule for rule in checking.rules(draft.country, draft.parent) if rule["clause"] == each["clause"]]
    sentence = _("“%(title)s” was agreed in other words than the standard's, and this law has a rule on it: %(rule)s")
    return [
        Problem(
            "warn", f"negotiated-{rule['id']}", sentence % {"title": each["title"], "rule": rule["message"]}, each["clause"], "",
            rule.get("sources", []), rule.get("as_of", ""),
        )
        for rule in rules
    ]  # fmt: skip
