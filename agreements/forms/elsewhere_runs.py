"""Which files and which sheet are taken over at once? The form looks that there are some; the action reads them."""

from django import forms
from django.utils.translation import gettext_lazy as _l


class Several(forms.ClearableFileInput):
    allow_multiple_selected = True


class SeveralFiles(forms.FileField):
    """A list of uploads."""

    widget = Several

    def clean(self, data, initial=None):
        sent = data if isinstance(data, list | tuple) else [data]
        return (
            [super(SeveralFiles, self).clean(each, initial) for each in sent] if sent else super().clean(None, initial)
        )


class RunForm(forms.Form):
    signed = SeveralFiles(
        label=_l("The signed files"), help_text=_l("A ZIP of PDFs, or several PDFs chosen together; 100 at most"),
        widget=Several(attrs={"accept": ".pdf,.zip"}), error_messages={"required": _l("Choose the signed files"), "empty": _l("One of the files is empty. Choose again without it")},
    )  # fmt: skip
    sheet = forms.FileField(
        label=_l("The sheet of key data"), help_text=_l("CSV or XLSX, one row for each file. The template at the head of this page has its columns"),
        error_messages={"required": _l("Choose the sheet"), "empty": _l("The sheet is empty. Choose another one")},
    )  # fmt: skip
