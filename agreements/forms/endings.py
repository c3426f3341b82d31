"""Why is it refused, withdrawn or ended?"""

from django import forms
from django.utils.translation import gettext_lazy as _l


class ReasonForm(forms.Form):
    because = forms.CharField(
        label=_l("Reason"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _l("Write down the reason")},
    )
