"""How far did a subcontractor reach at a moment? For the page that sets two of them side by side."""

import datetime

from django.utils.translation import gettext as _

from access import exposure
from core.actors import Actor
from core.web.comparing import Line, Section
from vendors.models import Vendor


def as_it_stood(vendor: Vendor, viewer: Actor, at: datetime.datetime, known_at: datetime.datetime) -> list[Section]:
    if not viewer.may("access.read"):
        return []
    found = exposure.of(vendor, viewer, at=at, known_at=known_at)
    lines = [
        Line("pieces", _("Pieces of information that open"), str(len(found.open_now))),
        Line("people", _("People who can open something"), str(found.people_now)),
        Line("ways", _("Ways in"), str(found.ways_now)),
        Line("points", _("Points"), str(found.points_now)),
        Line("most", _("Points at most"), str(found.points_most)),
        Line("pages", _("Pages shown so far"), str(found.pages)),
    ]
    names = [
        Line(str(each.asset.pk), each.asset.name, _("%(n)d can open it") % {"n": len(each.now)})
        for each in found.open_now
    ]
    return [Section("exposure", _("IP exposure"), [*lines, *names], absent=_("Nobody can open it"))]
