"""What a subcontractor answers, one question a page, and what an officer says about the answers."""

import datetime
from decimal import Decimal

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from core.web.widgets import DateField
from vendors import places, quantities, questionnaire_engine
from vendors.models.questionnaire import VERDICTS

SPARE_ROWS = 1  # empty ones below those that are filled
TEXT = 2000


class QuestionForm(forms.Form):
    """`value` by the question's type, a comment, and a place for files. A draft may leave everything empty.

    `earlier`: (id, name) of files that the firm sent before.
    """

    def __init__(self, question: dict, *args, is_draft: bool = False, earlier=(), **options):
        super().__init__(*args, **options)
        self.question, self.is_draft = question, is_draft
        if field := _field(question, required=question["required"] and not is_draft):
            self.fields["value"] = field
        self.fields["comment"] = forms.CharField(
            label=_l("Comment"), required=False, max_length=TEXT, widget=forms.Textarea(attrs={"rows": 3}),
            help_text=_l("Anything that helps us to understand the answer"),
        )  # fmt: skip
        if questionnaire_engine.may_have_evidence(question, questionnaire_engine.NOTHING):
            self.fields["file"] = forms.FileField(label=_l("Add a file"), required=False, help_text=_what(question))
            self.fields["file"].may_be_empty = question["type"] == "file" or question["evidence"]["need"] == "required"
            if earlier:
                self.fields["earlier"] = forms.MultipleChoiceField(
                    label=_l("Use a file that you sent before"), choices=list(earlier), required=False,
                    widget=forms.CheckboxSelectMultiple,
                )  # fmt: skip

    @property
    def answer_fields(self) -> list:
        return [self["value"]] if "value" in self.fields else []

    @property
    def file_fields(self) -> list:
        """Files sent before come first: nobody uploads one twice."""
        return [self[name] for name in ("earlier", "file") if name in self.fields]

    @property
    def comment_field(self):
        return self["comment"]

    def clean_value(self):
        value = self.cleaned_data["value"]
        alone = [option for option in self.question.get("options", []) if option.get("exclusive")]
        for option in alone:
            if isinstance(value, list) and option["id"] in value and len(value) > 1:
                raise forms.ValidationError(
                    _("Choose “%(option)s” alone, or the others without it") % {"option": option["text"]}
                )
        return value

    @property
    def value(self):
        """As vendors.models.Answer keeps it."""
        found = self.cleaned_data.get("value")
        if isinstance(found, Decimal):
            return f"{found.normalize():f}"
        if isinstance(found, datetime.date):
            return found.isoformat()
        if self.question["type"] == "confirm":
            return self.question["options"][0]["id"] if found else None
        return found if found not in ("", []) else None


class TableForm(QuestionForm):
    """A question whose answer is rows: those that are filled and one that is empty, or as many as `rows` asks for. An
    empty row is no row."""

    def __init__(self, question: dict, *args, filled: int = 0, rows: int = 0, **options):
        super().__init__(question, *args, **options)
        self.columns = question["table"]["columns"]
        sent = int(self.data.get("rows", 0)) if self.is_bound and str(self.data.get("rows", "")).isdigit() else rows
        self.row_count = min(max(filled + SPARE_ROWS, sent), question["table"]["max_rows"])
        for number in range(self.row_count):
            for column in self.columns:
                self.fields[f"row{number}_{column['id']}"] = _cell(column)
        self.order_fields([name for name in self.fields if name.startswith("row")])

    @property
    def rows(self) -> list[list]:
        """The bound fields, row by row, for the page."""
        return [[self[f"row{number}_{column['id']}"] for column in self.columns] for number in range(self.row_count)]

    def clean(self):
        found = super().clean()
        self.given = [row for number in range(self.row_count) if any((row := self._row(number, found)).values())]
        if not self.is_draft:
            self._check_rows(found)
            if self.question["required"] and not self.given:
                raise forms.ValidationError(_("Fill in at least one row"))
        return found

    @property
    def value(self):
        return self.given or None

    def _row(self, number: int, found: dict) -> dict:
        row = {column["id"]: found.get(f"row{number}_{column['id']}") for column in self.columns}
        return {
            key: f"{value.normalize():f}" if isinstance(value, Decimal) else value or "" for key, value in row.items()
        }

    def _check_rows(self, found) -> None:
        for number in range(self.row_count):
            row = self._row(number, found)
            for column in self.columns if any(row.values()) else ():
                name = f"row{number}_{column['id']}"
                if column.get("required") and not row[column["id"]] and name not in self.errors:
                    self.add_error(
                        name,
                        _("Row %(number)s: fill in %(column)s") % {"number": number + 1, "column": column["label"]},
                    )


class VerdictForm(forms.Form):
    verdict = forms.ChoiceField(
        label=_l("Verdict"),
        choices=VERDICTS[1:],
        widget=forms.RadioSelect,
        error_messages={"required": _l("Choose a verdict")},
    )
    note = forms.CharField(
        label=_l("Words to the subcontractor"),
        required=False,
        max_length=TEXT,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def clean(self):
        found = super().clean()
        if found.get("verdict") == "clarify" and not found.get("note", "").strip():
            self.add_error("note", _("Say what is unclear; the subcontractor reads it"))
        return found


class AcceptForm(forms.Form):
    """`wants_reason`: whether a flagged answer, or all of them, have no verdict."""

    because = forms.CharField(
        label=_l("Reason"), max_length=TEXT, widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _l("Say why they can be accepted although they were not all judged")},
    )  # fmt: skip

    def __init__(self, *args, wants_reason: bool, **options):
        super().__init__(*args, **options)
        self.fields["because"].required = wants_reason


class DueForm(forms.Form):
    """The last day on which the answers count as on time."""

    due_on = DateField(label=_l("Answer by"), help_text=_l("The last day, until midnight in our zone"))

    def __init__(self, *args, today: datetime.date, **options):
        super().__init__(*args, **options)
        self.today = today

    def clean_due_on(self):
        if self.cleaned_data["due_on"] < self.today:
            raise forms.ValidationError(_("Choose today or a later day"))
        return self.cleaned_data["due_on"]


def form_for(question: dict, *args, value=None, rows: int = 0, **options) -> QuestionForm:
    """The form of this question, filled with the value that is kept."""
    initial = {**options.pop("initial", {}), **_initial(question, value)}
    if question["type"] == "table":
        return TableForm(question, *args, filled=len(value or []), rows=rows, initial=initial, **options)
    return QuestionForm(question, *args, initial=initial, **options)


def _initial(question: dict, value) -> dict:
    if question["type"] == "table":
        return {f"row{number}_{key}": cell for number, row in enumerate(value or []) for key, cell in row.items()}
    if question["type"] == "date" and value:
        return {"value": datetime.date.fromisoformat(value)}
    return {"value": bool(value) if question["type"] == "confirm" else value}


def _field(question: dict, required: bool) -> forms.Field | None:
    kind, words = (
        question["type"],
        {"label": question["text"], "help_text": question.get("help", ""), "required": required},
    )
    choices = [(option["id"], option["text"]) for option in question.get("options", [])]
    if kind in {"single", "yes_no"}:
        return forms.ChoiceField(
            choices=choices, widget=forms.RadioSelect, error_messages={"required": _("Choose one answer")}, **words
        )
    if kind == "multiple":
        return forms.MultipleChoiceField(
            choices=choices,
            widget=forms.CheckboxSelectMultiple,
            error_messages={"required": _("Choose at least one answer")},
            **words,
        )
    if kind == "confirm":
        return forms.BooleanField(
            **{**words, "label": choices[0][1]}, error_messages={"required": _("Tick the box to go on")}
        )
    if kind == "number":
        return _number(question["number"], words)
    if kind == "date":
        return DateField(**words)
    if kind == "text":
        most = question.get("text_rules", {}).get("max_length", TEXT)
        return forms.CharField(
            max_length=most,
            widget=forms.Textarea(attrs={"rows": 5}),
            error_messages={"required": _("Enter an answer")},
            **words,
        )
    return None


def _number(rules: dict, words: dict) -> forms.Field:
    words["help_text"] = " ".join(filter(None, [words["help_text"], quantities.asked_in(rules.get("unit", ""))]))
    return forms.DecimalField(
        min_value=rules.get("min"), max_value=rules.get("max"), max_digits=16, decimal_places=4,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "class": "box-year"}),
        error_messages={"required": _("Enter a number"), "invalid": _("Enter a number, such as 12 or 1.5")}, **words,
    )  # fmt: skip


def _cell(column: dict) -> forms.Field:
    words = {"label": column["label"], "required": False}
    if column["type"] == "number":
        return forms.DecimalField(
            max_digits=16, decimal_places=4, widget=forms.TextInput(attrs={"inputmode": "decimal"}), **words
        )
    if column["type"] == "date":
        return forms.CharField(max_length=10, **words)
    if column["type"] in {"choice", "yes_no", "country"}:
        return forms.ChoiceField(choices=[("", "–"), *_cell_choices(column)], **words)
    return forms.CharField(max_length=300, **words)


def _cell_choices(column: dict) -> list[tuple[str, str]]:
    if column["type"] == "country":
        return places.countries()
    if column["type"] == "yes_no":
        return [("yes", _("Yes")), ("no", _("No"))]
    return [(choice["id"], choice["text"]) for choice in column["choices"]]


def _what(question: dict) -> str:
    if question["type"] == "file":
        return question["file"]["what"]
    return question["evidence"].get("what", "")
