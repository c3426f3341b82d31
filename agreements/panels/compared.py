"""Which papers bound a subcontractor at a moment? For the page that sets two of them side by side."""

import datetime
import zoneinfo

from django.utils.translation import gettext as _

from agreements import standing
from agreements.models import BindingFact
from core.actors import Actor
from core.web.comparing import Line, Section
from core.web.dates import say
from vendors import business_days
from vendors.models import Vendor


def as_it_stood(vendor: Vendor, viewer: Actor, at: datetime.datetime, known_at: datetime.datetime) -> list[Section]:
    """Agreements of the firm with their end; of undertakings how many of its people."""
    if not viewer.may("agreements.read"):
        return []
    rows = list(BindingFact.objects.filter(vendor=vendor).holding(at).believed(known_at).order_by("key", "pk"))
    names, here = standing.names(), business_days.zone()
    # One paper is vouched for under its own key and its family's; its own says more.
    firm = {row.source_id: row for row in sorted(rows, key=lambda row: len(row.key)) if row.person_id is None}
    said: dict[str, list[str]] = {}
    for row in firm.values():
        said.setdefault(row.key, []).append(_until(row, here))
    lines = [Line(key, names.get(("agreement", key), key), "; ".join(ends)) for key, ends in sorted(said.items())]
    signed = len({row.person_id for row in rows if row.person_id})
    return [
        Section(
            "agreements", _("Agreements"),
            [Line("count", _("In force"), str(len(firm))), *lines, Line("people", _("People with an undertaking"), str(signed))],
            absent=_("Not in force"),
        )
    ]  # fmt: skip


def _until(row: BindingFact, here: zoneinfo.ZoneInfo) -> str:
    end = business_days.last_of(row.ends_at, here)
    return _("in force until %(day)s") % {"day": say(end)} if end else _("in force, without an end")
