"""Would the page of a question take what a cell says? The same forms judge it, and each fault is told at its cell."""

import datetime

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from vendors.answer_sheets import layout, reading
from vendors.answer_sheets.reading import FORMULA, Said, Wrong
from vendors.forms.questionnaires import form_for

TICKED = {layout.TICK, "yes", "y", "true", "1", "✓", "✔"}


class SheetForm(forms.Form):
    file = forms.FileField(
        label=_l("Workbook"), help_text=_l("The XLSX file that you downloaded here, filled in"),
        error_messages={"required": _l("Choose a file"), "empty": _l("The file is empty. Choose another one")},
    )  # fmt: skip


class Unfit(ValueError):
    """A cell that no form could be asked about; `place` as in Said.cells."""

    def __init__(self, place, sentence: str):
        super().__init__(sentence)
        self.place, self.sentence = place, sentence


def judged(asked: dict, said: Said) -> tuple[object, str, list[Wrong]] | None:
    """Value as vendors.models.Answer keeps it, comment, and what is wrong; None where a cell could not be read."""
    if FORMULA in (said.comment, said.value) or FORMULA in _texts(said.value):
        return None
    try:
        data = {"comment": said.comment, **_data(asked, said)}
    except Unfit as unfit:
        return None, "", [_wrong(said, unfit.place, unfit.sentence)]
    rows = len(said.value) if asked["type"] == "table" else 0
    form = form_for(asked, {**data, "rows": str(rows)}, rows=rows, is_draft=True)
    if form.is_valid():
        return form.value, form.cleaned_data["comment"], []
    found = [_wrong(said, _place(asked, name), str(error)) for name, errors in form.errors.items() for error in errors]
    return None, "", found


def _texts(value) -> list:
    if isinstance(value, dict):
        return list(value.values())
    return [text for row in value for text in row.values()] if isinstance(value, list) else []


def _data(asked: dict, said: Said) -> dict:
    """What the page of the question would send. Raises Unfit."""
    kind, text = asked["type"], said.value
    if kind == "file":
        return {}
    if kind == "table":
        return _rows(asked, said)
    if kind == "multiple":
        return {"value": [option for option in (text or {}) if _is_ticked(option, text[option])]}
    if not text:
        return {}
    if kind == "date":
        return _day(str(text))
    if asked.get("options"):
        return {"value": _option(asked, str(text))}
    return {"value": text}


def _option(asked: dict, text: str) -> str:
    if (key := reading.option_of(asked, text)) is None:
        offered = "; ".join(option["text"] for option in asked["options"])
        raise Unfit(
            "value",
            _("“%(said)s” is none of the answers. Choose one: %(offered)s") % {"said": text[:80], "offered": offered},
        )
    return "on" if asked["type"] == "confirm" else key


def _is_ticked(option: str, text: str) -> bool:
    if text and text.lower() not in TICKED:
        raise Unfit(option, _("Put an x where it is true, and leave the cell empty where it is not."))
    return bool(text)


def _day(text: str) -> dict:
    try:
        day = datetime.date.fromisoformat(text)
    except ValueError as error:
        raise Unfit("value", _("Write the day as 2026-11-24.")) from error
    return {"value_day": day.day, "value_month": day.month, "value_year": day.year}


def _rows(asked: dict, said: Said) -> dict:
    columns, data = {column["id"]: column for column in asked["table"]["columns"]}, {}
    for number, row in enumerate(said.value or []):
        for name, text in row.items():
            kept = reading.kept_of(columns[name], text) if text and columns[name]["type"] in CHOSEN else text
            if kept is None:
                raise Unfit(
                    (number, name), _("“%(said)s” is not in the list. Choose one from it.") % {"said": text[:80]}
                )
            data[f"row{number}_{name}"] = kept
    return data


CHOSEN = {"choice", "yes_no", "country"}


def _place(asked: dict, name: str):
    """Which cell a field of the form was read from."""
    if name == "comment":
        return "comment"
    if name.startswith("row") and "_" in name:
        number, _underscore, column = name.removeprefix("row").partition("_")
        return int(number), column
    return asked["options"][0]["id"] if asked["type"] == "multiple" else "value"


def _wrong(said: Said, place, sentence: str) -> Wrong:
    sheet = said.table_sheet if isinstance(place, tuple) else said.sheet
    return Wrong(sheet, said.cells.get(place, ""), sentence)
