"""Which boxes does a form of the draft draw? Each maker takes what stands in the box first."""

from django import forms
from django.utils.translation import gettext as _

from vendors import questionnaire_edits as edits
from vendors import questionnaire_words as words

TEXT = 1000
MARK = forms.CharField(required=False, widget=forms.HiddenInput)


def seen(part: dict | None) -> forms.CharField:
    """Stands for this part of the draft as it was shown."""
    return forms.CharField(required=False, widget=forms.HiddenInput, initial=edits.mark(part))


def whole(label: str, least: int, most: int, **options) -> forms.IntegerField:
    box = forms.TextInput(attrs={"inputmode": "numeric", "class": "box-year"})
    return forms.IntegerField(label=label, min_value=least, max_value=most, widget=box, **options)


def decimal(label: str, *, most=None, initial=None) -> forms.DecimalField:
    box = forms.TextInput(attrs={"inputmode": "decimal", "class": "box-year"})
    least = None if most is None else 0
    return forms.DecimalField(
        label=label, min_value=least, max_value=most, max_digits=12, decimal_places=4, required=False, widget=box, initial=initial
    )  # fmt: skip


def text(label: str):
    return lambda initial: forms.CharField(
        label=label, max_length=TEXT, required=False, initial=initial, widget=forms.Textarea(attrs={"rows": 2})
    )


def tick(label: str):
    return lambda initial: forms.BooleanField(label=label, required=False, initial=initial)


def place(initial) -> forms.Field:
    box = forms.TextInput(attrs={"inputmode": "numeric", "class": "box-day"})
    return forms.IntegerField(label=_("Order"), min_value=1, max_value=999, required=False, widget=box, initial=initial)


def judging() -> list:
    risks = [("", "–"), *words.RISKS.items()]
    return [
        ("score", lambda initial: decimal(_("Score, 0 to 1"), most=1, initial=initial)),
        ("risk", lambda initial: forms.ChoiceField(label=_("Risk"), choices=risks, required=False, initial=initial)),
        ("hint", text(_("Why, and what lessens it"))),
    ]


def answer_columns(kind: str) -> list:
    alone = [("exclusive", tick(_("Only alone")))] if kind == "multiple" else []
    return [("place", place), ("text", text(_("Answer"))), *judging(), ("knock_out", tick(_("Refuses"))), *alone]


def band_columns() -> list:
    return [
        ("up_to", lambda initial: decimal(_("Up to"), initial=initial)),
        *judging(),
        ("knock_out", tick(_("Refuses"))),
    ]


def table_columns() -> list:
    kinds = list(words.COLUMNS.items())
    return [
        ("place", place),
        ("label", lambda initial: forms.CharField(label=_("Name"), max_length=120, required=False, initial=initial)),
        ("type", lambda initial: forms.ChoiceField(label=_("Kind"), choices=kinds, initial=initial or "text")),
        ("required", tick(_("Must be filled in"))),
        ("choices", text(_("Choices, one a line"))),
    ]


def row_value(name: str, old: dict, number: int, *, is_old: bool):
    if name == "place":
        return number + 1 if is_old else None
    if name == "choices":
        return "\n".join(each["text"] for each in old.get("choices", []))
    return words.number(old[name]) if name in ("score", "up_to") and name in old else old.get(name)


def first_answers(kind: str) -> list[dict]:
    if kind != "yes_no":
        return []
    return [{"id": "yes", "text": _("Yes"), "score": 1.0, "risk": "none"}, {"id": "no", "text": _("No"), "score": 0.0}]
