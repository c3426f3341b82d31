"""What an administrator writes into one question of the next questionnaire; each kind has its own boxes.

The form takes what is of the right shape and leaves the judging of the whole to vendors.questionnaire_checks.
"""

from collections.abc import Set

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from core.web.widgets import LongText
from vendors import questionnaire_checks as checks
from vendors import questionnaire_edits as edits
from vendors import questionnaire_words as words
from vendors.forms import draft_fields as draw
from vendors.forms import draft_values as values

SPARE_ROWS = 3
TIERS = [
    ("1", _l("Tier 1, the full questionnaire")),
    ("2", _l("Tier 2, the standard one")),
    ("3", _l("Tier 3, the short one")),
]
FILES = [(each, each.upper()) for each in ("pdf", "docx", "xlsx", "csv", "png", "jpg")]
OF_A_KIND = ("options", "number", "table", "file", "text_rules")


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
        self.fields["seen"] = draw.seen(None if self.is_new else edits.find(content, "questions", question["id"]))

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
        add("weight", draw.whole(_("Weight within its section"), 0, checks.MOST_WEIGHT, initial=old.get("weight", 1)))
        self.fields["weight"].help_text = _("0 to 5; 0 is not scored")
        add("knock_out", forms.BooleanField(label=_("An answer to it can refuse a subcontractor"), required=False, initial=old.get("knock_out", False)))  # fmt: skip

    # What its kind needs

    def _of_its_kind(self) -> None:
        self.row_columns, self.old_rows, self.row_title = [], [], ""
        if self.type in checks.CHOICES:
            self.row_title, self.old_rows = _("Answers"), self.question.get("options", draw.first_answers(self.type))
            self.row_columns = draw.answer_columns(self.type)
        elif self.type == "number":
            self._number(self.question.get("number", {}))
        elif self.type == "table":
            rules = self.question.get("table", {})
            self.row_title, self.old_rows, self.row_columns = (
                _("Columns"),
                rules.get("columns", []),
                draw.table_columns(),
            )
            self.fields["max_rows"] = draw.whole(_("Rows at most"), 1, 500, initial=rules.get("max_rows", 20))
        elif self.type == "file":
            rules = self.question.get("file", {})
            self.fields["file_what"] = forms.CharField(
                label=_("Which file?"), max_length=draw.TEXT, initial=rules.get("what")
            )
            self.fields["accept"] = forms.MultipleChoiceField(label=_("Kinds of file"), choices=FILES, required=False, widget=forms.CheckboxSelectMultiple, initial=rules.get("accept", ["pdf"]))  # fmt: skip
        elif self.type == "text":
            most = self.question.get("text_rules", {}).get("max_length", 2000)
            self.fields["max_length"] = draw.whole(_("Characters at most"), 1, 20000, initial=most)
        self._rows()

    def _number(self, rules: dict) -> None:
        self.row_title, self.old_rows, self.row_columns = _("Ranges"), rules.get("bands", []), draw.band_columns()
        known = dict(words.UNITS)
        unit = rules.get("unit", "")
        choices = list({**known, unit: known.get(unit, unit)}.items())
        self.fields["unit"] = forms.ChoiceField(label=_("Unit"), choices=choices, required=False, initial=unit)
        self.fields["least"] = draw.decimal(_("Least"), initial=rules.get("min"))
        self.fields["most"] = draw.decimal(_("Most"), initial=rules.get("max"))

    def _rows(self) -> None:
        most = 1 if self.type == "confirm" else 100
        self.row_count = min(len(self.old_rows) + SPARE_ROWS, most) if self.row_columns else 0
        for number in range(self.row_count):
            old = self.old_rows[number] if number < len(self.old_rows) else {}
            for name, make in self.row_columns:
                self.fields[f"row{number}_{name}"] = make(draw.row_value(name, old, number, is_old=bool(old)))

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
                label=_("Which file stands behind it?"), max_length=draw.TEXT, required=False, initial=old.get("what")
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
            return {"options": values.named(values.option(each) for each in self._given("text"))}
        if self.type == "number":
            limits = {"min": values.number(said["least"]), "max": values.number(said["most"])}
            rules = {name: value for name, value in {"unit": said["unit"], **limits}.items() if value not in (None, "")}
            return {"number": {**rules, "bands": values.bands(self._typed())}}
        if self.type == "table":
            columns = values.named(values.column(each) for each in self._given("label"))
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
