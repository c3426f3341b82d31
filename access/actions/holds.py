"""Close access whatever else holds, and open it again. Audits and incidents call down here; access never asks up."""

import datetime

from django.db import models
from django.utils.translation import gettext as _

from access.models import Hold
from access.policies import grants as policies
from core import events, facts
from core.actors import Actor

STATE = "vendors.vendor.state"  # what answers for the hold of a firm that is restricted or leaves us


def place(
    *,
    vendor,
    by: Actor,
    at: datetime.datetime,
    because: str,
    told_as: str,
    source: models.Model,
    person_id=None,
    asset_id=None,
    cause=None,
) -> Hold:
    """Hold a person, a firm, an asset, or a firm's work with one asset, from `at` on.

    `because` is for staff, `told_as` is the sentence that the subcontractor reads, `source` is the record that answers
    for it (a finding, a case, the vendor itself). One hold per source and scope: repeating it returns the standing one.
    """
    policies.check_can_hold(by)
    _lock(source)
    about = {"vendor_id": getattr(vendor, "pk", vendor), "person_id": person_id, "asset_id": asset_id}
    origin = {"source_kind": source._meta.label_lower, "source_id": source.pk}
    return _standing(**about, **origin).first() or _write(
        about, origin, by=by, at=at, because=because, told_as=told_as, cause=cause
    )


def place_from(
    begins_at: datetime.datetime, *, vendor_id, person_id, source: models.Model, because, told_as, by: Actor, at, cause
) -> Hold:
    """A hold on a person that is known now and holds from a moment to come, unless `end_of` takes it away. The cause had the right."""
    about = {"vendor_id": vendor_id, "person_id": person_id, "asset_id": None}
    origin = {"source_kind": source._meta.label_lower, "source_id": source.pk}
    said = {"because": because, "told_as": told_as, "cause": cause}
    return _write(about, origin, by=by, at=at, begins_at=begins_at, **said)


def end_of(source: models.Model, *, by: Actor, at: datetime.datetime, because: str, cause) -> list[Hold]:
    """What this record answers for ends, or never begins. The cause had the right."""
    origin = {"source_kind": source._meta.label_lower, "source_id": source.pk}
    return _end(origin, by=by, at=at, because=because, cause=cause)


def _standing(**which):
    return Hold.objects.current().filter(during__upper_inf=True, **which)


def _write(about: dict, origin: dict, *, by, at, because, told_as, cause=None, begins_at=None) -> Hold:
    during = facts.span(begins_at or at)
    hold = facts.assert_fact(Hold, at=at, during=during, because=because, told_as=told_as, **about, **origin)
    events.record(
        "hold.access-placed",
        hold,
        by=by,
        at=at,
        because=because,
        cause=cause,
        person=about["person_id"],
        asset=about["asset_id"],
        **origin,
    )
    return hold


def lift(source: models.Model, *, by: Actor, at: datetime.datetime, because: str, cause=None) -> list[Hold]:
    """End every hold that this record answers for, from `at` on. Returns those it ended; none the second time."""
    policies.check_can_lift(by)
    _lock(source)
    return _end(
        {"source_kind": source._meta.label_lower, "source_id": source.pk}, by=by, at=at, because=because, cause=cause
    )


def _end(origin: dict, *, by, at, because, cause) -> list[Hold]:
    lifted = []
    for hold in _standing(**origin).select_for_update(no_key=True).order_by("pk"):
        ended = facts.end(hold, at=at)
        events.record("hold.access-lifted", ended, by=by, at=at, because=because, cause=cause, **origin)
        lifted.append(ended)
    return lifted


def after_closing_state(*, event, subject, by: Actor, at: datetime.datetime) -> None:
    """The reaction to a firm being restricted, or beginning to leave us: nobody of it opens anything from that moment."""
    leaving = subject.status == "offboarding"
    because = _("%(name)s is being offboarded.") if leaving else _("%(name)s is restricted.")
    told_as = _("Our work with your company is ending") if leaving else _("Your company is restricted for now")
    about = {"vendor_id": subject.pk, "person_id": None, "asset_id": None}
    origin = {"source_kind": STATE, "source_id": subject.pk}
    if not _standing(**about, **origin).exists():
        _write(about, origin, by=by, at=at, because=because % {"name": subject.name}, told_as=told_as, cause=event)


def after_opening_state(*, event, subject, by: Actor, at: datetime.datetime) -> None:
    """The reaction to a firm being approved, made active or reinstated: what its state had closed is open again."""
    because = _("%(name)s is %(state)s again.") % {"name": subject.name, "state": subject.get_status_display().lower()}
    _end({"source_kind": STATE, "source_id": subject.pk}, by=by, at=at, because=because, cause=event)


def _lock(source: models.Model) -> None:
    """The record that answers is held until the transaction ends: two presses at once place one hold."""
    type(source)._base_manager.select_for_update(no_key=True).get(pk=source.pk)
