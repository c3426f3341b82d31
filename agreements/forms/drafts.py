"""What does a drafter or signer type, and is it well-formed? Whether it may be issued or signed is for the policies."""

import datetime
from decimal import Decimal

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from agreements import drafting
from agreements.models import Agreement, Jurisdiction
from agreements.rendering import reading, wording
from core.web.two_hands import TwoHands
from core.web.widgets import DateField
from vendors.models import Engagement, Person, Vendor

TOPICS = list(reading.TOPICS.items())
GROUPS = [
    ("parties", _l("Parties")), ("term", _l("Term")), ("confidentiality", _l("Confidentiality")), ("ip", _l("Intellectual property")),
    ("security", _l("Security")), ("people", _l("People")), ("money", _l("Money")), ("law", _l("Law and courts")), ("exit", _l("End")),
]  # fmt: skip
_OPENED = "agreements-opened"


class SubcontractorForm(forms.Form):
    """The first question of a new draft; a GET form."""

    subcontractor = forms.ModelChoiceField(label=_l("Subcontractor"), queryset=Vendor.objects.none())

    def __init__(self, *args, viewer, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["subcontractor"].queryset = (
            Vendor.objects.visible_to(viewer).exclude(status="archived").order_by("name")
        )


class NewDraftForm(forms.Form):
    template = forms.ChoiceField(label=_l("Template"), widget=forms.RadioSelect)
    jurisdiction = forms.ChoiceField(
        label=_l("Governing country or state"), help_text=_l("Its law, and the warnings that come with it.")
    )
    engagement = forms.ModelChoiceField(label=_l("Engagement"), queryset=Engagement.objects.none(), required=False)
    person = forms.ModelChoiceField(
        label=_l("Worker"), queryset=Person.objects.none(), required=False, help_text=_l("For an own undertaking: who signs it."),
    )  # fmt: skip
    replaces = forms.ModelChoiceField(
        label=_l("Takes the place of"), queryset=Agreement.objects.none(), required=False,
        help_text=_l("The one named ends as this one begins."),
    )  # fmt: skip
    topics = forms.MultipleChoiceField(
        label=_l("What the work is about"), choices=TOPICS, required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_l("Brings in the clauses that such work needs."),
    )  # fmt: skip

    def __init__(self, *args, vendor, viewer, replaces=None, again: Agreement | None = None, **kwargs):
        """`again`: what came to nothing, whose choices stand in the fields and whose answers are taken over."""
        super().__init__(*args, **kwargs)
        self.again = again
        in_force = Agreement.objects.visible_to(viewer).on_their_own().filter(vendor=vendor, status="signed")
        self.fields["replaces"].queryset = in_force.defer("html", "body").order_by("-signed_at")
        self.fields["replaces"].initial = replaces
        found = drafting.proposals(vendor)
        self.kinds = {row.key: row.content["kind"] for row in found}
        self.fields["template"].choices = [(row.key, _described(row, vendor)) for row in found]
        self.fields["topics"].initial = drafting.demanded_topics(vendor)
        self.fields["template"].initial = found[0].key if found else None
        self.fields["jurisdiction"].choices = countries()
        self.fields["jurisdiction"].initial = vendor.jurisdiction or vendor.country
        self.fields["engagement"].queryset = Engagement.objects.visible_to(viewer).filter(vendor=vendor)
        self.fields["person"].queryset = (
            Person.objects.visible_to(viewer).filter(vendor=vendor, departed_at=None).order_by("name")
        )

        if again:
            names = ("jurisdiction", "topics", "engagement", "person", "replaces")
            self.initial = {"template": again.template_key, **{name: getattr(again, name) for name in names}}

    def remembered(self) -> dict:
        """The answers and choices of `again` where it is the same paper under the same law; its first day was for then."""
        old, said = self.again, self.cleaned_data
        if old is None or (said["template"], said["jurisdiction"]) != (old.template_key, old.jurisdiction):
            return {}
        answers = {name: value for name, value in old.variables.items() if name != "effective_on"}
        return {"variables": answers, "choices": old.choices}

    def clean(self):
        said = super().clean()
        is_own = self.kinds.get(said.get("template")) == "undertaking"
        if is_own and not said.get("person"):
            self.add_error("person", _("Choose the worker who signs the undertaking"))
        if not is_own:
            said["person"] = None
        return said


def _described(row, vendor) -> str:
    """Templates of one title differ by the tier that they are for; the one for this firm's says so."""
    tiers = row.content["tiers"]
    if vendor.tier in tiers and len(tiers) == 1:
        said = _("%(title)s, for tier %(tier)s, as this subcontractor is. %(summary)s")
    elif len(tiers) == 1:
        said = _("%(title)s, for tier %(tier)s. %(summary)s")
    else:
        said = _("%(title)s. %(summary)s")
    return said % {"title": row.title, "tier": tiers[0], "summary": row.content.get("summary", "")}


def countries() -> list[tuple[str, str]]:
    rows = [row for row in Jurisdiction.objects.newest().order_by("title") if row.content["usable"]]
    return [(row.key, row.title) for row in rows]


class DraftForm(TwoHands, forms.Form):
    """The answers of one draft: a field for each variable that its text names, a tick for each clause with a choice.

    A draft may be kept with gaps: a field that is required before issue takes nothing too, and only says so (`groups`).
    """

    use_required_attribute = False
    jurisdiction = forms.ChoiceField(label=_l("Governing country or state"))
    topics = forms.MultipleChoiceField(
        label=_l("What the work is about"), choices=TOPICS, required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, data=None, *, draft: drafting.Draft):
        super().__init__(data, initial={"jurisdiction": draft.agreement.jurisdiction, "topics": draft.agreement.topics})
        self.draft = draft
        self.fields["jurisdiction"].choices = countries()
        self.fields["topics"].choices = [
            topic for topic in TOPICS if topic[0] != drafting.INDIVIDUAL or not draft.agreement.person_id
        ]
        for name, definition in draft.definitions.items():
            self.fields[f"v-{name}"] = field_of(definition, draft.values.get(name))
        for choice in draft.choices:
            if not choice.locked:
                self.fields[f"c-{choice.clause['id']}"] = forms.BooleanField(
                    label=choice.clause["title"],
                    required=False,
                    initial=choice.is_in,
                    help_text=choice.clause.get("plain", ""),
                )

    def groups(self) -> list[dict]:
        """The variables in their groups, for the page, once the answers are checked."""
        found = []
        for name, definition in self.draft.definitions.items():
            self.fields[f"v-{name}"].required = definition.get("required", True)
        for key, title in GROUPS:
            names = [
                name for name, definition in self.draft.definitions.items() if definition.get("group", "parties") == key
            ]
            if names:
                found.append({"key": key, "title": title, "fields": [self[f"v-{name}"] for name in names]})
        return found

    def clauses(self) -> list[dict]:
        """Every clause of the template with its tick, or with the reason why there is no choice."""
        notes: dict[str, list] = {}
        for note in self.draft.notes + [problem for problem in self.draft.problems if problem.clause]:
            notes.setdefault(note.clause, []).append(note)
        return [
            {
                "choice": choice,
                "field": None if choice.locked else self[f"c-{choice.clause['id']}"],
                "notes": notes.get(choice.clause["id"], []),
            }
            for choice in self.draft.choices
            if choice.fits or choice.barred
        ]

    def answers(self) -> dict:
        """Keyword arguments for actions.agreements.set_variables: what was changed on this page."""
        said = {name: value for name, value in self.said().items() if name not in self.untouched}
        return {
            "variables": {name[2:]: value for name, value in said.items() if name.startswith("v-")},
            "choices": {name[2:]: value for name, value in said.items() if name.startswith("c-")},
            "topics": said.get("topics"),
            "jurisdiction": said.get("jurisdiction", ""),
        }

    def said(self) -> dict:
        """Field name -> value as JSON keeps it."""
        said, definitions = self.cleaned_data, self.draft.definitions
        found = {f"v-{name}": plain(said[f"v-{name}"], row) for name, row in definitions.items() if f"v-{name}" in said}
        found |= {name: value for name, value in said.items() if name.startswith("c-")}
        return found | {name: said[name] for name in ("topics", "jurisdiction") if name in said}

    def standing(self) -> dict:
        """The same, of what is kept now."""
        agreement = self.draft.agreement
        found = {f"v-{name}": self.draft.values.get(name) for name in self.draft.definitions}
        found |= {f"c-{choice.clause['id']}": choice.is_in for choice in self.draft.choices if not choice.locked}
        return found | {"topics": sorted(agreement.topics), "jurisdiction": agreement.jurisdiction}


def field_of(definition: dict, value) -> forms.Field:
    said = {"label": definition["label"], "help_text": definition.get("help", ""), "required": False, "initial": value}
    kind = definition["type"]
    if kind == "date":
        return DateField(**{**said, "initial": wording.as_date(value)})
    if kind == "boolean":
        return forms.BooleanField(**said)
    if kind in ("integer", "money"):
        return forms.IntegerField(min_value=0, **said)
    if kind == "decimal":
        return forms.DecimalField(min_value=0, max_digits=12, **said)
    if kind == "choice":
        return forms.ChoiceField(choices=[(row["id"], row["text"]) for row in definition["choices"]], **said)
    if kind == "list":
        lines = {"initial": "\n".join(value or []), "widget": forms.Textarea(attrs={"rows": 3})}
        return forms.CharField(**{**said, **lines, "help_text": _in_lines(said["help_text"])})
    rows = {"widget": forms.Textarea(attrs={"rows": 3})} if kind in ("long_text", "jurisdiction") else {}
    return forms.CharField(max_length=2000, **rows, **said)


def _in_lines(hint: str) -> str:
    """The library's hints end with no full stop."""
    hint = f"{hint}. " if hint and not hint.endswith(".") else f"{hint} "
    return f"{hint}{_('One in each line.')}".strip()


def plain(value, definition: dict):
    """As JSON keeps it: dates ISO, decimals as strings, lists as lists."""
    if definition["type"] == "list":
        return [line.strip() for line in (value or "").splitlines() if line.strip()]
    if isinstance(value, datetime.date):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value
