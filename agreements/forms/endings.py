"""Why is it refused, withdrawn or ended?"""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from agreements.models import Agreement
from agreements.models.agreement import ENDED_FOR
from core.web.widgets import DateField


class ReasonForm(forms.Form):
    because = forms.CharField(
        label=_l("Reason"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _l("Write down the reason")},
    )


class TerminationForm(ReasonForm):
    """The reference is typed, so that nobody ends the wrong one."""

    ended_for = forms.ChoiceField(label=_l("Kind of ending"), choices=ENDED_FOR, widget=forms.RadioSelect)
    notice_until = DateField(
        label=_l("Last day of the notice"), required=False, help_text=_l("Leave it empty to end the agreement at once."),
    )  # fmt: skip
    reference = forms.CharField(max_length=20)

    def __init__(self, *args, agreement: Agreement):
        super().__init__(*args)
        self.expected = agreement.reference
        self.fields["reference"].label = _("Type %(reference)s to confirm") % {"reference": self.expected}
        self.order_fields(["ended_for", "notice_until", "because", "reference"])

    def clean_reference(self):
        if self.cleaned_data["reference"].strip().upper() != self.expected:
            raise forms.ValidationError(_("Type %(reference)s to confirm") % {"reference": self.expected})
        return self.cleaned_data["reference"]
