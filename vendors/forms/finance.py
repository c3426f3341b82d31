"""What an analyst copies from the accounts of a subcontractor: each line explained, and checked against the others."""

import datetime
import re

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from core.models import StoredFile
from core.web.widgets import DateField, LongText
from vendors import currencies, evidence_library, finance_words
from vendors.finance import lines
from vendors.forms.amounts import WholeAmountField
from vendors.models import Statement
from vendors.models.statement import ASSURANCE, KINDS, UNITS

_IN_BRACKETS = re.compile(r"\(\s*(.+?)\s*\)")
_MINUS = str.maketrans("−–", "--")
HEAD = ["ends_on", "months", "currency", "unit", "assurance", "is_consolidated", "kind"]
FOOT = ["stored", "source", "note"]


class AmountField(WholeAmountField):
    """As accounts print it: a figure in brackets is negative, and so is one behind any kind of minus."""

    def to_python(self, value):
        if isinstance(value, str):
            value = _IN_BRACKETS.sub(r"-\1", value.strip()).translate(_MINUS)
        return super().to_python(value)


class StatementForm(forms.Form):
    """`ends_on` names the year; a correction (`of_year`) does not change it."""

    ends_on = DateField(label=_l("The period ended on"), help_text=_l("The last day of the financial year"))
    months = forms.IntegerField(
        label=_l("Months"), min_value=1, max_value=24, initial=12, help_text=_l("How long the period is; most often 12"),
        error_messages={"required": _l("Enter how many months the period has")},
    )  # fmt: skip
    currency = forms.CharField(
        label=_l("Currency"), max_length=3, help_text=_l("Three letters, such as EUR"),
        error_messages={"required": _l("Enter the three letters of a currency, such as EUR")},
    )  # fmt: skip
    unit = forms.TypedChoiceField(
        label=_l("Amounts are in"), coerce=int, choices=UNITS, initial=1_000, widget=forms.RadioSelect,
        error_messages={"required": _l("Choose what the amounts are in")},
    )  # fmt: skip
    assurance = forms.ChoiceField(
        label=_l("Checked by an auditor"), choices=ASSURANCE, widget=forms.RadioSelect,
        error_messages={"required": _l("Say whether an auditor checked them")},
    )  # fmt: skip
    is_consolidated = forms.TypedChoiceField(
        label=_l("Whose accounts"), coerce=lambda value: value == "group", widget=forms.RadioSelect,
        choices=[("alone", _l("Of the firm alone")), ("group", _l("Consolidated, of the whole group"))],
        error_messages={"required": _l("Say whose accounts they are")},
    )  # fmt: skip
    kind = forms.ChoiceField(
        label=_l("Kind of firm"), choices=KINDS, widget=forms.RadioSelect, help_text=_l("It decides which of Altman's models fits"),
        error_messages={"required": _l("Choose the kind of firm")},
    )  # fmt: skip
    stored = forms.ModelChoiceField(
        label=_l("File that the figures are from"), queryset=StoredFile.objects.none(), required=False, empty_label=_l("None of these"),
        help_text=_l("What the subcontractor uploaded with its answers or as evidence"),
    )  # fmt: skip
    source = forms.CharField(
        label=_l("Or where they were found"), max_length=300, required=False, help_text=_l("Such as a public register, with the address")
    )  # fmt: skip
    note = LongText(
        _l("Note of the analyst"), required=False, help_text=_l("What the figures do not say by themselves")
    )

    def __init__(
        self,
        *args,
        vendor,
        today: datetime.date,
        of_year: Statement | None = None,
        before: Statement | None = None,
        **options,
    ):
        super().__init__(*args, **options)
        self.today, self.before = today, before
        files = evidence_library.of(vendor.pk)
        self.fields["stored"].queryset = files
        self.fields["stored"].label_from_instance = lambda file: f"{file.name}, {file.stored_at:%Y-%m-%d}"
        for line in lines.LINES:
            name, words = finance_words.LINES[line]
            invalid = _("Enter a whole number, such as 5 000; for parts of a unit choose a smaller one")
            self.fields[line] = AmountField(
                label=name, help_text=words, required=line in lines.NEEDED,
                error_messages={"required": _("Enter “%(name)s”; without it nothing can be checked") % {"name": name}, "invalid": invalid, "max_decimal_places": invalid},
            )  # fmt: skip
        if of_year is not None:
            del self.fields["ends_on"]
            self.fields["because"] = LongText(
                _("What was wrong"), rows=2, missing=_("Say what was wrong in the figures before")
            )

    @property
    def head(self) -> list:
        return [self[name] for name in HEAD if name in self.fields]

    @property
    def foot(self) -> list:
        return [self[name] for name in [*FOOT, "because"] if name in self.fields]

    @property
    def parts(self) -> list[dict]:
        """The figures under their headings: {field, before}, the amount of the year before beside each."""
        figures = self.before.figures if self.before else {}
        return [
            {"title": title, "rows": [{"field": self[name], "before": finance_words.amount(figures.get(name))} for name in names]}
            for title, names in finance_words.PARTS
        ]  # fmt: skip

    @property
    def sums(self) -> list[dict]:
        """What has to agree, by the figures as far as they can be read."""
        if self.is_bound:
            self.is_valid()
        return finance_words.sums(self.as_read if self.is_bound else self.initial_amounts)

    @property
    def initial_amounts(self) -> dict:
        return {line: self.initial[line] for line in lines.LINES if line in self.initial}

    def clean_ends_on(self):
        day = self.cleaned_data["ends_on"]
        if day > self.today:
            raise forms.ValidationError(_("Choose a day that is over"))
        return day

    def clean_currency(self):
        code = self.cleaned_data["currency"].strip().upper()
        if code not in currencies.CODES:
            raise forms.ValidationError(_("Enter the three letters of a currency, such as EUR"))
        return code

    def clean(self):
        found = super().clean()
        self.as_read = self.amounts  # a field with an error leaves what is cleaned
        for wrong in lines.wrongs(self.as_read):
            if wrong.line not in self.errors:
                self.add_error(wrong.line, finance_words.wrong(wrong))
        if not found.get("stored") and not found.get("source", "").strip() and "stored" not in self.errors:
            self.add_error("stored", _("Choose the file, or say below where the figures were found"))
        return found

    @property
    def amounts(self) -> dict:
        given = {line: self.cleaned_data.get(line) for line in lines.LINES}
        return {line: amount for line, amount in given.items() if amount is not None}

    @property
    def said(self) -> dict:
        """Keyword arguments for the action."""
        rest = {name: value for name, value in self.cleaned_data.items() if name not in lines.LINES}
        return {**rest, "amounts": self.amounts}


def initial_of(statement: Statement) -> dict:
    """What the form of a correction begins with."""
    names = [name for name in [*HEAD, *FOOT] if name not in {"ends_on", "is_consolidated"}]
    said = {name: getattr(statement, name) for name in names}
    return {**said, "is_consolidated": "group" if statement.is_consolidated else "alone", **statement.figures}
