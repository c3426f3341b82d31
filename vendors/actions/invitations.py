"""Ask somebody in: send, send again, withdraw, accept. One open invitation per address and firm."""

import datetime

from django.utils.translation import gettext as _

from core import ids, nudges
from core.actors import Actor
from core.database import context
from core.database.roles import PORTAL
from core.events import record
from core.models import Event, User
from core.refusals import NotAllowed, NotNow
from core.workflow import become
from vendors import business_days, invitation_links
from vendors.actions import employment
from vendors.models import Invitation, Person, Vendor
from vendors.policies import people as policy

DAYS = 14  # how long a link holds
COLLEAGUES = 20  # links of one contact that nobody has used yet
CONTACT_DAYS = 730  # how long a contact who came by invitation is held to be employed, unless HR says otherwise


def send(
    vendor: Vendor,
    *,
    name: str,
    email: str,
    by: Actor,
    at: datetime.datetime,
    is_contact: bool = True,
    is_signatory: bool = False,
    person: Person | None = None,
    cause: Event | None = None,
) -> Invitation:
    """A fresh link; an open one to the same address ends. The mail follows by the worker. Raises NotAllowed, NotNow."""
    policy.check_can_invite(by)
    hats = {"is_contact": is_contact, "is_signatory": is_signatory}
    mail_soon()
    return _issue(vendor, person, name=name, email=email, by=by, at=at, cause=cause, **hats)


def send_to_colleague(
    vendor: Vendor, *, name: str, email: str, by: Actor, at: datetime.datetime, cause: Event | None = None
) -> Person:
    """A contact asks somebody of the own firm in, who helps and wears no hat: they see what they were asked, no more.

    The person is there at once, so that work can be given to them. Who is known and has no way in yet gets one; who has
    an account, or a link that still holds, gets nothing. Raises NotAllowed, NotNow.
    """
    policy.check_can_invite_colleague(by, vendor.pk)
    person = Person.objects.filter(vendor=vendor, email__iexact=email).first()
    if person and person.departed_at:
        raise NotNow(_("%(name)s has left your company, as we know it. Ask us.") % {"name": person.name})
    open_links = Invitation.objects.open().filter(vendor=vendor, expires_at__gt=at)
    if person and (person.user_id or open_links.filter(email__iexact=email).exists()):
        return person
    if open_links.filter(sent_by=by.user).count() >= COLLEAGUES:
        raise NotNow(_("%(count)d colleagues have not accepted yet. Wait for some of them.") % {"count": COLLEAGUES})
    person = person or _helper(vendor, name=name, email=email, by=by, at=at, cause=cause)
    _issue_to(person, by=by, at=at, cause=cause)
    mail_soon()
    return person


def _helper(vendor: Vendor, *, by: Actor, at: datetime.datetime, cause: Event | None, **who) -> Person:
    today = business_days.day_of(at)
    days = {"starts_on": today, "ends_on": today + datetime.timedelta(days=CONTACT_DAYS)}
    return employment.make(vendor, is_worker=False, by=by, at=at, cause=cause, **days, **who)


def _issue(
    vendor: Vendor, person: Person | None, *, name, email, is_contact, is_signatory, by, at, cause
) -> Invitation:
    _check_may_be_asked(vendor, email)
    for older in Invitation.objects.open().select_for_update(no_key=True).filter(vendor=vendor, email__iexact=email):
        record(become(older, "replaced", ended_at=at), older, by=by, at=at, cause=cause)
    invitation_id = ids.new()
    invitation = Invitation.objects.create(
        id=invitation_id,
        vendor=vendor,
        person=person,
        name=name,
        email=email,
        is_contact=is_contact,
        is_signatory=is_signatory,
        digest=invitation_links.digest_of(invitation_links.token_of(invitation_id)),
        sent_by=by.user,
        sent_at=at,
        expires_at=at + datetime.timedelta(days=DAYS),
    )
    record("invitation.sent", invitation, by=by, at=at, cause=cause, email=email, expires_at=invitation.expires_at)
    if vendor.invited_at is None:
        Vendor.objects.filter(pk=vendor.pk, invited_at=None).update(invited_at=at)
    return invitation


def _issue_to(person: Person, *, by: Actor, at: datetime.datetime, cause: Event | None = None) -> Invitation:
    hats = {"is_contact": person.is_contact, "is_signatory": person.is_signatory}
    return _issue(person.vendor, person, name=person.name, email=person.email, by=by, at=at, cause=cause, **hats)


def send_to_person(person: Person, *, by: Actor, at: datetime.datetime) -> Invitation:
    """The way in for somebody whom HR told us of. Raises NotAllowed; NotNow where they are gone or in already."""
    policy.check_can_invite(by)
    if person.departed_at:
        raise NotNow(_("%(name)s has left.") % {"name": person.name})
    return send(
        person.vendor,
        name=person.name,
        email=person.email,
        person=person,
        is_contact=person.is_contact,
        is_signatory=person.is_signatory,
        by=by,
        at=at,
    )


def send_to_people(found: list[Person], *, by: Actor, at: datetime.datetime) -> list[Invitation]:
    """The way in for each who can be asked; the others are passed over: the page before says who and why."""
    policy.check_can_invite(by)
    passed_over = policy.why_not_invited(found, at)
    mail_soon()
    return [_issue_to(person, by=by, at=at) for person in found if person.pk not in passed_over]


def send_again(invitation: Invitation, *, by: Actor, at: datetime.datetime) -> Invitation:
    """A new link to the same address; the old one is dead at once."""
    return send(
        invitation.vendor,
        name=invitation.name,
        email=invitation.email,
        person=invitation.person,
        is_contact=invitation.is_contact,
        is_signatory=invitation.is_signatory,
        by=by,
        at=at,
    )


def withdraw(
    invitation: Invitation, *, by: Actor, at: datetime.datetime, because: str = "", cause: Event | None = None
) -> Invitation:
    """The link is dead. Raises NotNow where it was used, or where a newer one has taken its place."""
    if cause is None:
        policy.check_can_invite(by)
    invitation = Invitation.objects.select_for_update(no_key=True).get(pk=invitation.pk)
    if invitation.status != "withdrawn":
        record(become(invitation, "withdrawn", ended_at=at), invitation, by=by, at=at, because=because, cause=cause)
    return invitation


def withdraw_all_of(person: Person, *, by: Actor, at: datetime.datetime, because: str, cause: Event) -> None:
    for invitation in Invitation.objects.open().filter(vendor=person.vendor_id, email__iexact=person.email):
        withdraw(invitation, by=by, at=at, because=because, cause=cause)


def renew(token: str, *, by: Actor, at: datetime.datetime) -> None:
    """A link that ran out becomes a new one to the same address. Answers nothing: who asks learns nothing."""
    fresh = invitation_links.renew(token, at, at + datetime.timedelta(days=DAYS))
    if fresh:
        event_subject = Invitation(pk=fresh["id"], vendor_id=fresh["vendor_id"])
        record("invitation.sent", event_subject, by=by, at=at, because=_("The older link had run out"))
        mail_soon()


def accept(
    token: str,
    *,
    by: Actor,
    at: datetime.datetime,
    account: User | None = None,
    name: str = "",
    password: str = "",
    language: str = "en-gb",
    time_zone: str = "UTC",
) -> tuple[User, Person]:
    """Consume the link and join the firm, with the signed-in `account` or with a new one.

    Runs at the gate; only once the link is consumed does it step into the firm. Raises NotNow for a link that is spent
    or over, and for an address that has an account which is not signed in; NotAllowed for staff.
    """
    taken = invitation_links.take(token, at)
    if taken is None:
        raise NotNow(_("This link was used already or has run out."))
    user = account or _new_account(taken["email"], name, password, language, time_zone)
    _check_own_address(user, taken)
    by = Actor(
        kind="person", label=user.name, user=user, vendor_id=taken["vendor_id"], door=by.door, address=by.address
    )
    with context.role(PORTAL, vendor=taken["vendor_id"], user=user.pk):
        person = _join(user, taken, by=by, at=at)
    return user, person


def _join(user: User, taken: dict, *, by: Actor, at: datetime.datetime) -> Person:
    found = (
        Person.objects.select_for_update(no_key=True)
        .filter(vendor_id=taken["vendor_id"], email__iexact=taken["email"])
        .first()
    )
    event = record(
        "invitation.accepted",
        Invitation(pk=taken["id"], vendor_id=taken["vendor_id"], name=taken["name"]),
        by=by,
        at=at,
        email=taken["email"],
    )
    if found is None:
        today = business_days.day_of(at)
        found = employment.make(
            Vendor.objects.get(pk=taken["vendor_id"]),
            name=user.name,
            email=taken["email"],
            starts_on=today,
            ends_on=today + datetime.timedelta(days=CONTACT_DAYS),
            is_contact=taken["is_contact"],
            is_signatory=taken["is_signatory"],
            is_worker=not taken["is_contact"],
            by=by,
            at=at,
            cause=event,
        )
    if found.departed_at:
        raise NotNow(_("You no longer work for this firm. Ask the person who invited you."))
    found.user = user
    found.save(update_fields=["user"])
    record("person.login-given", found, by=by, at=at, cause=event)
    return found


def _new_account(email: str, name: str, password: str, language: str, time_zone: str) -> User:
    if User.objects.filter(email__iexact=email).exists():
        raise NotNow(_("You have an account already. Sign in with it first, then open this link again."))
    return User.objects.create_user(email, password, name=name, language=language, time_zone=time_zone)


def _check_own_address(user: User, taken: dict) -> None:
    """The link is bound to the address it was sent to. Raising takes the consuming back."""
    if user.email.lower() != taken["email"].lower():
        raise NotAllowed(_("This invitation was sent to another address than the one of your account."))
    if user.is_staff:
        raise NotAllowed(_("A staff account cannot stand for a subcontractor."))


def _check_may_be_asked(vendor: Vendor, email: str) -> None:
    if vendor.status == "archived":
        raise NotNow(_("This subcontractor is archived."))
    if Person.objects.filter(vendor=vendor, email__iexact=email, user__isnull=False, departed_at=None).exists():
        raise NotNow(_("%(email)s has an account at this subcontractor already.") % {"email": email})
    if User.objects.filter(email__iexact=email, is_staff=True).exists():
        raise NotNow(_("%(email)s belongs to a member of staff.") % {"email": email})


def mail_soon() -> None:
    """Nudge the worker after commit; its sweep sends what the nudge missed."""
    nudges.after_commit("vendors.tasks.mail_invitations")
