"""Which demands of the tier do audits meet?"""

from dateutil.relativedelta import relativedelta
from django.urls import reverse
from django.utils.translation import gettext as _

from audits.models import Audit
from core.web.dates import say_day
from vendors import business_days, demand_states


def demand_states_of(vendor, demands: list[dict], viewer, at) -> list[tuple]:
    """(demand's id, state, url) for visits and desk reviews: when the last audit was reported, and when the next is due."""
    if not viewer.may("audits.read"):
        return []
    today, rows = business_days.day_of(at), Audit.objects.visible_to(viewer).filter(vendor=vendor)
    last = rows.filter(reported_at__isnull=False).order_by("-planned_on").first()
    planned = rows.filter(status__in=Audit.LIVE).order_by("planned_on").first()
    return [(each["id"], *_state(each, last, planned, today)) for each in demands if each["kind"] == "audit"]


def _state(demand, last, planned, today):
    due = last.planned_on + relativedelta(months=demand["months"]) if last else None
    if planned and (due is None or due < planned.planned_on):
        return demand_states.asked(_("Planned for %(day)s") % {"day": say_day(planned.planned_on)}), _page(planned)
    if due is None:
        return demand_states.open_(), ""
    note = _("Next by %(day)s") % {"day": say_day(due)}
    return (demand_states.late(note) if due < today else demand_states.met(note)), _page(last)


def _page(row: Audit) -> str:
    return reverse("audit", args=[row.pk])
