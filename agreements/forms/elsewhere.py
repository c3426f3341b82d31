"""What is typed of an agreement that was signed elsewhere. A form never saves; gaps are kept, what cannot be so is said."""

import datetime

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from agreements import key_data
from agreements.forms.drafts import SubcontractorForm, countries
from agreements.kinds import named, templates
from agreements.models import Agreement, ClauseEdition, ElsewherePaper
from agreements.models.elsewhere import SECRECIES, TERMS
from agreements.rendering import reading
from core.web.two_hands import TwoHands
from core.web.widgets import DateField, LongText
from vendors.models import Person

PDF = _l("One PDF with everything that was signed. It is kept as it is, encrypted, and never changed.")


class FileForm(SubcontractorForm):
    """Whose agreement it is, and the file."""

    file = forms.FileField(
        label=_l("The signed file"), help_text=PDF,
        error_messages={"required": _l("Choose the signed PDF"), "empty": _l("The file is empty. Choose another one")},
        widget=forms.FileInput(attrs={"accept": ".pdf,application/pdf"}),
    )  # fmt: skip

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["subcontractor"].error_messages["required"] = _("Choose whose agreement it is")


# Whether these are to be filled follows from another answer; their hint says so.
BY_ANOTHER = {"person", "ends_on", "secret_until"}


class KeyDataForm(TwoHands, forms.Form):
    """`deed`: keep what is typed, or hand it in: then nothing may be missing."""

    use_required_attribute = False
    template = forms.ChoiceField(
        label=_l("What kind of agreement is it?"), help_text=_l("It counts in access decisions as this one does.")
    )
    title = forms.CharField(label=_l("Title"), max_length=200, help_text=_l("As it stands on the file"))
    person = forms.ModelChoiceField(
        label=_l("Worker"), queryset=Person.objects.none(), help_text=_l("Only for an own undertaking of one person")
    )
    replaces = forms.ModelChoiceField(
        label=_l("Takes the place of"),
        queryset=Agreement.objects.none(),
        help_text=_l("The one named ends as this one begins."),
    )
    our_name = forms.CharField(label=_l("Our company, as the file names it"), max_length=200)
    their_name = forms.CharField(label=_l("The other party, as the file names it"), max_length=200)
    signed_for_us = forms.CharField(label=_l("Who signed for us"), max_length=150)
    signed_for_them = forms.CharField(label=_l("Who signed for them"), max_length=150)
    jurisdiction = forms.ChoiceField(label=_l("Governing law"))
    signed_on = DateField(label=_l("Signed on"), help_text=_l("The day of the last signature"))
    starts_on = DateField(label=_l("First day"), help_text=_l("From when on it binds"))
    term = forms.ChoiceField(label=_l("How long does it run?"), choices=TERMS, widget=forms.RadioSelect)
    ends_on = DateField(label=_l("Last day"), help_text=_l("Empty where it runs until it is ended"))
    secrecy = forms.ChoiceField(label=_l("How long does secrecy last?"), choices=SECRECIES, widget=forms.RadioSelect)
    secret_until = DateField(label=_l("Last day of secrecy"), help_text=_l("Empty where it has no end"))
    origin = forms.CharField(
        label=_l("Where it was signed"), max_length=120, help_text=_l("The other system, or on paper")
    )
    origin_reference = forms.CharField(label=_l("Reference there"), max_length=120)

    def __init__(self, data=None, *, paper: ElsewherePaper, today: datetime.date, viewer):
        standing = key_data.of(paper)
        pages = {f"p-{row['key']}": row["page"] for row in paper.clauses}
        super().__init__(data, initial={**standing, "template": paper.template.key if paper.template else "", **pages})
        self.paper, self.today, self.templates = paper, today, templates()
        if paper.template and paper.template.key not in self.templates:
            self.templates[paper.template.key] = paper.template
        self.fields["template"].choices = [
            ("", _("Choose one")),
            *((key, named(row)) for key, row in self.templates.items()),
        ]
        self.fields["jurisdiction"].choices = [("", _("Choose one")), *countries()]
        self.fields["person"].queryset = (
            Person.objects.visible_to(viewer).filter(vendor=paper.vendor_id).order_by("name")
        )
        in_force = Agreement.objects.visible_to(viewer).on_their_own().filter(vendor=paper.vendor_id, status="signed")
        self.fields["replaces"].queryset = in_force.defer("html", "body").order_by("-signed_at")
        self.clauses = list(ClauseEdition.objects.newest().order_by("title"))
        for clause in self.clauses:
            self.fields[f"p-{clause.key}"] = forms.IntegerField(label=clause.title, min_value=1, max_value=paper.pages, error_messages={
                "max_value": _("%(clause)s: the file has %(pages)s pages") % {"clause": clause.title, "pages": paper.pages}, "min_value": _("%(clause)s: pages are counted from 1") % {"clause": clause.title},
                "invalid": _("%(clause)s: enter the number of a page") % {"clause": clause.title},
            })  # fmt: skip
        needed = {*key_data.NEEDED}  # before it is handed in
        for name, field in self.fields.items():
            field.required = False
            field.may_be_empty = name in needed or name in BY_ANOTHER or name.startswith("p-")

    def groups(self) -> list[dict]:
        """The fields under their headings, for the page."""
        parts = [
            (_("What it is"), "template title person replaces"), (_("The parties"), "our_name their_name signed_for_us signed_for_them"),
            (_("Law and days"), "jurisdiction signed_on starts_on term ends_on secrecy secret_until"),
            (_("Where it comes from"), "origin origin_reference"),
        ]  # fmt: skip
        return [{"title": title, "fields": [self[name] for name in names.split()]} for title, names in parts]

    def kinds_of_clauses(self) -> list[dict]:
        """The clauses of the library by what they are about, each with the box for its page."""
        found: dict[str, list] = {}
        for clause in self.clauses:
            found.setdefault(clause.content["category"], []).append(self[f"p-{clause.key}"])
        order = [
            *(key for key in reading.CATEGORIES if key in found),
            *(key for key in found if key not in reading.CATEGORIES),
        ]
        return [{"title": reading.CATEGORIES.get(key, key), "fields": found[key], "is_open": any(f.value() or f.errors for f in found[key])} for key in order]  # fmt: skip

    def clean(self) -> dict:
        found = super().clean()
        if self.errors:
            return found
        said = self.answers()
        wrong = key_data.wrong(said, today=self.today, pages=self.paper.pages)
        if self.data.get("deed") == "hand-in":
            wrong = {**key_data.missing(said), **wrong}
        for name, sentence in wrong.items():
            self.add_error(name if name in self.fields else None, sentence)
        return found

    def answers(self) -> dict:
        """Keyword arguments for actions.elsewhere.change."""
        said = self.cleaned_data
        clauses = [{"key": c.key, "page": said[f"p-{c.key}"]} for c in self.clauses if said.get(f"p-{c.key}")]
        plain = {name: said.get(name) for name in key_data.NAMES if name not in ("template", "clauses")}
        return {**plain, "template": self.templates.get(said.get("template", "")), "clauses": clauses}


class CompareForm(forms.Form):
    """The second person's answer; `seen` is the fingerprint of what stood on the page."""

    compared = forms.BooleanField(
        label=_l("I compared every line with the file, and each is as the file has it"), required=False
    )
    because = LongText(
        _l("What does not fit"),
        rows=3,
        required=False,
        help_text=_l("Only where you give it back. Whoever entered it reads this."),
    )
    seen = forms.CharField(widget=forms.HiddenInput)

    def clean(self):
        found = super().clean()
        if self.data.get("answer") == "confirm" and not found.get("compared"):
            self.add_error("compared", _("Tick this once you have compared every line"))
        if self.data.get("answer") != "confirm" and not found.get("because", "").strip():
            self.add_error("because", _("Say what does not fit"))
        return found
