"""What somebody chooses about a file: the file, then which column means what; of people, or of what `heads` names."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from vendors.heads import Heads
from vendors.people_files import columns


class UploadForm(forms.Form):
    file = forms.FileField(
        label=_l("File"),
        help_text=_l("CSV or XLSX, one person a row, the first row names the columns; 20,000 rows at most"),
        error_messages={"required": _l("Choose a file"), "empty": _l("The file is empty. Choose another one")},
    )


class MappingForm(forms.Form):
    """One choice a field of ours, named as `heads` names them. What is missing is one error."""

    heads: Heads = columns.HEADS

    def __init__(self, head: list[str], first: list[str], *args, **options):
        super().__init__(*args, **options)
        self.head, sure, proposed = head, self.heads.sure(head), options.get("initial") or {}
        offered = [("", _("Not in the file")), *_offered(head, first)]
        for name, (label, must, _words) in self.heads.fields.items():
            field = forms.ChoiceField(label=label, choices=offered, required=False)
            field.may_be_empty = must  # what is missing is said once, above
            if proposed.get(name) and name not in sure:
                field.help_text = _("Our guess by the name of the column; look at it")
            self.fields[name] = field

    def clean(self):
        for sentence in self.heads.unfit(self.mapping, self.head):
            self.add_error(None, sentence)
        return self.cleaned_data

    @property
    def mapping(self) -> dict[str, str]:
        return {name: self.cleaned_data[name] for name in self.heads.fields if self.cleaned_data.get(name)}


def _offered(head: list[str], first: list[str]) -> list[tuple[str, str]]:
    """Each column once, with what its first row says."""
    said = dict(zip(head, first, strict=False))
    return [
        (
            cell,
            _("%(column)s, such as “%(value)s”") % {"column": cell, "value": said[cell][:40]}
            if said.get(cell)
            else cell,
        )
        for cell in dict.fromkeys(head)
        if cell
    ]
