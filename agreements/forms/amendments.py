"""What does a drafter say of a change to a paper in force, and is it well-formed?"""

from django import forms
from django.utils.translation import gettext_lazy as _l

from agreements import amending
from agreements.models import REPLACE, STRIKE
from agreements.rendering import wording
from core.web.two_hands import TwoHands
from core.web.widgets import DateField

OPS = [("", _l("Leave it as it is")), (REPLACE, _l("Replace its words")), (STRIKE, _l("Strike it"))]


class AmendmentForm(forms.Form):
    effective_on = DateField(label=_l("Takes effect on"), help_text=_l("From the first moment of that day."))


class RenewalForm(forms.Form):
    months = forms.IntegerField(label=_l("Months to add"), min_value=1, max_value=600)


class ValuesForm(TwoHands, forms.Form):
    """When it takes effect, and the numbers of the agreement that it sets anew."""

    effective_on = DateField(label=_l("Takes effect on"))

    def __init__(self, data=None, *, draft: amending.AmendmentDraft):
        super().__init__(data, initial={"effective_on": draft.amendment.effective_on})
        self.names = amending.open_values(draft.amends)
        said = {**draft.old_values, **draft.amendment.variables}
        for name, definition in self.names.items():
            kind = forms.DecimalField if definition["type"] == "decimal" else forms.IntegerField
            self.fields[f"v-{name}"] = kind(
                label=definition["label"], min_value=0, required=False, initial=wording.as_number(said.get(name))
            )
        self.old = draft.old_values

    def variables(self) -> dict:
        """Those that are not what they were."""
        said = {name: self.cleaned_data.get(f"v-{name}") for name in self.names}
        return {
            name: int(value) if value % 1 == 0 else str(value)
            for name, value in said.items()
            if value is not None and value != wording.as_number(self.old.get(name))
        }


class ClauseForm(forms.Form):
    """What becomes of a clause that is there, or the words of a new one."""

    op = forms.ChoiceField(label=_l("What becomes of it"), choices=OPS, required=False, widget=forms.RadioSelect)
    title = forms.CharField(label=_l("Title"), max_length=200)
    text = forms.CharField(
        label=_l("Its words"), required=False, max_length=20000, widget=forms.Textarea(attrs={"rows": 14}),
        help_text=_l("One sentence in each line; each gets its number."),
    )  # fmt: skip

    def __init__(self, data=None, *, section: dict | None, change: dict | None):
        stands = change or section or {}
        lines = stands.get("sentences", []) if change else [each["text"] for each in stands.get("sentences", [])]
        super().__init__(
            data, initial={"op": change["op"] if change else REPLACE, "title": stands.get("title", ""), "text": "\n".join(lines)}
        )  # fmt: skip
        if section is None:
            self.fields["op"].choices = (
                [("", _l("Take it out again")), ("add", _l("Add it"))] if change else [("add", _l("Add it"))]
            )
            self.initial["op"] = "add"

    def clean(self):
        said = super().clean()
        if said.get("op") in (REPLACE, "add") and not self.sentences():
            self.add_error("text", _l("Write down what the clause says, one sentence in each line"))
        return said

    def sentences(self) -> list[str]:
        return [line.strip() for line in self.cleaned_data.get("text", "").splitlines() if line.strip()]


class DayForm(forms.Form):
    """Two days of which the texts are put side by side; a GET form."""

    on = forms.DateField(
        label=_l("Day"), required=False, widget=forms.DateInput(attrs={"type": "date", "class": "input"})
    )
    against = forms.DateField(
        label=_l("Compare with"), required=False, widget=forms.DateInput(attrs={"type": "date", "class": "input"})
    )
