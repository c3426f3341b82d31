"""Which people does HR see otherwise than we? One row a person, what both say, and when HR said it."""

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l
from django.utils.translation import ngettext_lazy

from core import ids
from core.web.dates import say_day
from core.web.listing import Cell, Choice, Column, Days, Empty, Listing, View
from vendors.listings.imports import Notes
from vendors.models import HrWord
from vendors.models.hr_word import LEFT
from vendors.people_files.columns import FIELDS
from vendors.policies import people

DETAILS = ["name", "email", "job_title", "site"]
KINDS = {
    "left": Q(differs__contains=[LEFT]),
    "days": Q(differs__overlap=["starts_on", "ends_on"]),
    "details": Q(differs__overlap=DETAILS),
}


def label_of(name: str):
    return _l("Employment") if name == LEFT else FIELDS[name][0]


def ours(word: HrWord, name: str) -> str:
    person = word.person
    if name == LEFT:
        return _said_of(person.departed_at is not None, person.ends_on)
    return _shown(getattr(person, name))


def theirs(word: HrWord, name: str) -> str:
    return _said_of(word.has_left, word.ends_on) if name == LEFT else _shown(getattr(word, name))


def _said_of(is_gone: bool, day) -> str:
    words = _("left on %(day)s") if is_gone else _("works until %(day)s")
    return words % {"day": say_day(day, "full")}


def _shown(value) -> str:
    return say_day(value, "full") if hasattr(value, "isoformat") else value or _("nothing")


def _column(side):
    return lambda word: Notes(tuple({"label": label_of(name), "text": side(word, name)} for name in word.differs))


def _deeds(viewer) -> list[dict]:
    if not people.can_keep(viewer):
        return []
    return [{"url": reverse("reconciliation_taking"), "label": _l("Take what HR says"), "icon": "check"}]


RECONCILIATION = Listing(
    key="reconciliation",
    title=_l("HR and we"),
    sub=_l("People of whom HR says something else than our record"),
    rows=lambda viewer: HrWord.objects.visible_to(viewer).open().select_related("person", "person__vendor"),
    columns=(
        Column(
            "name",
            _l("Name"),
            show=lambda word: Cell(word.person.name, kind="person", sub=word.person.vendor.name),
            sort="person__name",
            export=lambda word: word.person.name,
        ),
        Column("theirs", _l("HR says"), show=_column(theirs), kind="notes"),
        Column("ours", _l("We say"), show=_column(ours), kind="notes"),
        Column("heard", _l("HR said it"), show="heard_at", kind="moment", sort="heard_at"),
        Column("through", _l("Through"), show="heard_from", hidden=True),
        Column("subcontractor", _l("Subcontractor"), show="person.vendor.name", filed=True),
        Column("hr_number", _l("HR number"), show="person.hr_id", filed=True),
        Column("id", _l("Id"), show=lambda word: ids.show("per", word.person_id), filed=True),
    ),
    sort="-heard",
    filters=(
        Choice(
            "about",
            _l("About"),
            [("left", _l("Whether they work")), ("days", _l("First or last day")), ("details", _l("Name, job, site"))],
            where_one=lambda value: KINDS[value],
        ),
        Days("heard", _l("HR said it"), field="heard_at"),
    ),
    search=("person__name", "person__email", "person__hr_id", "person__vendor__name"),
    views=(
        View("all", _l("All differences")),
        View("left", _l("Whether they work"), {"about": "left"}, done=True, counted=True),
        View("days", _l("First or last day"), {"about": "days"}, done=True, counted=True),
        View("details", _l("Name, job, site"), {"about": "details"}, done=True, counted=True),
    ),
    link=lambda word: reverse("reconciliation_of", args=[word.person_id]),
    bulk=_deeds,
    count_as=ngettext_lazy("%(count)s person", "%(count)s people", "count"),
    empty=Empty(
        _l("No difference known"),
        _l("Where HR says something of a person that our record does not, it stands here."),
    ),
)
