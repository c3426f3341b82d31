"""What an administrator writes into the next questionnaire: its details, a section, a question of each kind.

A form takes what is of the right shape and leaves the judging of the whole to vendors.questionnaire_checks.
"""

from collections.abc import Set

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from core.web.widgets import LongText
from vendors import questionnaire_checks as checks
from vendors import questionnaire_edits as edits
from vendors import questionnaire_words as words

SPARE_ROWS, TEXT = 3, 1000
TIERS = [
    ("1", _l("Tier 1, the full questionnaire")),
    ("2", _l("Tier 2, the standard one")),
    ("3", _l("Tier 3, the short one")),
]
FILES = [(each, each.upper()) for each in ("pdf", "docx", "xlsx", "csv", "png", "jpg")]
OF_A_KIND = ("options", "number", "table", "file", "text_rules")
MARK = forms.CharField(required=False, widget=forms.HiddenInput)


class DetailsForm(forms.Form):
    """Title, introduction and the minutes of each set. `seen` stands for what was shown."""

    def __init__(self, *args, details: dict, **options):
        super().__init__(*args, **options)
        self.details = details
        self.fields["title"] = forms.CharField(label=_("Title"), max_length=120, initial=details["title"])
        self.fields["intro"] = LongText(_("Introduction"), rows=5, initial=details["intro"])
        for each in details["sets"]:
            label = _("Minutes that “%(name)s” takes") % {"name": each["title"]}
            self.fields[f"minutes_{each['id']}"] = _whole(label, 1, 600, initial=each["minutes"])
        self.fields["seen"] = _seen(details)

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
        self.fields["weight"] = _whole(_("Weight in percent"), 0, 100, initial=old.get("weight", 0))
        self.fields["weight"].help_text = _("The weights of all sections together make 100")
        self.fields["dimension"] = forms.ChoiceField(
            label=_("Counts for, in the screening"), choices=dimensions, initial=old.get("dimension")
        )
        self.fields["seen"] = _seen(section)

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


class QuestionForm(forms.Form):
    """A question as it is in the draft, or a new one: then `question` holds its section and kind alone.

    Rows (answers, ranges, columns) stand for those of the draft by their place; one without words is taken out.
    """

    def __init__(self, *args, question: dict, content: dict, kept: Set[str] = frozenset(), **options):
        super().__init__(*args, **options)
        self.question, self.content, self.kept, self.type = question, content, kept, question["type"]
        self.is_new = "id" not in question
        self._about()
        self._of_its_kind()
        self._evidence()
        self._branch()
        self.fields["seen"] = _seen(None if self.is_new else edits.find(content, "questions", question["id"]))

    # What is asked

    def _about(self) -> None:
        old, add = self.question, self.fields.__setitem__
        sections = [(each["id"], each["title"]) for each in self.content["sections"]]
        add("section", forms.ChoiceField(label=_("Section"), choices=sections, initial=old.get("section")))
        add("text", LongText(_("Question"), rows=2, initial=old.get("text"), help_text=_("One thing, in a sentence")))
        add("why", LongText(_("Why we ask"), rows=2, initial=old.get("why"), help_text=_("The subcontractor reads it")))
        add("help", LongText(_("Help"), rows=2, initial=old.get("help"), required=False))
        tiers = [str(tier) for tier in old.get("tiers", [1])]
        add(
            "tiers",
            forms.MultipleChoiceField(
                label=_("Asked of"), choices=TIERS, widget=forms.CheckboxSelectMultiple, initial=tiers
            ),
        )
        add(
            "required",
            forms.BooleanField(label=_("It must be answered"), required=False, initial=old.get("required", True)),
        )
        add("weight", _whole(_("Weight within its section"), 0, checks.MOST_WEIGHT, initial=old.get("weight", 1)))
        self.fields["weight"].help_text = _("0 to 5; 0 is not scored")
        add("knock_out", forms.BooleanField(label=_("An answer to it can refuse a subcontractor"), required=False, initial=old.get("knock_out", False)))  # fmt: skip

    # What its kind needs

    def _of_its_kind(self) -> None:
        self.row_columns, self.old_rows, self.row_title = [], [], ""
        if self.type in checks.CHOICES:
            self.row_title, self.old_rows = _("Answers"), self.question.get("options", _first_answers(self.type))
            self.row_columns = _answer_columns(self.type)
        elif self.type == "number":
            self._number(self.question.get("number", {}))
        elif self.type == "table":
            rules = self.question.get("table", {})
            self.row_title, self.old_rows, self.row_columns = _("Columns"), rules.get("columns", []), _table_columns()
            self.fields["max_rows"] = _whole(_("Rows at most"), 1, 500, initial=rules.get("max_rows", 20))
        elif self.type == "file":
            rules = self.question.get("file", {})
            self.fields["file_what"] = forms.CharField(
                label=_("Which file?"), max_length=TEXT, initial=rules.get("what")
            )
            self.fields["accept"] = forms.MultipleChoiceField(label=_("Kinds of file"), choices=FILES, required=False, widget=forms.CheckboxSelectMultiple, initial=rules.get("accept", ["pdf"]))  # fmt: skip
        elif self.type == "text":
            most = self.question.get("text_rules", {}).get("max_length", 2000)
            self.fields["max_length"] = _whole(_("Characters at most"), 1, 20000, initial=most)
        self._rows()

    def _number(self, rules: dict) -> None:
        self.row_title, self.old_rows, self.row_columns = _("Ranges"), rules.get("bands", []), _band_columns()
        known = dict(words.UNITS)
        unit = rules.get("unit", "")
        choices = list({**known, unit: known.get(unit, unit)}.items())
        self.fields["unit"] = forms.ChoiceField(label=_("Unit"), choices=choices, required=False, initial=unit)
        self.fields["least"] = _decimal(_("Least"), initial=rules.get("min"))
        self.fields["most"] = _decimal(_("Most"), initial=rules.get("max"))

    def _rows(self) -> None:
        most = 1 if self.type == "confirm" else 100
        self.row_count = min(len(self.old_rows) + SPARE_ROWS, most) if self.row_columns else 0
        for number in range(self.row_count):
            old = self.old_rows[number] if number < len(self.old_rows) else {}
            for name, make in self.row_columns:
                self.fields[f"row{number}_{name}"] = make(_row_value(name, old, number, is_old=bool(old)))

    @property
    def rows(self) -> list[list]:
        return [[self[f"row{number}_{name}"] for name, _make in self.row_columns] for number in range(self.row_count)]

    @property
    def heads(self) -> list[str]:
        return [self.fields[f"row0_{name}"].label for name, _make in self.row_columns] if self.row_count else []

    @property
    def above(self) -> list:
        """The fields before the rows, in order."""
        rest = ("need", "what", "when", "parent", "leads", "seen")
        return [field for field in self if not field.name.startswith("row") and field.name not in rest]

    @property
    def below(self) -> list:
        return [self[name] for name in ("need", "what", "when", "parent", "leads") if name in self.fields]

    # The file behind it, and what leads to it

    def _evidence(self) -> None:
        old, add = self.question.get("evidence", {"need": "none"}), self.fields.__setitem__
        add("need", forms.ChoiceField(label=_("File behind the answer"), choices=list(words.NEEDS.items()), widget=forms.RadioSelect, initial=old["need"]))  # fmt: skip
        add(
            "what",
            forms.CharField(
                label=_("Which file stands behind it?"), max_length=TEXT, required=False, initial=old.get("what")
            ),
        )
        options = [(each["id"], each["text"]) for each in self.question.get("options", [])]
        if options and self.type in checks.CHOICES:
            add("when", forms.MultipleChoiceField(label=_("Required with these answers only"), choices=options, required=False, widget=forms.CheckboxSelectMultiple, initial=old.get("when", []), help_text=_("None ticked: with every answer")))  # fmt: skip

    def _branch(self) -> None:
        rule, add = self.question.get("show_when", {}), self.fields.__setitem__
        parents = [("", _("Always asked")), *((each["id"], each["text"]) for each in self._earlier())]
        add(
            "parent",
            forms.ChoiceField(
                label=_("Asked only after an answer to"),
                choices=parents,
                required=False,
                initial=rule.get("question", ""),
            ),
        )
        parent = edits.find(self.content, "questions", rule.get("question", ""))
        if parent:
            options = [(each["id"], each["text"]) for each in parent.get("options", [])]
            add("leads", forms.MultipleChoiceField(label=_("These answers lead to it"), choices=options, required=False, widget=forms.CheckboxSelectMultiple, initial=rule.get("in", [])))  # fmt: skip

    def _earlier(self) -> list[dict]:
        found = []
        for each in self.content["questions"]:
            if each["id"] == self.question.get("id"):
                break
            if "options" in each:
                found.append(each)
        return found

    # What it comes to

    def clean(self):
        found = super().clean()
        if found.get("need") not in (None, "none") and not found.get("what"):
            self.add_error("what", _("Say which file"))
        for number in range(self.row_count):
            name = "up_to" if self.type == "number" else "label" if self.type == "table" else "text"
            others = [found.get(f"row{number}_{key}") for key, _make in self.row_columns if key in ("hint", "score")]
            if (
                name != "up_to"
                and not found.get(f"row{number}_{name}")
                and any(others)
                and number >= len(self.old_rows)
            ):
                self.add_error(f"row{number}_{name}", _("Row %(number)s: write its words") % {"number": number + 1})
        return found

    @property
    def value(self) -> dict:
        said = self.cleaned_data
        made = {name: part for name, part in self.question.items() if name not in OF_A_KIND}
        made |= {name: said[name] for name in ("section", "text", "why", "required", "weight")}
        made |= {"type": self.type, "tiers": sorted(int(tier) for tier in said["tiers"]), **self._kind_value()}
        judged = made.get("options", []) + made.get("number", {}).get("bands", [])
        made["knock_out"] = said["knock_out"] or any(each.get("knock_out") for each in judged)
        made["evidence"] = self._evidence_value()
        made |= {"help": said["help"], "show_when": self._branch_value()}
        made["id"] = self.question.get("id") or self._identifier(made)
        return {name: part for name, part in made.items() if name not in ("help", "show_when", "knock_out") or part}

    def _identifier(self, made: dict) -> str:
        taken = {each["id"] for each in self.content["questions"]} | self.kept
        return edits.identifier(made["text"], taken, before=made["section"].split("-")[0][:3])

    def _kind_value(self) -> dict:
        said = self.cleaned_data
        if self.type in checks.CHOICES:
            return {"options": self._named(_option(each) for each in self._given("text"))}
        if self.type == "number":
            limits = {"min": _number(said["least"]), "max": _number(said["most"])}
            rules = {name: value for name, value in {"unit": said["unit"], **limits}.items() if value not in (None, "")}
            return {"number": {**rules, "bands": self._bands()}}
        if self.type == "table":
            columns = self._named(_column(each) for each in self._given("label"))
            return {"table": {"max_rows": said["max_rows"], "columns": columns}}
        if self.type == "file":
            return {"file": {"accept": said["accept"], "what": said["file_what"]}}
        return {"text_rules": {"max_length": said["max_length"]}} if self.type == "text" else {}

    def _given(self, name: str) -> list[dict]:
        """The rows that have words, in the order that was asked for."""
        rows = self._typed()
        return sorted((row for row in rows if row[name]), key=lambda row: row.get("place") or len(rows) + 1)

    def _typed(self) -> list[dict]:
        """Every row as typed, with `was`, its part of the draft."""
        said = self.cleaned_data
        spare: list[dict] = [{}] * self.row_count
        return [
            {**{name: said.get(f"row{number}_{name}") for name, _make in self.row_columns}, "was": was}
            for number, was in zip(range(self.row_count), [*self.old_rows, *spare], strict=False)
        ]

    def _bands(self) -> list[dict]:
        """By their limits; the one without a limit comes last."""
        rows = [row for row in self._typed() if row["up_to"] is not None or row["score"] is not None]
        limits = [{"up_to": _number(row["up_to"])} if row["up_to"] is not None else {} for row in rows]
        bands = [{**limit, **_judged(row)} for limit, row in zip(limits, rows, strict=True)]
        return sorted(bands, key=lambda band: band.get("up_to", float("inf")))

    def _named(self, parts) -> list[dict]:
        """Each with an identifier: its own, or a new one from its words."""
        made: list[dict] = []
        parts = list(parts)
        taken = {part["id"] for part in parts if part.get("id")}
        for part in parts:
            key = part.get("id") or edits.identifier(part.get("text") or part["label"], taken)
            taken.add(key)
            made.append({**part, "id": key})
        return made

    def _evidence_value(self) -> dict:
        said = self.cleaned_data
        if said["need"] == "none":
            return {"need": "none"}
        own = {option["id"] for option in self._kind_value().get("options", [])}
        when = [key for key in said.get("when", []) if key in own]
        return {"need": said["need"], "what": said["what"], **({"when": when} if when else {})}

    def _branch_value(self) -> dict | None:
        said, rule = self.cleaned_data, self.question.get("show_when", {})
        if not said["parent"]:
            return None
        return {
            "question": said["parent"],
            "in": said.get("leads", []) if said["parent"] == rule.get("question") else [],
        }


class PublishForm(forms.Form):
    """`seen` stands for the whole content that was shown."""

    because = LongText(_l("Why is there a new version?"), missing=_l("Say why there is a new version"))
    seen = MARK


def _seen(part: dict | None) -> forms.CharField:
    return forms.CharField(required=False, widget=forms.HiddenInput, initial=edits.mark(part))


def _whole(label: str, least: int, most: int, **options) -> forms.IntegerField:
    box = forms.TextInput(attrs={"inputmode": "numeric", "class": "box-year"})
    return forms.IntegerField(label=label, min_value=least, max_value=most, widget=box, **options)


def _decimal(label: str, *, most=None, initial=None) -> forms.DecimalField:
    box = forms.TextInput(attrs={"inputmode": "decimal", "class": "box-year"})
    least = None if most is None else 0
    return forms.DecimalField(
        label=label, min_value=least, max_value=most, max_digits=12, decimal_places=4, required=False, widget=box, initial=initial
    )  # fmt: skip


def _text(label: str):
    return lambda initial: forms.CharField(
        label=label, max_length=TEXT, required=False, initial=initial, widget=forms.Textarea(attrs={"rows": 2})
    )


def _tick(label: str):
    return lambda initial: forms.BooleanField(label=label, required=False, initial=initial)


def _place(initial) -> forms.Field:
    box = forms.TextInput(attrs={"inputmode": "numeric", "class": "box-day"})
    return forms.IntegerField(label=_("Order"), min_value=1, max_value=999, required=False, widget=box, initial=initial)


def _judging() -> list:
    risks = [("", "–"), *words.RISKS.items()]
    return [
        ("score", lambda initial: _decimal(_("Score, 0 to 1"), most=1, initial=initial)),
        ("risk", lambda initial: forms.ChoiceField(label=_("Risk"), choices=risks, required=False, initial=initial)),
        ("hint", _text(_("Why, and what lessens it"))),
    ]


def _answer_columns(kind: str) -> list:
    alone = [("exclusive", _tick(_("Only alone")))] if kind == "multiple" else []
    return [("place", _place), ("text", _text(_("Answer"))), *_judging(), ("knock_out", _tick(_("Refuses"))), *alone]


def _band_columns() -> list:
    return [
        ("up_to", lambda initial: _decimal(_("Up to"), initial=initial)),
        *_judging(),
        ("knock_out", _tick(_("Refuses"))),
    ]


def _table_columns() -> list:
    kinds = list(words.COLUMNS.items())
    return [
        ("place", _place),
        ("label", lambda initial: forms.CharField(label=_("Name"), max_length=120, required=False, initial=initial)),
        ("type", lambda initial: forms.ChoiceField(label=_("Kind"), choices=kinds, initial=initial or "text")),
        ("required", _tick(_("Must be filled in"))),
        ("choices", _text(_("Choices, one a line"))),
    ]


def _row_value(name: str, old: dict, number: int, *, is_old: bool):
    if name == "place":
        return number + 1 if is_old else None
    if name == "choices":
        return "\n".join(each["text"] for each in old.get("choices", []))
    return words.number(old[name]) if name in ("score", "up_to") and name in old else old.get(name)


def _first_answers(kind: str) -> list[dict]:
    if kind != "yes_no":
        return []
    return [{"id": "yes", "text": _("Yes"), "score": 1.0, "risk": "none"}, {"id": "no", "text": _("No"), "score": 0.0}]


def _judged(row: dict) -> dict:
    found = {"risk": row["risk"] or "none", "hint": row["hint"], "score": _number(row["score"])}
    ticks = {name: True for name in ("knock_out", "exclusive") if row.get(name)}
    return {**{name: value for name, value in found.items() if value not in (None, "")}, **ticks}


def _option(row: dict) -> dict:
    rest = {name: part for name, part in row["was"].items() if name not in ("score", "hint", "knock_out", "exclusive")}
    return {**rest, "text": row["text"], **_judged(row)}


def _column(row: dict) -> dict:
    made = {**row["was"], "label": row["label"], "type": row["type"], "required": row["required"]}
    made.pop("choices", None)
    if row["type"] == "choice":
        old = {each["text"]: each["id"] for each in row["was"].get("choices", [])}
        lines, taken, choices = (
            [line.strip() for line in row["choices"].splitlines() if line.strip()],
            set(old.values()),
            [],
        )
        for line in lines:
            key = old.get(line) or edits.identifier(line, taken)
            taken.add(key)
            choices.append({"id": key, "text": line})
        made["choices"] = choices
    return made


def _number(value):
    """As JSON keeps it: whole where it is whole."""
    if value is None:
        return None
    return int(value) if value == int(value) else float(value)
