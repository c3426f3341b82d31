"""Who takes personal words out of the trail? Erases the detail of events; the events and the chain stay whole.

Each erasure is itself an event about the event whose detail went, so the verifier can tell it from damage. A legal
hold on the subject, the subcontractor, or the person who acted blocks it.
"""

import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from core import events
from core.actors import Actor
from core.models import Event, EventDetail, LegalHold
from core.refusals import NotNow

NEVER = ("detail.erased", "hold.placed", "hold.released")  # what proves an erasure, or stands against one


def erase_details(
    of: QuerySet[Event], *, by: Actor, at: datetime.datetime, because: str, cause: Event | None = None
) -> int:
    """Erase what is left to erase and return how many details went. Doing it again erases and records nothing.

    Raises NotNow, with a sentence for each hold, where any of the events is held; then nothing is erased.
    """
    chosen = of.exclude(name__in=NEVER)
    _refuse_held(chosen)
    details = EventDetail.objects.select_for_update().filter(event__in=chosen.values("pk"), erased_at=None)
    found = list(details.order_by("pk").values_list("pk", flat=True))
    EventDetail.objects.filter(pk__in=found).update(salt="", labels={}, data={}, erased_at=at)
    erased = Event.objects.filter(pk__in=found).order_by("pk")
    events.record_each("detail.erased", [(event, {"because": because}) for event in erased], by=by, at=at, cause=cause)
    return len(found)


def about_account(user_id) -> QuerySet[Event]:
    """Every event that this account did or that is about it."""
    return Event.objects.filter(Q(actor_id=user_id) | Q(subject_kind="core.user", subject_id=user_id))


def _refuse_held(chosen: QuerySet[Event]) -> None:
    live = LegalHold.objects.filter(released_at=None)
    held = live.filter(Exists(chosen.filter(_is_held_by())))
    if sentences := [
        _("“%(name)s” holds it: %(because)s") % {"name": hold.name, "because": hold.because} for hold in held
    ]:
        raise NotNow(_("A legal hold keeps this from being erased."), unmet=sentences)


def _is_held_by() -> Q:
    """The event is about, belongs to, or was done by what the outer hold holds."""
    subject = Q(subject_kind=OuterRef("subject_kind"), subject_id=OuterRef("subject_id"))
    return subject | Q(vendor_id=OuterRef("subject_id")) | Q(actor_id=OuterRef("subject_id"))
