"""What does somebody fill in who writes a questionnaire in a spreadsheet? The heads that we know, and a row of each use."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from vendors.question_sheets.columns import FIELDS


def head() -> list[tuple[str, str]]:
    """The heads are words that the reader knows in every language."""
    return [(name, words.split()[0].replace("_", " ").capitalize()) for name, (_label, _must, words) in FIELDS.items()]


def rows() -> Iterator[list[str]]:
    for each in _examples():
        yield [each.get(name, "") for name in FIELDS]


def _examples() -> list[dict]:
    access = {"section": _("Access"), "tiers": "1, 2", "required": "yes"}
    return [
        {
            **access,
            "text": _("Does everybody sign in with a second factor?"),
            "why": _("A stolen password alone must not open our documents."),
            "help": _("Count those who work from outside, too."),
            "type": "single choice",
            "options": "\n".join([_("Everybody"), _("Those who work from outside"), _("Nobody")]),
            "scores": "1; 0.5; 0",
            "risks": "none; medium; high",
            "evidence": "required",
            "what": _("A screenshot of the setting"),
            "weight": "3",
        },
        {**access, "text": _("How many accounts are shared?"), "why": _("A shared account names nobody."), "type": "number"},
        {
            "section": _("Premises"),
            "text": _("Describe how visitors are received."),
            "why": _("A visitor sees what lies on the desks."),
            "type": "text",
            "required": "no",
        },
    ]  # fmt: skip
