"""Which grants are there? The list that the desk and the API share: same columns, filters and order."""

import datetime
import zoneinfo

from django.db.models import Q, Subquery
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l
from django.utils.translation import ngettext_lazy

from access.models import Grant
from core.models import Organisation
from core.web.listing import Cell, Choice, Column, Days, Empty, Flag, Listing, View
from vendors import business_days

TONES = {
    "requested": ("info", "clock"),
    "first_approved": ("info", "circle-dot"),
    "open": ("ok", "check"),
    "revoked": ("", "ban"),
    "declined": ("", "circle-x"),
    "withdrawn": ("", "undo-2"),
    "returned": ("plain", "check"),
}


def state_of(grant, *, is_usable: bool) -> dict:
    """For the tag component. An open grant that opens nothing reads "Paused"."""
    if grant.status == "open" and not is_usable:
        return {"tone": "warn", "text": _("Paused"), "icon": "lock"}
    tone, icon = TONES[grant.status]
    return {"tone": tone, "text": grant.get_status_display(), "icon": icon}


def state_cell(grant) -> Cell:
    """For a whole list the kept answer of the sweep is used."""
    state = state_of(grant, is_usable=not hasattr(grant, "usability") or grant.usability.is_usable is not False)
    return Cell(state["text"], kind="tag", tone=state["tone"], icon=state["icon"])


def last_day(grant) -> datetime.date | None:
    """As people say it; the zone comes with the row, so that a list does not ask for it line by line."""
    return business_days.last_of(grant.ends_at, zoneinfo.ZoneInfo(grant.house_zone or "UTC"))


GRANTS = Listing(
    key="grants",
    title=_l("Access"),
    rows=lambda viewer: (
        Grant.objects.visible_to(viewer)
        .select_related("vendor", "person", "asset__asset_class", "usability")
        .annotate(house_zone=Subquery(Organisation.objects.values("time_zone")[:1]))
    ),
    columns=(
        Column("reference", _l("Reference"), kind="id", sort="reference"),
        Column("person", _l("Person"), show="person.name", kind="person"),
        Column("vendor", _l("Subcontractor"), show="vendor.name", kind="company"),
        Column("asset", _l("Information"), show=lambda g: Cell(g.asset.name, sub=g.asset.asset_class.name)),
        Column("state", _l("State"), show=state_cell),
        Column("requested", _l("Requested"), show="requested_at", kind="moment", sort="requested_at"),
        Column("until", _l("Until"), show=last_day, kind="moment", sort="ends_at"),
        Column("class", _l("Class"), show="asset.asset_class.name", filed=True),
        Column("mail", _l("Mail address"), show="person.email", filed=True),
    ),
    sort="-requested",
    filters=(
        Choice("state", _l("State"), Grant.WORKFLOW.choices, field="status"),
        Days("until", _l("Until"), field="ends_at"),
        Flag("paused", _l("Paused"), yes=Q(status="open", usability__is_usable=False)),
    ),
    search=("reference", "person__name", "vendor__name", "asset__name"),
    views=(
        View("all", _l("All")),
        View("waiting", _l("Waiting"), {"state": "requested,first_approved"}, done=True, counted=True),
        View("open", _l("Open"), {"state": "open"}, counted=True),
        View("paused", _l("Paused"), {"paused": "yes"}, counted=True),
    ),
    link=lambda grant: reverse("grant", args=[grant.pk]),
    count_as=ngettext_lazy("%(count)s grant", "%(count)s grants", "count"),
    empty=Empty(
        _l("No access asked for yet"),
        _l("People of subcontractors ask for access in the portal; requests appear here."),
    ),
    can_export=True,
)
