"""How does a test get assets, grants and a person who may open them? On top of tests/make.py, through the actions."""

import datetime
import itertools

from access.actions import assets, conflicts, documents, emergencies, exceptions, grants
from access.models import Asset, AssetClass, ConflictException, ConflictSet, Document, Emergency, Grant, Requirement
from core import clock
from core.actors import Actor
from tests import make
from vendors.models import Person

_number = itertools.count(1)
TEXT = b"First page of the test plan.\n" * 3


def asset_class(*requirements: tuple[str, str], **values) -> AssetClass:
    """A class of its own with this policy; [("employment", "")] unless told otherwise."""
    number = next(_number)
    made = AssetClass.objects.create(key=f"class-{number}", name=f"Class {number}", rank=1000 + number, **values)
    for requirement, key in requirements or [("employment", "")]:
        Requirement.objects.create(asset_class=made, requirement=requirement, key=key)
    return made


def owner(name: str = "Pia Anand") -> Actor:
    return make.staff_member("owner", name=name)


def owner_of(thing: Asset) -> Actor:
    rights = frozenset({"access.approve", "access.read"})
    return Actor(kind="staff", label="Owner", user=thing.owner, roles=("owner",), rights=rights)


def asset(name: str = "Gripper test plans", *, by: Actor | None = None, klass: AssetClass | None = None) -> Asset:
    by = by or owner()
    return assets.register(
        by=by, at=make.earlier(), name=name, kind="design", asset_class=klass or asset_class(), owner=by.user
    )


def offered(to: Person, thing: Asset | None = None, *, by: Actor | None = None) -> Asset:
    """An asset that an engagement of this person's firm needs."""
    by = by or owner()
    thing = thing or asset(by=by)
    assets.offer(thing, make.engagement(to.vendor, to), by=by, at=make.earlier())
    return thing


def document(thing: Asset, title: str = "Test plan", content: bytes = TEXT) -> Document:
    from django.core.files.uploadedfile import SimpleUploadedFile

    by = Actor(kind="staff", label="Owner", user=thing.owner, roles=("owner",), rights=frozenset({"documents.write"}))
    return documents.add(thing, title=title, upload=SimpleUploadedFile("plan.txt", content), by=by, at=make.earlier())


def requested(who: Person, thing: Asset, *, at=None, days: int = 30, level: str = "view") -> Grant:
    at = at or make.earlier()
    return grants.request(
        who,
        thing,
        by=make.as_person(who),
        at=at,
        purpose="Endurance test 4500018233",
        starts_at=at,
        ends_at=at + datetime.timedelta(days=days),
        level=level,
    )


def approved(grant: Grant, *, officer: Actor | None = None, by_owner: Actor | None = None, at=None) -> Grant:
    """Both approvals: a compliance officer's and the owner's."""
    at = at or make.earlier()
    by_owner = by_owner or owner_of(grant.asset)
    grants.approve(grant, by=officer or make.officer(), at=at, because="Needed")
    return grants.approve(grant, by=by_owner, at=at, because="Agreed")


def opened(who: Person, thing: Asset, **values) -> Grant:
    return approved(requested(who, thing, **values))


def conflict_set(*things: Asset, people=(), name: str = "", because: str = "Rival programmes") -> ConflictSet:
    """These may not be held together, and these accounts not decide for one another."""
    said = {"name": name or f"Set {next(_number)}", "because": because}
    return conflicts.declare(**said, assets=things, people=people, by=make.officer(), at=make.earlier())


def rivals(who: Person, *, by: Actor | None = None, **values) -> ConflictSet:
    """Two things that the person holds, and that conflict."""
    by = by or owner()
    things = [offered(who, asset(f"Rival {next(_number)}", by=by), by=by) for _each in range(2)]
    for thing in things:
        opened(who, thing)
    return conflict_set(*things, people=[by.user, make.officer().user], **values)


def exception(who: Person, rule: ConflictSet | None = None, *, by: Actor | None = None, days: int = 20, **said):
    """Asked for, and not decided."""
    rule = rule or rivals(who)
    pair = [row.asset for row in rule.assets.current()]
    said = {"because": "No other gauge maker", "control": "Works in our room", **said}
    end = clock.now() + datetime.timedelta(days=days)
    return exceptions.ask(who, rule, pair, ends_at=end, by=by or make.officer(), at=clock.now(), **said)


def excused(
    who: Person, rule: ConflictSet | None = None, *, decided_by: Actor | None = None, **values
) -> ConflictException:
    row = exception(who, rule, **values)
    return exceptions.grant(row, by=decided_by or owner(), at=clock.now(), because="Small enough")


def emergency(who: Person, thing: Asset, *, at=None, because: str = "The rig is smoking") -> Emergency:
    return emergencies.take(who, thing, by=make.as_person(who), at=at or clock.now(), because=because)


def now() -> datetime.datetime:
    return clock.now()
