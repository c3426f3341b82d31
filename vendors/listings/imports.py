"""Which lists do imports of people have? The imports themselves, and the rows of one that are not as we know them."""

import datetime
from dataclasses import dataclass

from django.urls import reverse
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l
from django.utils.translation import ngettext_lazy

from core.web.dates import say_day
from core.web.listing import Cell, Choice, Column, Empty, Listing, View
from vendors.models import ImportLine, PeopleImport
from vendors.people_files.columns import FIELDS, YES_OR_NO

LOOKS = {
    "uploaded": ("info", "hourglass"),
    "checking": ("info", "circle-dot"),
    "checked": ("info", "hourglass"),
    "applying": ("info", "circle-dot"),
    "applied": ("plain", "check"),
    "undoing": ("info", "circle-dot"),
    "undone": ("plain", "minus"),
    "removed": ("plain", "minus"),
}
DEEDS = {"create": ("info", "plus"), "change": ("warn", "pencil"), "wrong": ("danger", "circle-x")}
STATES = [(key, label) for key, label in PeopleImport.WORKFLOW.choices if key != "removed"]


def state_of(run: PeopleImport) -> Cell:
    tone, icon = LOOKS[run.status]
    return Cell(run.get_status_display(), kind="tag", tone=tone, icon=icon)


def _counted(key: str):
    """Nothing is counted before the check: that is no zero."""
    return lambda run: run.counts.get(key) if run.counts else None


IMPORTS = Listing(
    key="people_imports",
    title=_l("Imports of people"),
    rows=lambda viewer: (
        PeopleImport.objects.visible_to(viewer).exclude(status="removed").select_related("file", "user", "client")
    ),
    columns=(
        Column("file", _l("File"), show="file.name"),
        Column("state", _l("State"), show=state_of),
        Column("new", _l("New"), show=_counted("create"), kind="number"),
        Column("changed", _l("Changed"), show=_counted("change"), kind="number"),
        Column("wrong", _l("Wrong"), show=_counted("wrong"), kind="number"),
        Column("by", _l("By"), show=lambda run: run.user.name if run.user else run.client.name),
        Column("uploaded", _l("Uploaded"), show="uploaded_at", kind="moment", sort="uploaded_at"),
    ),
    sort="-uploaded",
    filters=(Choice("state", _l("State"), STATES, field="status"),),
    search=("file__name",),
    views=(
        View("all", _l("All")),
        View("open", _l("Not applied yet"), {"state": "uploaded,checking,checked"}, done=True, counted=True),
    ),
    link=lambda run: reverse("people_import_columns" if run.status == "uploaded" else "people_import", args=[run.pk]),
    count_as=ngettext_lazy("%(count)s import", "%(count)s imports", "count"),
    empty=Empty(
        _l("No import yet"),
        _l("Bring people in from a CSV or XLSX file. Wrong rows are named before anything changes."),
        url="/desk/people/imports/new/",
        action=_l("Import people"),
        rights=("people.write",),
    ),
)


@dataclass(frozen=True)
class Notes:
    """What is said of a row: what becomes of which field, or what is wrong in which column."""

    notes: tuple[dict, ...]

    def __iter__(self):
        return iter(self.notes)

    def __str__(self):
        return "; ".join(_said(note) for note in self.notes)


def _said(note: dict) -> str:
    if "text" in note:
        return f"{note['label']}: {note['text']}"
    return _("%(label)s: %(before)s becomes %(after)s") % note


def notes_of(line: ImportLine) -> Notes:
    if line.deed == "wrong":
        return Notes(tuple({"label": each["column"], "text": _wrong(each)} for each in line.wrong))
    return Notes(
        tuple(
            {"label": FIELDS[name][0], "before": _shown(name, before), "after": _shown(name, after)}
            for name, before, after in line.changes
        )
    )


def _wrong(each: dict) -> str:
    if not each["value"]:
        return each["sentence"]
    return _("%(sentence)s (the file says “%(value)s”)") % each


def _shown(name: str, value) -> str:
    if name in YES_OR_NO:
        return _("Yes") if value else _("No")
    if name in ("starts_on", "ends_on"):
        day = parse_date(value)
        return say_day(day, "full") if isinstance(day, datetime.date) else value
    return value or _("nothing")


def _deed(line: ImportLine) -> Cell:
    tone, icon = DEEDS[line.deed]
    return Cell(line.get_deed_display(), kind="tag", tone=tone, icon=icon)


LINES = Listing(
    key="people_import_rows",
    title=_l("Rows that are not as we know them"),
    rows=lambda viewer: ImportLine.objects.visible_to(viewer),
    columns=(
        Column("name", _l("Name"), show=lambda line: Cell(line.name or _("No name"), sub=line.hr_id)),
        Column("row", _l("Row"), show="number", kind="number", sort="number"),
        Column("deed", _l("What it is"), show=_deed, sort="deed"),
        Column("notes", _l("What changes, or what is wrong"), show=notes_of, kind="notes"),
        Column("subcontractor", _l("Subcontractor")),
        Column("hr_id", _l("HR number"), kind="id", filed=True),
    ),
    sort="row",
    filters=(Choice("deed", _l("What it is"), ImportLine.DEEDS),),
    search=("name", "hr_id", "subcontractor"),
    views=(
        View("all", _l("All that differ")),
        View("wrong", _l("Wrong"), {"deed": "wrong"}, done=True, counted=True),
        View("change", _l("Changed"), {"deed": "change"}, done=True, counted=True),
        View("create", _l("New"), {"deed": "create"}, done=True, counted=True),
    ),
    count_as=ngettext_lazy("%(count)s row", "%(count)s rows", "count"),
)
