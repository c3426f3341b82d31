"""How does a test get a world? Built through the actions, as people would build it; each builder fills in what is not said.

The world was built an hour ago (`earlier`), so that what a test does now comes after it on both time axes.
"""

import datetime
import itertools
import time

from django.contrib.auth.models import Group

from core import clock, facts
from core.actors import Actor, staff, system
from core.models import User
from vendors import business_days
from vendors import expectations as sheets
from vendors.actions import employment, engagements, expectations, people, starter, stewards, tiers, vendors, watching
from vendors.models import Engagement, ExpectationSheet, Person, RiskForm, Vendor, VendorFact, WatchlistVersion

_number = itertools.count(1)
PASSWORD = "a long and good passphrase"
CLOCK = system("test")


def earlier() -> datetime.datetime:
    return clock.now() - datetime.timedelta(hours=1)


def account(
    name: str = "", *, email: str = "", is_staff: bool = False, roles: tuple[str, ...] = (), password: str | None = None
) -> User:
    """Without a password (hashing one takes long) it is signed in with client.force_login."""
    number = next(_number)
    user = User.objects.create_user(
        email or f"someone{number}@example.test", password, name=name or f"Someone {number}", is_staff=is_staff
    )
    user.groups.set(Group.objects.get_or_create(name=role)[0] for role in roles)
    return user


def confirm(client, user):
    """Sign `user` in and confirm, just now, with a second factor; gives the client back."""
    client.force_login(user)
    session = client.session
    session["account_authentication_methods"] = [{"method": "mfa", "type": "totp", "at": time.time()}]
    session["account_authentication_methods_user"] = str(user.pk)
    session.save()
    return client


def officer(name: str = "Ines Moreau") -> Actor:
    """Compliance officer: registers, invites, keeps people and engagements, decides."""
    return staff_member("officer", name=name)


def staff_member(*roles: str, name: str = "") -> Actor:
    """A signed-in member of staff with these roles (core/roles.py); `.user` is the account."""
    return staff(account(name, is_staff=True, roles=roles))


def starter_content() -> None:
    """What manage.py load_starter brings for this app; cheap when it is there already."""
    if not RiskForm.objects.exists():
        starter.load(by=CLOCK, at=earlier())


def vendor(name: str = "", *, by: Actor | None = None, tier: int | None = 2, status: str = "", **details) -> Vendor:
    """A subcontractor, assessed to `tier` (None: not assessed). `status` "approved" or "active" also screens it."""
    by, at = by or officer(), earlier()
    details = {"country": "IE", "jurisdiction": "IE", "work": "Durability testing", **details}
    made = vendors.register(name=name or f"Firm {next(_number)}", by=by, at=at, **details)
    if tier:
        assessment(made, tier, by=by)
        made.refresh_from_db()
    if status in {"approved", "active"}:
        screened(made)
        made = vendors.move(made, "screening", by=by, at=at)
        compared()
        made = vendors.move(made, "approved", by=by, at=at, because="Good answers")
    if status == "active":
        contact(made)
        compared()
        made = vendors.move(made, "active", by=by, at=at)
    return made


def compared() -> None:
    """Everybody in the register with the watchlists in force, as the worker does it; nothing where there is none."""
    if not WatchlistVersion.objects.filter(status="in_force").exists():
        return
    while watching.compare_changed(by=CLOCK, at=clock.now()):
        pass


def assessment(firm: Vendor, tier: int = 2, *, by: Actor | None = None, **answers):
    """The inherent-risk form, filled in so that it gives this tier."""
    starter_content()
    return tiers.assess(firm, {**ANSWERS[tier], **answers}, by=by or officer(), at=earlier())


ANSWERS = {
    3: {
        "information-class": ["internal"],
        "place-of-work": ["our-site"],
        "access-path": ["viewer"],
        "people": ["one"],
        "lower-tiers": ["none"],
        "countries": ["home-country"],
        "export-control": ["none"],
        "competitor-ties": ["none"],
    },
}
ANSWERS[2] = {**ANSWERS[3], "information-class": ["confidential"]}
ANSWERS[1] = {**ANSWERS[3], "information-class": ["trade-secret"]}


def screened(firm: Vendor, *, days: int = 365) -> VendorFact:
    """An approval of the screening that holds for so many days."""
    return vendor_fact(firm, "screening", days=days)


def vendor_fact(
    firm: Vendor, requirement: str, key: str = "", *, days: int | None = 365, since_days: int = 0
) -> VendorFact:
    """A fact about the firm as an acceptance would write it: from `since_days` ago, for `days` from now."""
    at = earlier()
    end = at + datetime.timedelta(days=days) if days is not None else None
    return facts.assert_fact(
        VendorFact,
        at=at,
        during=facts.span(at - datetime.timedelta(days=since_days), end),
        vendor=firm,
        requirement=requirement,
        key=key,
        source_kind="vendors.vendor",
        source_id=firm.pk,
    )


def person(
    firm: Vendor | None = None, name: str = "", *, by: Actor | None = None, with_account: bool = True, **details
) -> Person:
    """A worker who started 30 days ago and stays a year; with an account unless told otherwise."""
    at, number = earlier(), next(_number)
    today = business_days.day_of(at)
    details = {
        "email": f"person{number}@firm.test",
        "starts_on": today - datetime.timedelta(days=30),
        "ends_on": today + datetime.timedelta(days=365),
        **details,
    }
    made = people.add(firm or vendor(), name=name or f"Person {number}", by=by or officer(), at=at, **details)
    if with_account:
        made.user = account(made.name, email=made.email)
        made.save(update_fields=["user"])
    return made


def contact(firm: Vendor, name: str = "", **details) -> Person:
    """The firm's contact, who may sign for it."""
    return person(firm, name, **{"is_contact": True, "is_signatory": True, "is_worker": False, **details})


def as_person(who: Person) -> Actor:
    """The person as the portal's actor."""
    return Actor(
        kind="person",
        label=who.name,
        user=who.user,
        person_id=who.pk,
        vendor_id=who.vendor_id,
        hats=frozenset(who.hats),
        door="portal",
    )


def acknowledged(who: Person):
    """The current expectations sheet, acknowledged by this person."""
    starter_content()
    text = sheets.as_text(ExpectationSheet.objects.latest(), who.vendor)
    return expectations.acknowledge(who, shown=expectations.digest_of(text), by=as_person(who), at=earlier())


def steward(firm: Vendor, *roles: str, name: str = "") -> Actor:
    """Staff who sees this firm by stewardship alone (role reader), or with more roles."""
    actor = staff_member(*(roles or ("reader",)), name=name)
    stewards.name(firm, actor.user, by=officer(), at=earlier())
    return actor


def engagement(
    firm: Vendor, *on_it: Person, title: str = "Endurance tests", by: Actor | None = None, **values
) -> Engagement:
    """A running engagement with these people on it."""
    by, at = by or officer(), earlier()
    today = business_days.day_of(at)
    values = {
        "starts_on": today - datetime.timedelta(days=10),
        "ends_on": today + datetime.timedelta(days=200),
        **values,
    }
    made = engagements.start(firm, title=title, by=by, at=at, **values)
    for each in on_it:
        engagements.join(made, each, by=by, at=at)
    return made


def employment_of(who: Person):
    return employment.newest(who)
