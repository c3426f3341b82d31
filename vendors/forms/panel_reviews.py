"""What is typed on a panel: whom to ask, and one reviewer's marks."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from core.models import User
from core.web.widgets import LongText


class AskForm(forms.Form):
    reviewer = forms.ModelChoiceField(
        label=_l("Who is asked"), queryset=User.objects.none(), empty_label=_l("Choose one"),
        error_messages={"required": _l("Choose somebody"), "invalid_choice": _l("Choose somebody of the list")},
    )  # fmt: skip

    def __init__(self, *args, reviewers, **options):
        super().__init__(*args, **options)
        self.fields["reviewer"].queryset = reviewers


class MarksForm(forms.Form):
    """One field for each criterion, named by its id."""

    note = LongText(_l("What you saw"), required=False, help_text=_l("Others read it once everybody has handed in"))

    def __init__(self, criteria: list[dict], *args, **options):
        super().__init__(*args, **options)
        for each in criteria:
            ends = {0: f"0: {each['worst']}", 4: f"4: {each['best']}"}
            self.fields[each["id"]] = forms.TypedChoiceField(
                label=each["title"], coerce=int, widget=forms.RadioSelect, choices=[(mark, ends.get(mark, str(mark))) for mark in range(5)],
                error_messages={"required": _("Mark: %(title)s") % {"title": each["title"]}},
            )  # fmt: skip
        self.order_fields([*(each["id"] for each in criteria), "note"])
        self.criteria = [each["id"] for each in criteria]

    @property
    def marks(self) -> dict[str, int]:
        return {key: self.cleaned_data[key] for key in self.criteria}
