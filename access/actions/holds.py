"""Close access whatever else holds, and open it again. Audits and incidents call down here; access never asks up."""

import datetime

from django.db import models

from access import policies
from access.models import Hold
from core import events, facts
from core.actors import Actor


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
    standing = Hold.objects.current().filter(during__upper_inf=True, **about, **origin).first()
    if standing:
        return standing
    hold = facts.assert_fact(Hold, at=at, during=facts.span(at), because=because, told_as=told_as, **about, **origin)
    events.record(
        "hold.access-placed",
        hold,
        by=by,
        at=at,
        because=because,
        cause=cause,
        person=person_id,
        asset=asset_id,
        **origin,
    )
    return hold


def lift(source: models.Model, *, by: Actor, at: datetime.datetime, because: str, cause=None) -> list[Hold]:
    """End every hold that this record answers for, from `at` on. Returns those it ended; none the second time."""
    policies.check_can_lift(by)
    _lock(source)
    origin = {"source_kind": source._meta.label_lower, "source_id": source.pk}
    lifted = []
    standing = Hold.objects.current().filter(during__upper_inf=True, **origin)
    for hold in standing.select_for_update(no_key=True).order_by("pk"):
        ended = facts.end(hold, at=at)
        events.record("hold.access-lifted", ended, by=by, at=at, because=because, cause=cause, **origin)
        lifted.append(ended)
    return lifted


def _lock(source: models.Model) -> None:
    """The record that answers is held until the transaction ends: two presses at once place one hold."""
    type(source)._base_manager.select_for_update(no_key=True).get(pk=source.pk)
