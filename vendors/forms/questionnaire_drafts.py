"""What an administrator writes into the next questionnaire: its details, a section, the kind of a question, the reason.

A form takes what is of the right shape and leaves the judging of the whole to vendors.questionnaire_checks.
"""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from core.web.widgets import LongText
from vendors import questionnaire_edits as edits
from vendors import questionnaire_words as words
from vendors.forms import draft_fields as draw


class DetailsForm(forms.Form):
    """Title, introduction and the minutes of each set. `seen` stands for what was shown."""

    def __init__(self, *args, details: dict, **options):
        super().__init__(*args, **options)
        self.details = details
        self.fields["title"] = forms.CharField(label=_("Title"), max_length=120, initial=details["title"])
        self.fields["intro"] = LongText(_("Introduction"), rows=5, initial=details["intro"])
        for each in details["sets"]:
            label = _("Minutes that “%(name)s” takes") % {"name": each["title"]}
            self.fields[f"minutes_{each['id']}"] = draw.whole(label, 1, 600, initial=each["minutes"])
        self.fields["seen"] = draw.seen(details)

    @property
    def value(self) -> dict:
        said = self.cleaned_data
        sets = [{**each, "minutes": said[f"minutes_{each['id']}"]} for each in self.details["sets"]]
        return {"title": said["title"], "intro": said["intro"], "sets": sets}


class SectionForm(forms.Form):
    """`section` is None for a new one. `dimensions`: (id, title) of what a section can count for."""

    def __init__(self, *args, section: dict | None, taken: set[str], dimensions: list[tuple[str, str]], **options):
        super().__init__(*args, **options)
        self.section, self.taken, old = section, taken, section or {}
        self.fields["title"] = forms.CharField(label=_("Title"), max_length=120, initial=old.get("title"))
        self.fields["intro"] = LongText(_("Introduction"), initial=old.get("intro"))
        self.fields["weight"] = draw.whole(_("Weight in percent"), 0, 100, initial=old.get("weight", 0))
        self.fields["weight"].help_text = _("The weights of all sections together make 100")
        self.fields["dimension"] = forms.ChoiceField(
            label=_("Counts for, in the screening"), choices=dimensions, initial=old.get("dimension")
        )
        self.fields["seen"] = draw.seen(section)

    @property
    def value(self) -> dict:
        said = {name: self.cleaned_data[name] for name in ("title", "intro", "weight", "dimension")}
        key = self.section["id"] if self.section else edits.identifier(said["title"], self.taken)
        return {**(self.section or {}), "id": key, **said}


class KindForm(forms.Form):
    """How a new question is answered; the rest of its form follows from it."""

    type = forms.ChoiceField(
        label=_l("How is it answered?"), choices=list(words.KINDS.items()), widget=forms.RadioSelect, initial="single"
    )


class PublishForm(forms.Form):
    """`seen` stands for the whole content that was shown."""

    because = LongText(_l("Why is there a new version?"), missing=_l("Say why there is a new version"))
    seen = draw.MARK
