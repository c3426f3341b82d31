"""What does somebody say who puts one agreement before many firms? The agreement, the shared answers, a firm's own, the sheet."""

import datetime

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from agreements.bulk_sheet import Sheet
from agreements.forms.drafts import TOPICS, countries, field_of, plain
from agreements.models import AgreementTemplate, BulkIssue, BulkLine
from core import limits
from core.web.two_hands import TwoHands
from core.web.widgets import DateField
from vendors import places


class WhichForm(TwoHands, forms.Form):
    template = forms.ChoiceField(label=_l("Agreement"), widget=forms.RadioSelect)
    jurisdiction = forms.ChoiceField(
        label=_l("Governing law"), required=False,
        help_text=_l("With its own, each firm's clauses and warnings are those of its country. You can change it for one firm."),
    )  # fmt: skip
    sign_by = DateField(
        label=_l("Last day to sign"), help_text=_l("After it an agreement lapses; you can give more time before.")
    )
    topics = forms.MultipleChoiceField(
        label=_l("What the work is about"), choices=TOPICS, required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_l("Brings in the clauses that such work needs."),
    )  # fmt: skip

    def __init__(self, data=None, *, run: BulkIssue, sign_by: datetime.date):
        laws = set(run.lines.values_list("jurisdiction", flat=True)[: limits.BULK_FIRMS])
        found = [row for row in AgreementTemplate.objects.newest().order_by("title", "key") if _goes_to_firms(row)]
        kept = run.template.key if run.template else (found[0].key if found else None)
        super().__init__(data, initial={
            "template": kept, "sign_by": run.sign_by or sign_by, "topics": run.topics,
            "jurisdiction": laws.pop() if len(laws) == 1 and run.template_id and run.lines.count() > 1 else "",
        })  # fmt: skip
        self.fields["template"].choices = [(row.key, _described(row)) for row in found]
        self.fields["jurisdiction"].choices = [("", _("Each firm's own")), *countries()]
        self.fields["jurisdiction"].may_be_empty = True  # which says something, too


class AnswersForm(TwoHands, forms.Form):
    """A field for each variable of the template that all firms share. Gaps may be kept; the check names them."""

    use_required_attribute = False

    def __init__(self, data=None, *, definitions: dict[str, dict], values: dict):
        super().__init__(data)
        self.definitions, self.values = definitions, values
        for name, definition in definitions.items():
            self.fields[f"v-{name}"] = field_of(definition, values.get(name))

    def said(self) -> dict:
        kept = self.cleaned_data
        return {
            f"v-{name}": plain(kept[f"v-{name}"], row) for name, row in self.definitions.items() if f"v-{name}" in kept
        }

    def standing(self) -> dict:
        return {f"v-{name}": self.values.get(name) for name in self.definitions}

    def variables(self) -> dict:
        """Name -> value, as JSON keeps it."""
        return {name[2:]: value for name, value in self.said().items()}


class FirmForm(AnswersForm):
    """One firm's own answers, and its law."""

    jurisdiction = forms.ChoiceField(label=_l("Governing law"))

    def __init__(self, data=None, *, line: BulkLine, definitions: dict[str, dict], values: dict):
        self.line = line
        super().__init__(data, definitions=definitions, values={**values, **line.variables})
        usable = countries()
        own = [] if line.jurisdiction in dict(usable) else [("", places.name_of(line.jurisdiction))]
        self.fields["jurisdiction"].choices = [*own, *usable]
        self.fields["jurisdiction"].initial = line.jurisdiction
        self.fields["jurisdiction"].required = False

    def said(self) -> dict:
        return {**super().said(), "jurisdiction": self.cleaned_data.get("jurisdiction", "")}

    def standing(self) -> dict:
        return {**super().standing(), "jurisdiction": self.line.jurisdiction}

    def variables(self) -> dict:
        return {name[2:]: value for name, value in self.said().items() if name.startswith("v-")}


class SheetForm(forms.Form):
    """The filled-in sheet; `rows` are what it says, as the action takes them."""

    file = forms.FileField(
        label=_l("The filled-in sheet"), help_text=_l("CSV or XLSX, as it was downloaded: a row for each firm."),
        error_messages={"required": _l("Choose a file"), "empty": _l("The file is empty. Choose another one")},
    )  # fmt: skip

    def __init__(self, data=None, files=None, *, sheet: Sheet):
        super().__init__(data, files)
        self.sheet = sheet
        self.rows: list[tuple] = []

    def clean_file(self):
        sent = self.cleaned_data["file"]
        self.rows, wrong = self.sheet.read(sent.read(), is_sheet=sent.name.lower().endswith(".xlsx"))
        if wrong:
            raise forms.ValidationError(wrong)
        return sent


class ReasonsForm(forms.Form):
    """For each kind of warning why it does not stand against issuing; without a reason those firms are left out."""

    def __init__(self, data=None, *, warnings: list[dict]):
        super().__init__(data)
        self.warnings = warnings
        for row in warnings:
            self.fields[f"why-{row['id']}"] = forms.CharField(
                label=_("Why it does not stand against issuing"), max_length=2000, required=False,
                widget=forms.Textarea(attrs={"rows": 2}), help_text=_("Without a reason these firms are left out."),
            )  # fmt: skip

    def rows(self) -> list[dict]:
        return [{**row, "field": self[f"why-{row['id']}"]} for row in self.warnings]

    def reasons(self) -> dict[str, str]:
        return {row["id"]: self.cleaned_data[f"why-{row['id']}"] for row in self.warnings}


def _goes_to_firms(row) -> bool:
    return row.content["kind"] == "agreement" and "about" not in row.content


def _described(row) -> str:
    tiers = row.content["tiers"]
    said = _("%(title)s, for tier %(tier)s. %(summary)s") if len(tiers) == 1 else _("%(title)s. %(summary)s")
    return said % {"title": row.title, "tier": tiers[0], "summary": row.content.get("summary", "")}
