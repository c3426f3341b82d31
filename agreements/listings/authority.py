"""What does the list of those who may sign for firms show?"""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l
from django.utils.translation import ngettext_lazy

from agreements.models import Authority
from agreements.models.authority import GROUNDS, MANNERS
from agreements.panels.authority import TONES
from core.web.listing import Cell, Choice, Column, Days, Empty, Listing, View


def _state(row: Authority) -> Cell:
    tone, icon = TONES[row.status]
    return Cell(row.get_status_display(), kind="tag", tone=tone, icon=icon)


def _until(row: Authority) -> Cell:
    return Cell(row.until_on, kind="day", label=_("Last day")) if row.until_on else Cell(_("No end stated"))


AUTHORITIES = Listing(
    key="authorities",
    title=_l("Authority to sign"),
    rows=lambda viewer: Authority.objects.visible_to(viewer).select_related("vendor", "person", "decided_by"),
    columns=(
        Column("person", _l("Who signs"), show="person.name", sort="person__name"),
        Column("vendor", _l("Subcontractor"), show="vendor.name", kind="company", sort="vendor__name"),
        Column("ground", _l("Ground"), show="get_ground_display", sort="ground"),
        Column("manner", _l("Alone or jointly"), show="get_manner_display", sort="manner"),
        Column("from", _l("From"), show="from_on", kind="day", sort="from_on"),
        Column("until", _l("Last day"), show=_until, export=lambda row: row.until_on, sort="until_on"),
        Column("status", _l("State"), show=_state, sort="status"),
        Column("stated", _l("Stated"), show="stated_at", kind="moment", sort="stated_at"),
        Column("checked", _l("Checked by"), show="decided_by.name", kind="person", hidden=True),
    ),
    sort="-stated",
    filters=(
        Choice("status", _l("State"), Authority.WORKFLOW.choices),
        Choice("ground", _l("Ground"), GROUNDS),
        Choice("manner", _l("Alone or jointly"), MANNERS),
        Days("until", _l("Last day"), field="until_on", moments=False),
    ),
    search=("person__name", "vendor__name"),
    views=(
        View("waiting", _l("To be checked"), {"status": "stated"}, done=True, counted=True),
        View("confirmed", _l("Confirmed"), {"status": "confirmed"}),
        View("all", _l("All")),
    ),
    link=lambda row: reverse("desk_authority", args=[row.pk]),
    count_as=ngettext_lazy("%(count)s statement", "%(count)s statements", "count"),
    empty=Empty(_l("Nothing is stated"), _l("Subcontractors state at the portal who may sign for them, before or at signing.")),
)  # fmt: skip
