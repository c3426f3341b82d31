"""Who works on what: start, change and end an engagement, and say who is on it."""

import datetime

from django.utils.translation import gettext as _

from core.actors import Actor
from core.database import locks
from core.events import record
from core.models import User
from core.refusals import NotNow
from vendors.models import Engagement, EngagementPerson, Person, Vendor
from vendors.policies import register as policy


def start(
    vendor: Vendor,
    *,
    title: str,
    starts_on: datetime.date,
    ends_on: datetime.date,
    by: Actor,
    at: datetime.datetime,
    purpose: str = "",
    sponsor: User | None = None,
) -> Engagement:
    """The same again is a second press. Raises NotAllowed; NotNow where it would end before it starts."""
    policy.check_can_keep_engagements(by)
    policy.check_takes_work(vendor)
    _check_days(starts_on, ends_on)
    locks.one_at_a_time(vendor.pk)
    said = {"title": title, "purpose": purpose, "sponsor": sponsor or by.user}
    if there := Engagement.objects.filter(vendor=vendor, starts_on=starts_on, ends_on=ends_on, **said).first():
        return there
    engagement = Engagement.objects.create(vendor=vendor, starts_on=starts_on, ends_on=ends_on, **said)
    record("engagement.started", engagement, by=by, at=at, starts_on=starts_on, ends_on=ends_on)
    return engagement


def change(engagement: Engagement, *, by: Actor, at: datetime.datetime, **values) -> Engagement:
    """`values`: title, purpose, sponsor, starts_on, ends_on. What is the same records nothing."""
    policy.check_can_keep_engagements(by)
    engagement = Engagement.objects.select_for_update(no_key=True).get(pk=engagement.pk)
    changed = {key: value for key, value in values.items() if getattr(engagement, key) != value}
    if changed:
        before = {key: getattr(engagement, key) for key in changed}
        for key, value in changed.items():
            setattr(engagement, key, value)
        _check_days(engagement.starts_on, engagement.ends_on)
        engagement.save(update_fields=list(changed))
        record("engagement.changed", engagement, by=by, at=at, before=before, after=changed)
    return engagement


def join(engagement: Engagement, person: Person, *, by: Actor, at: datetime.datetime) -> Engagement:
    """Raises NotNow for somebody of another firm or who has left."""
    policy.check_can_keep_engagements(by)
    person = Person.objects.select_for_update(no_key=True).get(pk=person.pk)
    if person.vendor_id != engagement.vendor_id or person.departed_at:
        raise NotNow(_("Only people who work for this subcontractor can join."))
    _row, is_new = EngagementPerson.objects.get_or_create(
        engagement=engagement, person=person, defaults={"vendor_id": person.vendor_id}
    )
    if is_new:
        record("engagement.joined", engagement, by=by, at=at, person=person.pk, person_name=person.name)
    return engagement


def leave(engagement: Engagement, person: Person, *, by: Actor, at: datetime.datetime) -> Engagement:
    policy.check_can_keep_engagements(by)
    gone, _rows = EngagementPerson.objects.filter(engagement=engagement, person=person).delete()
    if gone:
        record("engagement.left", engagement, by=by, at=at, person=person.pk, person_name=person.name)
    return engagement


def _check_days(starts_on: datetime.date, ends_on: datetime.date) -> None:
    if ends_on < starts_on:
        raise NotNow(_("An engagement ends on the day it starts, or later."))
