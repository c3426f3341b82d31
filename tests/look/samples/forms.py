"""What is asked? One form of each kind of field, and those of signing in."""

from django import forms

from core.web.widgets import DateField


class Decision(forms.Form):
    until = forms.ChoiceField(label="Grant until", choices=[("1", "30 Nov 2026, with the TISAX label")])
    because = forms.CharField(
        label="Reason for your decision",
        widget=forms.Textarea({"rows": 2}),
        help_text="The requester and the audit log see this text",
    )


class Question(forms.Form):
    where = forms.MultipleChoiceField(
        label="Where do you store our drawings and models?",
        help_text="Select all that apply.",
        choices=[
            ("server", "Company file server"),
            ("cloud", "Cloud storage managed by the company"),
            ("none", "We do not store any"),
        ],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Select where you store drawings and models"},
    )
    number = forms.CharField(label="Certificate number", error_messages={"required": "Enter the certificate number"})
    until = DateField(label="Valid until", help_text="As printed on the certificate, for example 27 3 2028")
    proof = forms.FileField(
        label="ISO/IEC 27001 certificate", required=False, help_text="PDF, JPG or PNG, smaller than 20 MB."
    )
    agree = forms.BooleanField(
        label="I have read the undertaking and agree to sign it electronically",
        error_messages={"required": "Confirm that you have read the undertaking"},
    )


def sign_in_form():
    """allauth's own form, so that the page shows what people get."""
    from allauth.account.forms import LoginForm

    return LoginForm()


class Code(forms.Form):
    code = forms.CharField(
        label="Authenticator code", widget=forms.TextInput({"autocomplete": "one-time-code", "inputmode": "numeric"})
    )
    secret = "JBSWY3DPEHPK3PXP"


def totp_form():
    return Code()


def key_form():
    """What carries a passkey's answer: one hidden field."""
    return type("Key", (forms.Form,), {"credential": forms.CharField(widget=forms.HiddenInput)})()
