"""In which agreement, for whom and under which law is a draft of the library looked at?"""

from django import forms
from django.utils.translation import gettext_lazy as _l

from agreements.forms.library import TIERS
from agreements.models import AgreementTemplate, Jurisdiction, LibraryDraft
from agreements.rendering import reading


class PreviewForm(forms.Form):
    """A GET form; without a choice it shows the first template that has the entry."""

    template = forms.ChoiceField(label=_l("In the template"))
    tier = forms.ChoiceField(label=_l("Tier of the subcontractor"), choices=TIERS)
    country = forms.ChoiceField(label=_l("Governing country or state"))
    topics = forms.MultipleChoiceField(
        label=_l("What the work is about"), choices=list(reading.TOPICS.items()), required=False, widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip

    def __init__(self, *args, viewer, draft: LibraryDraft):
        super().__init__(*args)
        self.draft = draft
        templates = AgreementTemplate.objects.visible_to(viewer).newest().order_by("key")
        self.rows = {row.key: row.content for row in templates}
        countries = dict(Jurisdiction.objects.visible_to(viewer).newest().order_by("title").values_list("key", "title"))
        if draft.kind == "templates":
            self.rows = {draft.key: draft.content}
        if draft.kind == "countries":
            countries = {draft.key: str(draft)}
        self.fields["template"].choices = [(key, self._named(content)) for key, content in self.rows.items()]
        self.fields["country"].choices = list(countries.items())
        self.first = {"template": self._first(), "country": next(iter(countries)), "topics": self._topics()}
        self.first["tier"] = str(min(self.rows[self.first["template"]]["tiers"] or [1]))
        for name, value in self.first.items():
            self.fields[name].initial = value

    def said(self) -> dict:
        """Keyword arguments of agreements.previewing.look."""
        said = self.cleaned_data if self.is_bound and self.is_valid() else self.first
        return {
            "template": self.rows[said["template"]], "tier": int(said["tier"]), "country": said["country"], "topics": frozenset(said["topics"]),
        }  # fmt: skip

    def _first(self) -> str:
        """The first template that lists the clause, or the first one."""
        listed = [key for key, content in self.rows.items() if any(row["clause"] == self.draft.key for row in content["clauses"])]  # fmt: skip
        return (listed or list(self.rows))[0]

    def _topics(self) -> list[str]:
        return self.draft.content.get("use", {}).get("topics", []) if self.draft.kind == "clauses" else []

    def _named(self, content: dict) -> str:
        tiers = ", ".join(map(str, content["tiers"]))
        return f"{content['title']} ({tiers})"
