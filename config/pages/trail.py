"""How much of the trail may this person read, and how does it read as a timeline? As core/web/history.py draws it."""

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from core import trail_checks
from core.actors import Actor
from core.models import Event
from core.web import history
from core.web.dates import say_moment

# Kind of subject -> its page on the desk, and the right that opens it.
PAGES = {
    "vendors.vendor": ("subcontractor", ""),
    "vendors.person": ("person", ""),
    "vendors.engagement": ("engagement", ""),
    "vendors.assessment": ("assessment", "vendors.read"),
    "vendors.screening": ("screening", "vendors.read"),
    "vendors.statement": ("statement", "vendors.read"),
    "vendors.riskacceptance": ("risk_acceptance", "vendors.read"),
    "vendors.signal": ("signal", "vendors.read"),
    "vendors.watchhit": ("watch_hit", "vendors.read"),
    "vendors.watchlist": ("watchlist", "vendors.read"),
    "vendors.watchlistversion": ("watchlist_version", "vendors.read"),
    "vendors.questionnaireversion": ("questionnaire_version", ""),
    "access.asset": ("asset", "access.read"),
    "access.document": ("desk_document", "access.read"),
    "access.grant": ("grant", "access.read"),
    "access.conflictset": ("conflict_set", "access.write"),
    "access.conflictexception": ("conflict_exception", "access.read"),
    "access.objection": ("objection", ""),
    "agreements.agreement": ("desk_agreement", "agreements.read"),
    "agreements.elsewherepaper": ("desk_elsewhere", "agreements.read"),
    "training.enrolment": ("enrolment", "training.read"),
    "audits.audit": ("audit", "audits.read"),
    "audits.finding": ("finding", "audits.read"),
    "core.apiclient": ("key", "keys.write"),
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

    return history.entries(rows, links=lambda event: "" if event.subject_id == here else page_of(event, viewer))


def page_of(event: Event, viewer: Actor) -> str:
    """The desk page of what the event is about; nothing where there is none that this person may open."""
    page, right = PAGES.get(event.subject_kind, ("", ""))
    return reverse(page, args=[event.subject_id]) if page and (not right or viewer.may(right)) else ""


def standing() -> dict | None:
    """What the newest check of the trail found, as components/notice.html shows it; None before the first one."""
    newest = trail_checks.last()
    if newest is None:
        return None
    when = say_moment(newest.at)
    if newest.name == "trail.checked":
        return {
            "tone": "ok",
            "title": "",
            "text": _("Checked %(when)s: every entry is in place and unchanged.") % {"when": when},
        }
    places = newest.detail.data.get("places", []) if hasattr(newest, "detail") else []
    first = _(" The first place: %(place)s.") % {"place": places[0]} if places else ""
    return {
        "tone": "danger",
        "title": _("The audit log was changed behind its back."),
        "text": _("Found %(when)s.%(first)s Keep the machine as it is and call an investigator.")
        % {"when": when, "first": first},
    }
