"""What is asked before another key seals?"""

from django import forms

from core.forms.accounts import ReasonForm


class RenewalForm(forms.Form):
    """`serial`: of the certificate on the page, so that a second press renews nothing."""

    serial = forms.CharField(widget=forms.HiddenInput)
    because = ReasonForm.base_fields["because"]
