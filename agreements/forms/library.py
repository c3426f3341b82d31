"""What does somebody write into the next edition of a clause, a template or a country profile?

A form takes what is of the right shape and leaves the judging of the whole to agreements.rendering.proving.
"""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from agreements.forms.drafts import GROUPS
from agreements.forms.library_fields import (
    AS_OF,
    SOURCES,
    Codes,
    Conditions,
    Lines,
    Number,
    Paragraph,
    Pick,
    Proposed,
    Section,
    Several,
    Spec,
    Whole,
    Yes,
    get,
    put,
)
from agreements.models.authority import RULES
from agreements.rendering import reading, wording
from agreements.rendering.proving import Known

TIERS = [(tier, _l("Tier %(number)s") % {"number": tier}) for tier in "123"]
KINDS = [("agreement", _l("Agreement, signed by the firm")), ("undertaking", _l("Own undertaking of a worker"))]
DIRECTIONS = [("one_way", _l("We give, they receive")), ("mutual", _l("Both give and receive"))]
TYPES = [
    ("text", _l("A line")), ("long_text", _l("Some lines")), ("integer", _l("A whole number")), ("decimal", _l("A number")),
    ("money", _l("An amount")), ("date", _l("A date")), ("boolean", _l("Yes or no")), ("list", _l("A list")),
]  # fmt: skip
SIGNED_BY = {"agreement": ["subcontractor_signatory", "company_signatory"], "undertaking": ["worker"]}
IN = [("", _l("Not in")), ("in", _l("In")), ("optional", _l("Optional"))]
_COUNTRIES = _l("Codes with commas between, such as DE, US-CA")

PROPOSED = Proposed("default", _l("Proposed value"), _l("Several with commas between"))

_CLAUSE = [
    Section(_l("The clause"), (
        Spec("title", _l("Title")), Paragraph("plain", _l("In plain words"), _l("What a reader who is no lawyer takes from it")),
        Pick("category", _l("Kind"), choices=list(reading.CATEGORIES.items())), Pick("standing", _l("Standing"), choices=list(reading.STANDINGS.items()), first="standard"),
        Pick("approver", _l("Who approves another wording"), choices=list(reading.APPROVERS.items())),
        Spec("weak_wording", _l("Weak wording to look out for")), SOURCES, AS_OF,
    )),
    Section(_l("When it is used"), (
        Several("use.tiers", _l("For tiers"), _l("None ticked: for every tier"), choices=TIERS, whole=True),
        Several("use.topics", _l("Where the work is about"), _l("One of those ticked is enough; none ticked: any work"), choices=list(reading.TOPICS.items())),
        Codes("use.jurisdictions", _l("Only under the law of"), _COUNTRIES), Codes("use.except_jurisdictions", _l("Never under the law of"), _COUNTRIES),
    )),
    Section(_l("The words"), (Lines("sentences", _l("Sentences"), _l("One in each line; a variable stands as {{company_name}}")),)),
    Section(_l("Words for a country"), (
        Codes("jurisdictions", _l("Countries"), _COUNTRIES), Lines("sentences", _l("Sentences"), keeps_a_row=True),
        Paragraph("why", _l("Why they differ")), SOURCES, AS_OF,
    ), rows="variants"),
    Section(_l("Caveat"), (
        Codes("jurisdictions", _l("Countries"), _COUNTRIES), Paragraph("message", _l("What a reader must know"), keeps_a_row=True),
        Pick("effect", _l("How strong"), choices=list(reading.EFFECTS.items()), first="warn"), SOURCES, AS_OF,
    ), rows="caveats"),
    Section(_l("Own variable"), (
        Spec("name", _l("Name in the text"), _l("Small letters, such as cure_days"), keeps_a_row=True), Spec("label", _l("What the drafter reads")),
        Pick("type", _l("What is typed"), choices=TYPES), Pick("group", _l("Stands with"), choices=GROUPS),
        PROPOSED, Spec("help", _l("Hint")), Yes("required", _l("An agreement cannot be issued without it")),
    ), rows="own"),
]  # fmt: skip
_TEMPLATE = [
    Section(_l("The template"), (
        Spec("title", _l("Title")), Paragraph("summary", _l("What it is for")), Pick("kind", _l("Kind"), choices=KINDS),
        Pick("direction", _l("Who gives information"), choices=DIRECTIONS), Several("tiers", _l("For tiers"), choices=TIERS, whole=True),
        Pick("authority", _l("Who may sign for the subcontractor"), choices=RULES), Lines("parties", _l("Parties"), _l("One in each line")), Lines("background", _l("Background"), _l("One in each line")),
        Spec("closing", _l("Closing")), Paragraph("consent", _l("What a signer agrees to")), SOURCES, AS_OF,
    )),
    Section(_l("Check"), (
        Spec("left", _l("Variable"), _l("Such as term_months")), Pick("op", _l("Must be"), choices=list(reading.OPERATORS.items())),
        Spec("right", _l("Than the variable"), _l("Or leave it empty and enter a number")), Number("value", _l("Number")),
        Paragraph("message", _l("What it says to the drafter"), keeps_a_row=True),
    ), rows="checks"),
]  # fmt: skip


def _fact(key: str, label) -> Section:
    more: dict[str, tuple[Spec, ...]] = {
        "governing_law": (Spec("governing_law.wording", _l("As an agreement names it")),),
        "ip_ownership": (Spec("ip_ownership.wording", _l("What an agreement has to say")),),
        "new_york_convention": (Yes("new_york_convention.value", _l("Party to the Convention")),),
        "non_compete": (Whole("non_compete.max_months", _l("Most months allowed")),),
        "e_signature": (
            Pick("e_signature.agreement", _l("Level that an agreement needs"), choices=[("simple", _l("Simple")), ("advanced", _l("Advanced")), ("qualified", _l("Qualified"))]),
        ),
    }  # fmt: skip
    said = Paragraph(f"{key}.text", _l("What the law says"))
    rest = (type(SOURCES)(f"{key}.sources", SOURCES.label, SOURCES.help), Spec(f"{key}.as_of", AS_OF.label, AS_OF.help))
    return Section(label, (*more.get(key, ()), said, *rest))


_COUNTRY = [
    Section(_l("The country or state"), (
        Spec("name", _l("Name")), Yes("usable", _l("Its law can govern an agreement")), Pick("confidence", _l("How well it is known"), choices=list(reading.CONFIDENCE.items()), first="low"),
        Spec("parent", _l("Belongs to"), _l("The code of the country whose rules hold here too")), AS_OF,
    )),
    *(_fact(key, label) for key, label in reading.FACTS.items()),
    Section(_l("Court"), (Spec("wording", _l("As an agreement names it"), keeps_a_row=True), Paragraph("text", _l("What to know of it"))), rows="courts"),
    Section(_l("Arbitration"), (
        Spec("institution", _l("Rules and institution"), keeps_a_row=True), Spec("seat", _l("Seat")), Paragraph("text", _l("What to know of it")),
    ), rows="arbitration"),
    Section(_l("Note"), (Paragraph("text", _l("Note"), keeps_a_row=True), SOURCES, AS_OF), rows="notes"),
    Section(_l("Rule"), (
        Spec("clause", _l("Clause"), _l("Its name in the files")), Pick("effect", _l("What it does"), choices=list(reading.EFFECTS.items()), first="warn"),
        Conditions("when", _l("Where"), _l("One comparison in each line, such as: non_compete_months > 24. Empty: always")),
        Paragraph("message", _l("What it says to the drafter"), keeps_a_row=True), SOURCES, AS_OF,
    ), rows="rules"),
]  # fmt: skip
SECTIONS = {"clauses": _CLAUSE, "templates": _TEMPLATE, "countries": _COUNTRY}


class EntryForm(forms.Form):
    """The whole content of one entry. `seen` stands for the content that was shown."""

    use_required_attribute = False
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, data=None, *, kind: str, content: dict, known: Known, seen: str):
        super().__init__(data)
        self.kind, self.known = kind, known
        self.content = {**content, "own": self._own(content)} if kind == "clauses" else content
        self.fields["seen"].initial = seen
        for section in SECTIONS[kind]:
            for row, number in self._rows(section):
                for spec in section.specs:
                    self.fields[_name(section, number, spec)] = spec.field(get(row, spec.path))
        if kind == "templates":
            self._list_clauses()

    def _own(self, content: dict) -> list[dict]:
        """Variables that no other entry of the library defines."""
        return [each for name, each in content.get("definitions", {}).items() if name not in self.known.definitions]

    def _rows(self, section: Section) -> list[tuple[dict, int | None]]:
        """(row, its number) of a list with some empty ones behind; or the content itself."""
        if not section.rows:
            return [(self.content, None)]
        kept = self.content.get(section.rows, [])
        typed = (
            {name.split("-")[1] for name in self.data if name.startswith(f"{section.rows}-")} if self.data else set()
        )
        size = max(len(kept) + section.spare, *(int(each) + 1 for each in typed if each.isdigit() and len(each) < 4), 0)
        return [(kept[number] if number < len(kept) else {}, number) for number in range(size)]

    def _list_clauses(self) -> None:
        listed = {row["clause"]: (place, row) for place, row in enumerate(self.content.get("clauses", ()), 1)}
        for key, clause in self.known.clauses.items():
            place, row = listed.get(key) or (None, None)
            said = "" if row is None else "optional" if row.get("optional") else "in"
            title = clause["title"]
            self.fields[f"in-{key}"] = forms.ChoiceField(label=title, choices=IN, required=False, initial=said)
            self.fields[f"place-{key}"] = forms.IntegerField(label=_("Place of “%(title)s”") % {"title": title}, required=False, min_value=0, max_value=999, initial=place)  # fmt: skip

    def sections(self) -> list[dict]:
        """For the page: {title, groups: [{title, fields}]}."""
        return [
            {"title": section.title, "is_list": bool(section.rows), "groups": [
                {"title": "" if number is None else f"{section.title} {number + 1}", "fields": [self[_name(section, number, spec)] for spec in section.specs]}
                for _row, number in self._rows(section)
            ]}
            for section in SECTIONS[self.kind]
        ]  # fmt: skip

    def bundle(self) -> list[dict]:
        """For the page of a template: each clause with its two controls; those that are in come first, in their order."""
        if self.kind != "templates":
            return []
        rows = [{"title": clause["title"], "choice": self[f"in-{key}"], "place": self[f"place-{key}"]} for key, clause in self.known.clauses.items()]  # fmt: skip
        return sorted(rows, key=lambda row: (row["place"].initial is None, row["place"].initial or 0, row["title"]))

    @property
    def value(self) -> dict:
        """The content as it was typed; what the form does not ask for stays."""
        content = self.content
        for section in SECTIONS[self.kind]:
            if section.rows:
                content = put(content, section.rows, self._listed(section))
                continue
            for spec in section.specs:
                content = put(content, spec.path, spec.value(self.cleaned_data[_name(section, None, spec)]))
        return {"clauses": self._clause, "templates": self._template, "countries": self._country}[self.kind](content)

    def _listed(self, section: Section) -> list[dict]:
        found = []
        for row, number in self._rows(section):
            said = {spec.path: spec.value(self.cleaned_data[_name(section, number, spec)]) for spec in section.specs}
            if any(said[spec.path] for spec in section.specs if spec.keeps_a_row):
                found.append({**row, **said})
        return found

    def _clause(self, content: dict) -> dict:
        texts = [
            *content.get("sentences", []),
            *(text for row in content.get("variants", ()) for text in row["sentences"]),
        ]
        names = wording.names_in(*texts)
        own = {
            row["name"]: _defined(row, self.content["definitions"].get(row["name"], {}))
            for row in content.pop("own", [])
        }
        silent = [
            name
            for name in content.get("variables", ())
            if name not in names and name in {**self.known.definitions, **own}
        ]
        variables = [*names, *(name for name in silent if name not in self._printed_before())]
        if set(variables) == set(content.get("variables", ())):
            variables = content["variables"]
        return {
            "sentences": [], "use": {"always": True}, **content, "variables": variables,
            "definitions": self._definitions([*variables, *own], own, content),
        }  # fmt: skip

    def _printed_before(self) -> list[str]:
        """A variable that only stood in the old words goes with them; one that a rule asks for stays."""
        before = self.content
        return wording.names_in(*before.get("sentences", ()), *(text for row in before.get("variants", ()) for text in row["sentences"]))  # fmt: skip

    def _template(self, content: dict) -> dict:
        said = [
            (self.cleaned_data[f"place-{key}"] or 999, place, {"clause": key, **({"optional": True} if chosen == "optional" else {})})
            for place, key in enumerate(self.known.clauses)
            if (chosen := self.cleaned_data[f"in-{key}"])
        ]  # fmt: skip
        checks = [_check(row, place) for place, row in enumerate(content.get("checks", ()), 1)]
        texts = [*content.get("parties", ()), *content.get("background", ()), content.get("closing", "")]
        compared = [side for check in checks for side in (check["left"], check.get("right")) if side]
        kept = {"tiers": [], **content, "checks": checks, "clauses": [row for _place, _order, row in sorted(said, key=lambda each: each[:2])]}  # fmt: skip
        return {
            **kept,
            "signed_by": SIGNED_BY[kept["kind"]],
            "definitions": self._definitions([*wording.names_in(*texts), *compared], {}, content),
        }

    def _country(self, content: dict) -> dict:
        rules = [{**row, "id": row.get("id") or f"{content['code'].lower()}-{row['clause']}-{place}"} for place, row in enumerate(content.get("rules", ()), 1)]  # fmt: skip
        rows = {name: _numbered(content.get(name, []), content["code"], name) for name in ("courts", "arbitration")}
        asked = [condition["variable"] for rule in rules for condition in rule.get("when", ())]
        return {
            "usable": False,
            **content,
            **rows,
            "rules": rules,
            "definitions": self._definitions(asked, {}, content),
        }

    def _definitions(self, names: list[str], own: dict, content: dict) -> dict:
        known = {**content.get("definitions", {}), **self.known.definitions, **own}
        return {name: known[name] for name in dict.fromkeys(names) if name in known}


def _name(section: Section, number: int | None, spec: Spec) -> str:
    return spec.path if number is None else f"{section.rows}-{number}-{spec.path}"


def _defined(row: dict, before: dict) -> dict:
    """A list is proposed item by item. What was proposed before and reads the same stays as it was."""
    said, kept = row["default"], {key: value for key, value in row.items() if key != "default"}
    if "default" in before and PROPOSED.typed(before["default"]) == said:
        return {**kept, "default": before["default"]}
    if not said:
        return kept
    is_list = row["type"] == "list"
    return {**kept, "default": [each.strip() for each in said.split(",") if each.strip()] if is_list else said}


def _check(row: dict, place: int) -> dict:
    kept = {key: value for key, value in row.items() if value not in ("", None)}
    return {"id": row.get("id") or f"check-{place}", **kept}


def _numbered(rows: list[dict], code: str, name: str) -> list[dict]:
    return [{**row, "id": row.get("id") or f"{code.lower()}-{name}-{place}"} for place, row in enumerate(rows, 1)]


class NewEntryForm(forms.Form):
    """What an entry of our own is called; a country goes by its code."""

    title = forms.CharField(label=_l("Title"), max_length=120)

    def __init__(self, *args, kind: str, **options):
        super().__init__(*args, **options)
        if kind == "countries":
            self.fields["title"].label = _("Name of the country or state")
            self.fields["code"] = forms.RegexField(
                r"^[A-Z]{2}(-[A-Z0-9]{1,3})?$", label=_("Code"), max_length=6, help_text=_("As BR or US-OR"),
                error_messages={"invalid": _("Enter a code such as BR or US-OR")},
            )  # fmt: skip


class PublishForm(forms.Form):
    """What changed, and why; `seen` stands for the content that was shown."""

    because = forms.CharField(
        label=_l("What changed, and why"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_l("Stands with the edition for as long as agreements are made of it"),
        error_messages={"required": _l("Write down what changed, and why")},
    )  # fmt: skip
    seen = forms.CharField(widget=forms.HiddenInput)


class SetAsideForm(forms.Form):
    because = forms.CharField(
        label=_l("Why it is not taken over"), max_length=1000, widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _l("Write down why it is not taken over")},
    )  # fmt: skip
