"""Ask for access, approve it, end it. The only writers of grants, approvals and grant periods.

Lock order: person, then grant. Without the person's lock an approval that races a departure would leave a live grant.
"""

import datetime

from django.utils.translation import gettext as _

from access.models import Approval, Asset, Grant, GrantPeriod
from access.policies import grants as policies
from core import events, facts, references
from core.actors import Actor
from core.refusals import NotNow
from core.workflow import become
from vendors.models import Person

Instant = datetime.datetime


def request(
    person: Person,
    asset: Asset,
    *,
    by: Actor,
    at: Instant,
    purpose: str,
    starts_at: Instant,
    ends_at: Instant,
    level: str = "view",
    engagement=None,
    lasts: datetime.timedelta | None = None,
    extends: Grant | None = None,
) -> Grant:
    """A request for a period. Repeating it while one waits returns the waiting one.

    `lasts`: the clock starts when it opens, however long the approvals take, and `ends_at` is then where it ends if it
    opens when it is to start. `extends`: the grant that it goes on from.

    Raises NotAllowed, and NotNow for somebody who left or owes a report, and where the period is longer than the class or
    the asset allows or overlaps an open grant.
    """
    policies.check_can_request(by, person, asset)
    person = Person.objects.select_for_update(no_key=True).get(pk=person.pk)
    policies.check_still_here(person)
    policies.check_owes_no_report(person)
    waiting = Grant.objects.filter(
        person=person, asset=asset, level=level, status__in=["requested", "first_approved"]
    ).first()
    if waiting:
        return waiting
    _check_period(person, asset, level, starts_at, ends_at, at)
    grant = Grant.objects.create(
        vendor_id=person.vendor_id,
        reference=references.next_of("ACR"),
        person=person,
        asset=asset,
        engagement=engagement,
        level=level,
        purpose=purpose,
        starts_at=starts_at,
        ends_at=ends_at,
        lasts=lasts,
        extends=extends,
        requested_at=at,
        requested_by=by.user,
    )
    events.record(
        "grant.requested",
        grant,
        by=by,
        at=at,
        person=person,
        asset=asset,
        level=level,
        purpose=purpose,
        starts_at=starts_at,
        ends_at=ends_at,
    )
    return grant


def _check_period(person, asset, level, starts_at, ends_at, at) -> None:
    longest = datetime.timedelta(days=asset.longest_days)
    policies.check_is_ahead(starts_at, ends_at, at)
    if ends_at - starts_at > longest:
        raise NotNow(
            _("Access to %(asset)s lasts %(days)d days at most. Ask for less.")
            % {"asset": asset.name, "days": longest.days}
        )
    opened = GrantPeriod.objects.current().filter(person_id=person.pk, asset_id=asset.pk, level=level)
    if opened.filter(during__overlap=facts.span(max(starts_at, at), ends_at)).exists():
        raise NotNow(_("There is access to this for part of that time already. Choose a period after it."))


def approve(grant: Grant, *, by: Actor, at: Instant, because: str, ends_at: Instant | None = None) -> Grant:
    """One of two approvals; the second opens the grant, and starts its clock. `ends_at` may shorten the period, never lengthen it.

    Raises NotAllowed for the wrong person or role, NotNow with the unmet conditions.
    """
    grant = _locked(grant)
    policies.check_may_approve(by, grant)
    if grant.approvals.filter(user=by.user).exists() and grant.status == "open":
        return grant
    role = policies.check_can_approve(by, grant, at=at)
    _shorten(grant, ends_at, at)
    number = grant.approvals.count() + 1
    Approval.objects.create(
        vendor_id=grant.vendor_id,
        grant=grant,
        number=number,
        user=by.user,
        role=role,
        requested_by_id=grant.requested_by_id,
        because=because,
        at=at,
    )
    if number == 1:
        owed = become(grant, "first_approved")
    else:
        _start_the_clock(grant, at)
        owed = become(grant, "open", opened_at=at)
        facts.assert_fact(
            GrantPeriod,
            at=at,
            during=facts.span(max(grant.starts_at, at), grant.ends_at),
            vendor_id=grant.vendor_id,
            grant=grant,
            person_id=grant.person_id,
            asset_id=grant.asset_id,
            level=grant.level,
        )
    events.record(
        owed,
        grant,
        by=by,
        at=at,
        because=because,
        role=role,
        person=grant.person_id,
        asset=grant.asset_id,
        until=grant.ends_at,
    )
    return grant


def _shorten(grant: Grant, ends_at: Instant | None, at: Instant) -> None:
    """To what an approver sets, if that is earlier; from then on it is meant as it stands, whenever it opens."""
    asked = grant.runs_until(at)
    until = min(asked, ends_at or asked)
    policies.check_is_ahead(grant.starts_at, until, at)
    if until != asked:
        grant.ends_at, grant.lasts = until, None
        grant.save(update_fields=["ends_at", "lasts"])


def _start_the_clock(grant: Grant, at: Instant) -> None:
    """What was asked for a length of time ends that long after it opens, unless somebody has set an end."""
    if grant.lasts:
        grant.ends_at = grant.runs_until(at)
        grant.save(update_fields=["ends_at"])


def decline(grant: Grant, *, by: Actor, at: Instant, because: str) -> Grant:
    """No, with the reason that the requester reads. Repeating it returns the declined request."""
    grant = _locked(grant)
    policies.check_can_decline(by, grant)
    if grant.status == "declined":
        return grant
    owed = become(grant, "declined", ended_at=at, ended_by=by.user, end_reason=because)
    events.record(owed, grant, by=by, at=at, because=because)
    return grant


def withdraw(grant: Grant, *, by: Actor, at: Instant) -> Grant:
    """The requester takes the request back."""
    grant = _locked(grant)
    policies.check_can_withdraw(by, grant)
    if grant.status == "withdrawn":
        return grant
    owed = become(grant, "withdrawn", ended_at=at, ended_by=by.user)
    events.record(owed, grant, by=by, at=at)
    return grant


def give_back(grant: Grant, *, by: Actor, at: Instant) -> Grant:
    """The person no longer needs it; closed from this instant on."""
    grant = _locked(grant)
    policies.check_can_withdraw(by, grant)
    if grant.status == "returned":
        return grant
    return _close(grant, "returned", by=by, at=at, because="")


def revoke(grant: Grant, *, by: Actor, at: Instant, because: str, note: str = "", cause=None) -> Grant:
    """Closed from this instant on, for good. `note` is for the person to read. Repeating it returns the revoked grant and
    records nothing."""
    grant = _locked(grant)
    policies.check_can_revoke(by, grant)
    if grant.status == "revoked":
        return grant
    return _close(grant, "revoked", by=by, at=at, because=because, note=note, cause=cause)


def close_all_of(person: Person, *, by: Actor, at: Instant, because: str, cause) -> list[Grant]:
    """What follows from a departure: revoke what is open, decline what waits. Needs no right of its own: the cause had it.

    The person is locked by the caller (vendors.actions.people.depart).
    """
    closed = []
    for grant in (
        Grant.objects.select_for_update(no_key=True).filter(person=person, status__in=Grant.LIVE).order_by("pk")
    ):
        _drop(grant, by=by, at=at, because=because, cause=cause)
        closed.append(grant)
    return closed


def after_departure(*, event, subject, by: Actor, at: Instant) -> None:
    """The reaction to `person.departed` (config/reactions.py)."""
    close_all_of(subject, by=by, at=at, because=_("The person has left."), cause=event)


def _close(grant: Grant, status: str, *, by, at, because, note="", cause=None) -> Grant:
    """What was to go on from it ends with it, whoever ended this one."""
    event = _shut(grant, status, by=by, at=at, because=because, note=note, cause=cause)
    for extension in _going_on_from(grant):
        _drop(extension, by=by, at=at, because=because, cause=event)
    return grant


def _drop(grant: Grant, *, by, at, because, cause) -> None:
    """Revoke what is open, decline what waits."""
    if grant.status == "open":
        _shut(grant, "revoked", by=by, at=at, because=because, cause=cause)
    else:
        owed = become(grant, "declined", ended_at=at, ended_by=by.user, end_reason=because)
        events.record(owed, grant, by=by, at=at, because=because, cause=cause)


def _shut(grant: Grant, status: str, *, by, at, because, note="", cause=None):
    owed = become(grant, status, ended_at=at, ended_by=by.user, end_reason=because)
    for period in GrantPeriod.objects.current().filter(grant=grant):
        facts.end(period, at=at)
    said = {"because": because, "person": grant.person_id, "asset": grant.asset_id} | ({"note": note} if note else {})
    return events.record(owed, grant, by=by, at=at, cause=cause, **said)


def _going_on_from(grant: Grant) -> list[Grant]:
    """The live grants and requests that extend it, those that extend them, and so on; the person is locked."""
    found: list[Grant] = []
    last = [grant]
    while last:
        rows = Grant.objects.select_for_update(no_key=True).filter(extends__in=last, status__in=Grant.LIVE)
        last = list(rows.order_by("pk"))
        found += last
    return found


def _locked(grant: Grant) -> Grant:
    Person.objects.select_for_update(no_key=True).get(pk=grant.person_id)
    return (
        Grant.objects.select_for_update(no_key=True, of=("self",))
        .select_related("asset__asset_class", "person")
        .get(pk=grant.pk)
    )
