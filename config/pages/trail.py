"""How much of the trail may this person read, and how does it read as a timeline? As core/web/history.py draws it."""

from django.db.models import QuerySet
from django.urls import reverse

from core.actors import Actor
from core.models import Event
from core.web import history

# Kind of subject -> its page on the desk, and the right that opens it.
PAGES = {
    "vendors.vendor": ("subcontractor", ""),
    "vendors.person": ("person", ""),
    "vendors.engagement": ("engagement", ""),
    "vendors.assessment": ("assessment", "vendors.read"),
    "vendors.screening": ("screening", "vendors.read"),
    "access.asset": ("asset", "access.read"),
    "access.grant": ("grant", "access.read"),
    "agreements.agreement": ("desk_agreement", "agreements.read"),
    "training.enrolment": ("enrolment", "training.read"),
    "audits.audit": ("audit", "audits.read"),
    "audits.finding": ("finding", "audits.read"),
    "incidents.case": ("incident", "incidents.read"),
}


def readable(viewer: Actor) -> QuerySet[Event]:
    """Every officer reads the history of their records; a case and what followed from it are for those who read cases."""
    rows = Event.objects.exclude(name="request.refused")
    if viewer.may("incidents.read"):
        return rows
    cases = "incidents."
    return rows.exclude(subject_kind__startswith=cases).exclude(cause__subject_kind__startswith=cases)


def entries(rows: QuerySet[Event], viewer: Actor, *, here=None) -> list[dict]:
    """Each entry leads to the page of its subject, unless that is the record that is open (`here`, its id)."""

    def link(event: Event) -> str:
        page, right = PAGES.get(event.subject_kind, ("", ""))
        may = page and event.subject_id != here and (not right or viewer.may(right))
        return reverse(page, args=[event.subject_id]) if may else ""

    return history.entries(rows, links=link)
