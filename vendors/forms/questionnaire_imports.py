"""What an administrator chooses about a workbook of questions: the file; then its sheet, its columns and who is asked."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from vendors.forms import imports
from vendors.forms.draft_questions import TIERS
from vendors.question_sheets.columns import HEADS


class WorkbookForm(forms.Form):
    file = forms.FileField(
        label=_l("Workbook"),
        help_text=_l("XLSX, one question a row, a row of heads above them; 600 rows at most"),
        error_messages={"required": _l("Choose a workbook"), "empty": _l("The file is empty. Choose another one")},
    )


class SheetForm(forms.Form):
    """Which sheet is read; another one has columns of its own."""

    sheet = forms.ChoiceField(label=_l("Sheet"))

    def __init__(self, titles: list[str], *args, **options):
        super().__init__(*args, **options)
        self.fields["sheet"].choices = [(each, each) for each in titles]


class ColumnsForm(imports.MappingForm):
    heads = HEADS

    def __init__(self, head: list[str], first: list[str], *args, tiers: list[int], **options):
        super().__init__(head, first, *args, **options)
        self.fields["tiers_of_all"] = forms.MultipleChoiceField(
            label=_("Asked of, where the row does not say"),
            choices=TIERS,
            widget=forms.CheckboxSelectMultiple,
            initial=[str(tier) for tier in tiers],
            error_messages={"required": _("Choose who is asked")},
        )

    @property
    def tiers(self) -> list[int]:
        return sorted(int(tier) for tier in self.cleaned_data["tiers_of_all"])
