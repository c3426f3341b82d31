"""What a contact objects, and what we answer."""

from django import forms
from django.utils.translation import gettext_lazy as _l


class ObjectionForm(forms.Form):
    text = forms.CharField(
        label=_l("What is wrong, and why?"), max_length=4000, widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": _l("Say what is wrong, and why")},
    )  # fmt: skip
    file = forms.FileField(
        label=_l("A document that shows it"), required=False, help_text=_l("PDF, picture, text or office file"),
        error_messages={"empty": _l("The file is empty. Choose another one")},
    )  # fmt: skip


class ObjectionAnswerForm(forms.Form):
    """The outcome is the button."""

    because = forms.CharField(
        label=_l("Reasons"), max_length=4000, widget=forms.Textarea(attrs={"rows": 5}), help_text=_l("The subcontractor reads them"),
        error_messages={"required": _l("Give your reasons; the subcontractor reads them")},
    )  # fmt: skip
