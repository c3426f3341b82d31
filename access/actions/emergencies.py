"""Break the glass: one hour without approvals, a second person is told at once, and a report is due.

Lock order: person, then grant. What holds from the deadline of the report on is a hold that is known from the first minute:
no worker has to close anything, and the report takes it away.
"""

import datetime

from django.utils.translation import gettext as _

from access.actions import holds
from access.models import Asset, Emergency, Grant, GrantPeriod
from access.models.emergency import HOUR
from access.policies import emergencies as policies
from core import events, facts, references
from core.actors import Actor
from vendors.models import Person

Instant = datetime.datetime
TIME_TO_REPORT = datetime.timedelta(hours=24)  # from the end of the hour


def take(person: Person, asset: Asset, *, by: Actor, at: Instant, because: str, engagement=None) -> Emergency:
    """Open it now, for an hour. A second press within it returns the same.

    Raises NotAllowed where the class has no emergencies; NotNow with what is unmet, while a report is owed, and where it is
    open already.
    """
    policies.check_can_take(by, person, asset)
    person = Person.objects.select_for_update(no_key=True).get(pk=person.pk)
    if there := Emergency.objects.owed().filter(person=person, grant__asset=asset, ends_at__gt=at).first():
        return there
    policies.check_is_open_to_emergencies(person, asset, at=at)
    grant = _opened(person, asset, engagement, by=by, at=at, because=because)
    emergency = Emergency.objects.create(
        vendor_id=person.vendor_id,
        grant=grant,
        person=person,
        because=because,
        opened_at=at,
        ends_at=grant.ends_at,
        report_due_at=grant.ends_at + TIME_TO_REPORT,
    )
    event = events.record(
        "emergency.opened",
        emergency,
        by=by,
        at=at,
        because=because,
        person=person,
        asset=asset,
        grant=grant,
        ends_at=grant.ends_at,
        report_due_at=emergency.report_due_at,
    )
    holds.place_from(
        emergency.report_due_at,
        vendor_id=person.vendor_id,
        person_id=person.pk,
        source=emergency,
        because=_("The report on emergency access %(reference)s is overdue.") % {"reference": grant.reference},
        told_as=_("Your report on emergency access is overdue"),
        by=by,
        at=at,
        cause=event,
    )
    return emergency


def _opened(person, asset, engagement, *, by, at, because) -> Grant:
    grant = Grant.objects.create(
        vendor_id=person.vendor_id,
        reference=references.next_of("ACR"),
        person=person,
        asset=asset,
        engagement=engagement,
        purpose=because,
        starts_at=at,
        ends_at=at + HOUR,
        is_emergency=True,
        status="open",
        requested_at=at,
        requested_by=by.user,
        opened_at=at,
    )
    facts.assert_fact(
        GrantPeriod,
        at=at,
        during=facts.span(at, grant.ends_at),
        vendor_id=grant.vendor_id,
        grant=grant,
        person_id=person.pk,
        asset_id=asset.pk,
        level=grant.level,
    )
    return grant


def report(emergency: Emergency, *, by: Actor, at: Instant, text: str) -> Emergency:
    """What was done in the hour. It gives the person access again where the deadline had closed it; a second one changes nothing."""
    policies.check_can_report(by, emergency)
    emergency = _locked(emergency)
    if emergency.reported_at:
        return emergency
    emergency.report, emergency.reported_at = text, at
    emergency.save(update_fields=["report", "reported_at"])
    event = events.record("emergency.reported", emergency, by=by, at=at, person=emergency.person_id, report=text)
    holds.end_of(emergency, by=by, at=at, because=_("The report has come."), cause=event)
    return emergency


def read(emergency: Emergency, *, by: Actor, at: Instant, note: str) -> Emergency:
    """Somebody who answers for the information has read the report; `note` is for the person too. Repeating it changes nothing."""
    policies.check_can_read(by, emergency)
    emergency = _locked(emergency)
    if emergency.read_at:
        return emergency
    policies.check_is_reported(emergency)
    emergency.read_at, emergency.read_by, emergency.read_note = at, by.user, note
    emergency.save(update_fields=["read_at", "read_by", "read_note"])
    events.record("emergency.report-read", emergency, by=by, at=at, person=emergency.person_id, note=note)
    return emergency


def _locked(emergency: Emergency) -> Emergency:
    Person.objects.select_for_update(no_key=True).get(pk=emergency.person_id)
    return (
        Emergency.objects.select_for_update(no_key=True, of=("self",))
        .select_related("grant__asset", "person")
        .get(pk=emergency.pk)
    )
