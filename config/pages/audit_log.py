"""What happened, to what, and by whom? The whole trail as a list, for those who may read it."""

from dataclasses import replace

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l
from django.utils.translation import ngettext, ngettext_lazy
from django.views.decorators.http import require_GET, require_POST

from config.pages import trail
from core import events, policies, trail_checks
from core.models import Event, Seal
from core.web import history
from core.web.dates import say_moment
from core.web.listing import Cell, Choice, Column, Days, Listing, respond

ACTORS = [
    ("staff", _l("Our staff")),
    ("person", _l("Subcontractors")),
    ("client", _l("Programs")),
    ("system", _l("Automatic")),
    ("stranger", _l("Nobody signed in")),
]


def _labels(event: Event) -> dict:
    """The words of the event, or none where they were erased."""
    return event.detail.labels if hasattr(event, "detail") else {}


def _about(event: Event, url: str = "") -> Cell:
    """Of an erasure the subject is an event, which its name says."""
    if event.name == "export.made" and hasattr(event, "detail"):
        return _export(event.detail.data)
    subject = _labels(event).get("subject", "")
    return Cell(events.all_names().get(subject, subject), url=url)


def _export(said: dict) -> Cell:
    """Which list left the house, as what, and how it was cut down."""
    rows = ngettext("%(list)s as %(kind)s, %(rows)d row", "%(list)s as %(kind)s, %(rows)d rows", said["rows"])
    return Cell(
        rows % {"list": said["list"], "kind": said["kind"].upper(), "rows": said["rows"]}, sub=said.get("query", "")
    )


AUDIT_LOG = Listing(
    key="trail",
    title=_l("Audit log"),
    rows=lambda viewer: trail.readable(viewer).select_related("detail"),
    link=lambda event: reverse("event", args=[event.pk]),
    columns=(
        Column("what", _l("What"), show=lambda event: events.all_names().get(event.name, event.name)),
        Column("about", _l("About"), show=_about),
        Column("at", _l("When"), kind="moment", sort="at"),
        Column("who", _l("Who"), show=lambda event: history.who(event, _labels(event))),
        Column(
            "because",
            _l("Reason"),
            show=lambda event: getattr(event, "detail", None) and event.detail.data.get("because"),
        ),
        Column("door", _l("Door"), hidden=True),
        Column("request", _l("Request"), show="request_id", kind="id", hidden=True),
        Column("subject", _l("Concerns"), show=lambda event: _labels(event).get("subject", ""), filed=True),
        Column("deed", _l("Event"), show="name", filed=True),
        Column("subject_kind", _l("Kind of record"), filed=True),
        Column("subject_id", _l("Id of the record"), filed=True),
        Column("vendor_id", _l("Id of the subcontractor"), filed=True),
        Column("id", _l("Id of the event"), filed=True),
        Column("cause_id", _l("Follows from the event"), filed=True),
    ),
    sort="-at",
    filters=(
        Choice("deed", _l("What"), sorted(events.all_names().items()), field="name"),
        Choice("actor", _l("Who"), ACTORS, field="actor_kind"),
        Days("at", _l("When"), field="at"),
    ),
    count_as=ngettext_lazy("%(count)s entry", "%(count)s entries", "count"),
)


@require_GET
def page(request: HttpRequest) -> HttpResponse:
    """Cases stay with those who read cases, here as everywhere."""
    policies.check_can_read_trail(request.viewer)
    listing = replace(AUDIT_LOG, sub=sealed(), columns=_columns(request.viewer))
    return respond(request, listing, template="desk/pages/audit_log.html", standing=trail.standing())


@require_POST
def check(request: HttpRequest) -> HttpResponse:
    """Have the whole trail recomputed; the outcome is an event of its own."""
    policies.check_can_read_trail(request.viewer)
    trail_checks.ask()
    messages.success(
        request, _("The whole trail is being checked. The outcome stands here as “Trail checked” in a moment.")
    )
    return redirect("audit_log")


def _columns(viewer) -> tuple[Column, ...]:
    """With the page of what each event is about, as far as this person may open it."""
    return tuple(
        replace(column, show=lambda event: _about(event, trail.page_of(event, viewer)))
        if column.key == "about"
        else column
        for column in AUDIT_LOG.columns
    )


def sealed() -> str:
    """How far the trail is sealed."""
    newest = Seal.objects.order_by("-number").first()
    if newest is None:
        return _("Nothing is sealed yet.")
    words = ngettext("Sealed once, %(when)s.", "Sealed %(times)d times, last %(when)s.", newest.number)
    said = words % {"times": newest.number, "when": say_moment(newest.sealed_at)}
    return said if trail_checks.last() else f"{said} {_('It has not been checked as a whole yet.')}"
