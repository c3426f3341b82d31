"""What happened, to what, and by whom? The whole trail as a list, for those who may read it."""

from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l
from django.utils.translation import ngettext_lazy
from django.views.decorators.http import require_GET

from config.pages import trail
from core import events
from core.models import Event, Seal
from core.refusals import NotAllowed
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


def _what(event: Event) -> Cell:
    return Cell(events.all_names().get(event.name, event.name), sub=_labels(event).get("subject", ""))


AUDIT_LOG = Listing(
    key="trail",
    title=_l("Audit log"),
    rows=lambda viewer: trail.readable(viewer).select_related("detail"),
    columns=(
        Column("what", _l("What"), show=_what),
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
    if not request.viewer.may("trail.read"):
        raise NotAllowed(_("Reading the audit log needs a role that answers for it."))
    listing = replace(AUDIT_LOG, sub=sealed(), link=lambda event: trail.page_of(event, request.viewer))
    return respond(request, listing, template="desk/pages/audit_log.html", standing=trail.standing())


def sealed() -> str:
    """How far the trail is sealed."""
    newest = Seal.objects.order_by("-number").first()
    if newest is None:
        return _("Nothing is sealed yet.")
    return _("Sealed %(times)d times, last %(when)s.") % {"times": newest.number, "when": say_moment(newest.sealed_at)}
