"""What an officer chooses about a file of people: the file, then which column means what."""

from django import forms
from django.utils.translation import gettext_lazy as _l

from vendors.people_files import reading


class UploadForm(forms.Form):
    file = forms.FileField(
        label=_l("File"),
        help_text=_l("CSV or XLSX, one person a row, the first row names the columns; 20,000 rows at most"),
        error_messages={"required": _l("Choose a file"), "empty": _l("The file is empty. Choose another one")},
    )


class MappingForm(forms.Form):
    """One choice a field of ours; named as vendors.people_files.reading names them."""

    def __init__(self, head: list[str], *args, **options):
        super().__init__(*args, **options)
        columns = [("", _l("Not in the file")), *((cell, cell) for cell in head if cell)]
        for name, (label, must, _words) in reading.FIELDS.items():
            self.fields[name] = forms.ChoiceField(
                label=label, choices=columns, required=must, error_messages={"required": _l("Choose a column")}
            )

    @property
    def mapping(self) -> dict[str, str]:
        return {name: column for name, column in self.cleaned_data.items() if column}
