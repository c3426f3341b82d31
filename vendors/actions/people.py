"""Who works for a subcontractor, from when to when: add, change, let go. Employment is a fact; nothing is overwritten."""

import datetime

from django.utils.translation import gettext as _

from core.actions import accounts
from core.actors import Actor
from core.events import record
from core.models import Event
from core.refusals import NotNow, NotThis
from core.web.dates import say_day
from vendors import business_days, memberships
from vendors.actions import employment, hr_words, invitations
from vendors.models import ImportedPerson, Person, Vendor
from vendors.policies import people as policy


def add(
    vendor: Vendor,
    *,
    name: str,
    email: str,
    starts_on: datetime.date,
    ends_on: datetime.date,
    by: Actor,
    at: datetime.datetime,
    cause: Event | None = None,
    **details,
) -> Person:
    """A new person with the employment fact. Raises NotAllowed; NotThis for days in the wrong order or a known address."""
    policy.check_can_keep(by)
    _check_days(starts_on, ends_on)
    _check_address(vendor, email)
    return employment.make(
        vendor, name=name, email=email, starts_on=starts_on, ends_on=ends_on, by=by, at=at, cause=cause, **details
    )


def keep(
    hr_id: str, *, source: str, vendor: Vendor, by: Actor, at: datetime.datetime, cause: Event | None = None, **details
) -> tuple[Person, bool]:
    """What HR says about a person, by HR's own id: added, changed or left as they are. (person, whether new).

    Repeating it changes nothing. A leaver comes back only with a start after the last day: a stale message must not
    open what a departure closed. Raises NotAllowed, NotNow, NotThis.
    """
    policy.check_can_keep(by)
    person = Person.objects.select_for_update(no_key=True).filter(hr_source=source, hr_id=hr_id).first()
    if person is None:
        person = add(vendor, hr_id=hr_id, hr_source=source, by=by, at=at, cause=cause, **details)
        hr_words.hear([person], by=by, at=at)
        return person, True
    if person.vendor_id != vendor.pk:
        raise NotNow(
            _("This person works for another subcontractor. Report the departure there first; then send a new id.")
        )
    person = change(person, by=by, at=at, cause=cause, **details)
    hr_words.hear([person], by=by, at=at)
    return person, False


def change(person: Person, *, by: Actor, at: datetime.datetime, cause: Event | None = None, **details) -> Person:
    """Details and days as they are now known. Other days correct the employment fact: the old one stays as what we
    knew until now. Raises NotAllowed, NotNow, NotThis."""
    policy.check_can_keep(by)
    person = lock(person)
    changed = {
        name: value for name, value in employment.only_details(details).items() if getattr(person, name) != value
    }
    if not changed:
        return person
    _check_days(changed.get("starts_on", person.starts_on), changed.get("ends_on", person.ends_on))
    _check_address(person.vendor, changed.get("email", ""), but=person)
    if person.departed_at:
        return _come_back(person, changed, by=by, at=at, cause=cause)
    before = _apply(person, changed)
    if {"starts_on", "ends_on"} & set(changed):
        employment.employ(person, at)
    hr_words.compare(person)
    record("person.changed", person, by=by, at=at, cause=cause, before=before, after=changed)
    return person


def depart(
    person: Person,
    *,
    by: Actor,
    at: datetime.datetime,
    because: str,
    cause: Event | None = None,
    last_on: datetime.date | None = None,
) -> Person:
    """They are gone: employment ends, sign-in closes, and by reaction all that hangs on it.

    `last_on` is HR's last day (default: this moment). Today or earlier closes at once, and an earlier day corrects the
    fact backwards; a later day moves the end there, and the clock calls again when it is over. Raises NotAllowed.
    """
    policy.check_can_keep(by)
    person = lock(person)
    if person.departed_at:
        return person
    today = business_days.day_of(at)
    if last_on and last_on > today:
        return change(person, ends_on=last_on, by=by, at=at, cause=cause)
    employment.end(person, at, last_on if last_on and last_on < today else None)
    return _leave(person, last_on or today, by=by, at=at, because=because, cause=cause)


def take_back(person: Person, *, by: Actor, at: datetime.datetime, because: str, cause: Event | None = None) -> Person:
    """Written down by mistake: as at a departure, and we no longer hold that they ever worked there. HR may send them
    again with any first day. Raises NotAllowed."""
    policy.check_can_keep(by)
    person = lock(person)
    if person.departed_at:
        return person
    employment.withdraw(person, at)
    return _leave(person, business_days.day_of(at), by=by, at=at, because=because, cause=cause)


def _leave(person: Person, last_on: datetime.date, *, by, at, because, cause) -> Person:
    person.departed_at, person.ends_on = at, max(last_on, person.starts_on)
    person.save(update_fields=["departed_at", "ends_on"])
    hr_words.compare(person)
    event = record("person.departed", person, by=by, at=at, cause=cause, because=because, last_on=last_on)
    invitations.withdraw_all_of(person, by=by, at=at, because=because, cause=event)
    _close_sign_in(person, by=by, at=at, because=because, cause=event)
    return person


def depart_by_hr(
    person: Person, *, by: Actor, at: datetime.datetime, because: str, last_on: datetime.date | None = None
) -> Person:
    """As `depart`, and remember that it was HR who said it."""
    policy.check_can_keep(by)
    person = depart(person, by=by, at=at, because=because, last_on=last_on)
    hr_words.hear([person], by=by, at=at)
    return person


def depart_leavers(*, by: Actor, at: datetime.datetime, most: int = 100) -> int:
    """Those whose last day is over and of whom nobody reported the departure. Returns how many; the clock's work."""
    over = Person.objects.filter(departed_at=None, ends_on__lt=business_days.day_of(at)).order_by("pk")[:most]
    for person in over:
        depart(person, by=by, at=at, because=_("The last day has passed"), last_on=person.ends_on)
    return len(over)


def lock(person: Person) -> Person:
    """The row as it is now, held until the transaction ends: second in the lock order, after the firm."""
    return Person.objects.select_for_update(no_key=True, of=["self"]).select_related("vendor").get(pk=person.pk)


def _come_back(person: Person, changed: dict, *, by, at, cause) -> Person:
    starts_on = changed.get("starts_on", person.starts_on)
    if starts_on <= person.ends_on and not ImportedPerson.objects.that_took_back(person).exists():
        raise NotNow(
            _("%(name)s left; the last day was %(day)s. Send a start after that day to bring them back.")
            % {"name": person.name, "day": say_day(person.ends_on, "full")}
        )
    before = _apply(person, {**changed, "departed_at": None})
    employment.begin_again(person, at)
    hr_words.compare(person)
    record("person.returned", person, by=by, at=at, cause=cause, before=before, after=changed)
    return person


def _close_sign_in(person: Person, *, by, at, because, cause) -> None:
    """The account is closed when it stands for no other firm; its sessions end in any case."""
    if person.user is None:
        return
    if person.user.is_staff or any(other.person_id != person.pk for other in memberships.of_user(person.user)):
        accounts.end_sessions(person.user, by=by, at=at, cause=cause)
    else:
        accounts.disable(person.user, by=by, at=at, because=because, cause=cause)


def _apply(person: Person, changed: dict) -> dict:
    before = {name: getattr(person, name) for name in changed}
    for name, value in changed.items():
        setattr(person, name, value)
    person.save(update_fields=list(changed))
    return before


def _check_days(starts_on: datetime.date, ends_on: datetime.date) -> None:
    if ends_on < starts_on:
        raise NotThis("ends_on", _("The last day lies before the first day."))


def _check_address(vendor: Vendor, email: str, but: Person | None = None) -> None:
    others = Person.objects.filter(vendor=vendor, email__iexact=email).exclude(pk=but.pk if but else None)
    if email and others.exists():
        raise NotThis("email", _("%(email)s belongs to somebody else at this subcontractor.") % {"email": email})
