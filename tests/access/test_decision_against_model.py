"""Does the rule say what a page of plain Python says? Random worlds, every edge of every range, both time axes."""

import datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from access import eligibility
from access.models import (
    Asset,
    AssetClass,
    ConflictAsset,
    ConflictException,
    ConflictSet,
    ExceptionPeriod,
    Grant,
    GrantPeriod,
    Hold,
    Requirement,
)
from agreements.models import BindingFact
from core import facts, ids
from core.models import User
from training.models import Completion
from vendors.models import Person, PersonFact, Vendor, VendorFact

START = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)
REQUIREMENTS = [("employment", ""), ("screening", ""), ("agreement", "nda"), ("training", "ip")]


def moment(day: int | None) -> datetime.datetime | None:
    return None if day is None else START + datetime.timedelta(days=day)


spans = st.tuples(st.integers(0, 20), st.none() | st.integers(1, 12)).map(
    lambda s: (s[0], None if s[1] is None else s[0] + s[1])
)
believed = st.tuples(st.integers(0, 6), st.none() | st.integers(1, 15)).map(
    lambda s: (s[0], None if s[1] is None else s[0] + s[1])
)
rows = st.lists(st.tuples(spans, believed), max_size=3)
worlds = st.fixed_dictionaries(
    {
        "standing": st.fixed_dictionaries(dict.fromkeys(REQUIREMENTS, rows)),
        "policy": st.lists(st.sampled_from(REQUIREMENTS), unique=True),
        "periods": st.lists(st.tuples(spans, believed), max_size=2),
        "holds": st.lists(
            st.tuples(spans, believed, st.sampled_from(["person", "firm", "asset", "other asset"])), max_size=2
        ),
        "elsewhere": st.lists(st.tuples(spans, believed), max_size=2),
        "sets": st.lists(
            st.fixed_dictionaries(
                {
                    "this": st.lists(st.tuples(spans, believed), max_size=2),
                    "other": st.lists(st.tuples(spans, believed), max_size=2),
                    "exceptions": st.lists(st.tuples(spans, believed, st.booleans()), max_size=2),
                }
            ),
            max_size=2,
        ),
    }
)
QUIET: dict = {"standing": {}, "policy": [], "holds": [], "elsewhere": [], "sets": []}


def covers(span, instant) -> bool:
    lower, upper = span
    return lower <= instant and (upper is None or instant < upper)


def expected(world, at: int, known: int) -> bool:
    """The reference model: deny by default, every requirement holds, the grant holds, no hold holds, and the person does not
    also hold what a conflict set keeps apart from it, unless an exception for that very pair holds."""

    def any_of(facts_, wanted=lambda row: True):
        return any(covers(row[0], at) and covers(row[1], known) for row in facts_ if wanted(row))

    def apart(rule) -> bool:
        return any_of(rule["this"]) and any_of(rule["other"]) and not any_of(rule["exceptions"], lambda row: row[2])

    held = any_of(world["holds"], lambda row: row[2] != "other asset")
    conflicting = any_of(world["elsewhere"]) and any(apart(rule) for rule in world["sets"])
    entitled = all(any_of(world["standing"][pair]) for pair in world["policy"])
    return any_of(world["periods"]) and not held and not conflicting and entitled


class World:
    """The same world in the database."""

    def __init__(self, world):
        key = ids.new().hex
        self.user = User.objects.create(email=f"{key}@halden.example", name="Owner", is_staff=True)
        self.vendor = Vendor.objects.create(reference=key[-12:], name="Brightmoor", country="IE")
        self.person = Person.objects.create(
            vendor=self.vendor,
            name="Tomas",
            email=f"{key}@bright.example",
            starts_on=START.date(),
            ends_on=START.date(),
        )
        klass = AssetClass.objects.create(key=key, name="Restricted", rank=AssetClass.objects.count())
        self.asset, self.other, self.third = (
            Asset.objects.create(
                reference=f"{name[0]}{key[-11:]}", name=name, kind="design", asset_class=klass, owner=self.user
            )
            for name in ("Plans", "Other", "Third")
        )
        self.decider = User.objects.create(email=f"d{key}@halden.example", name="Decider", is_staff=True)
        Requirement.objects.bulk_create(
            [Requirement(asset_class=klass, requirement=r, key=k) for r, k in world["policy"]]
        )
        for (requirement, name), found in world["standing"].items():
            for row in found:
                self.vouch(requirement, name, row)
        self.grant(self.asset, world["periods"])
        self.grant(self.other, world["elsewhere"])
        for rule in world["sets"]:
            self.keep_apart(**rule)
        for span, known, scope in world["holds"]:
            self.hold(span, known, scope)

    def write(self, model, row, **about):
        model.objects.create(during=facts.span(*map(moment, row[0])), known=facts.span(*map(moment, row[1])), **about)

    def vouch(self, requirement, key, row):
        source = {"source_kind": "vendors.vendor", "source_id": self.vendor.pk, "vendor": self.vendor}
        if requirement == "employment":
            self.write(PersonFact, row, person=self.person, requirement=requirement, key=key, **source)
        elif requirement == "screening":
            self.write(VendorFact, row, requirement=requirement, key=key, **source)
        elif requirement == "agreement":
            self.write(BindingFact, row, requirement=requirement, key=key, **source)
        else:
            self.write(Completion, row, person=self.person, key=key, **source)

    def keep_apart(self, this, other, exceptions):
        """`exceptions` with True are about this pair, the others about a pair of another asset."""
        name = ids.new().hex
        made = {"because": "-", "declared_at": START, "declared_by": self.user}
        rule = ConflictSet.objects.create(name=name, **made)
        for asset, found in ((self.asset, this), (self.other, other)):
            for row in found:
                self.write(ConflictAsset, row, conflict_set=rule, asset=asset)
        for span, known, is_of_pair in exceptions:
            self.excuse(rule, span, known, self.other if is_of_pair else self.third)

    def excuse(self, rule, span, known, other):
        one, two = sorted([self.asset, other], key=lambda asset: asset.pk)
        about = {"vendor": self.vendor, "person": self.person, "conflict_set": rule, "asset_one": one, "asset_two": two}
        end = START + datetime.timedelta(days=1)
        paper = ConflictException.objects.create(
            **about,
            because="-",
            control="-",
            ends_at=end,
            status="granted",
            asked_at=START,
            asked_by=self.user,
            decided_at=START,
            decided_by=self.decider,
        )
        ids_ = {"person_id": self.person.pk, "conflict_set_id": rule.pk, "asset_one_id": one.pk, "asset_two_id": two.pk}
        self.write(ExceptionPeriod, (span, known), vendor=self.vendor, exception=paper, **ids_)

    def grant(self, asset, periods):
        for number, row in enumerate(periods):
            # Overlapping current periods of one level are forbidden by the database; the model allows either.
            grant = Grant.objects.create(
                vendor=self.vendor,
                reference=f"{number}{asset.pk.hex[-12:]}",
                person=self.person,
                asset=asset,
                purpose="-",
                starts_at=START,
                ends_at=START + datetime.timedelta(days=1),
                requested_at=START,
                requested_by=self.user,
                status="revoked",
                opened_at=START,
                ended_at=START,
            )
            about = {
                "vendor": self.vendor,
                "grant": grant,
                "person_id": self.person.pk,
                "asset_id": asset.pk,
                "level": "view",
            }
            self.write(GrantPeriod, row, **about)

    def hold(self, span, known, scope):
        about = {
            "person": {"person_id": self.person.pk},
            "firm": {},
            "asset": {"asset_id": self.asset.pk},
            "other asset": {"asset_id": self.other.pk},
        }[scope]
        self.write(
            Hold,
            (span, known),
            vendor=self.vendor,
            because="-",
            told_as="-",
            source_kind="-",
            source_id=self.vendor.pk,
            **about,
        )


def no_overlap(world) -> bool:
    """What the tables refuse to hold: facts known now that overlap."""
    lists = [
        world["periods"],
        world["elsewhere"],
        *(rule[name] for rule in world["sets"] for name in ("this", "other")),
    ]
    return not any(_overlap(found) for found in lists)


def _overlap(found) -> bool:
    current = [row[0] for row in found if row[1][1] is None]
    return len(current) > 1 and (covers(current[0], current[1][0]) or covers(current[1], current[0][0]))


@pytest.mark.django_db
@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(world=worlds.filter(no_overlap), at=st.integers(-1, 34), known=st.integers(-1, 22))
def test_the_rule_agrees_with_the_reference_model(world, at, known):
    built = World(world)
    one = eligibility.decide(built.person.pk, built.asset.pk, at=moment(at), known_at=moment(known))
    (many,) = eligibility.decide_many(
        [(built.person.pk, built.asset.pk, "view")], at=moment(at), known_at=moment(known)
    )
    assert one.allowed == many.allowed == expected(world, at, known)
    assert {(r.requirement, r.key) for r in one.unmet if r.requirement not in {"grant"}} == {
        (r.requirement, r.key) for r in many.unmet if r.requirement not in {"grant"}
    }
    assert one.until == many.until
    if one.until is not None:
        assert one.until > moment(at)
        flips = expected(world, (one.until - START).days, known)
        assert flips != one.allowed


@pytest.mark.django_db
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(world=worlds.filter(no_overlap), at=st.integers(0, 30), scope=st.sampled_from(["person", "firm", "asset"]))
def test_adding_a_hold_never_opens_anything(world, at, scope):
    built = World(world)
    before = eligibility.decide(built.person.pk, built.asset.pk, at=moment(at))
    built.hold((0, None), (0, None), scope)
    after = eligibility.decide(built.person.pk, built.asset.pk, at=moment(at))
    assert not after.allowed
    assert before.allowed or not after.allowed


@pytest.mark.django_db
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(world=worlds.filter(no_overlap), at=st.integers(0, 30))
def test_keeping_apart_never_opens_and_an_exception_never_closes(world, at):
    built = World(world)

    def opens() -> bool:
        return eligibility.decide(built.person.pk, built.asset.pk, at=moment(at)).allowed

    before = opens()
    always = ((0, None), (0, None))
    built.keep_apart([always], [always], [])
    apart = opens()
    assert before or not apart
    for rule in ConflictSet.objects.filter(assets__asset=built.asset).distinct():
        built.excuse(rule, *always, built.other)
    assert opens() or not apart


@pytest.mark.django_db
def test_an_unknown_asset_or_person_is_denied():
    built = World({**QUIET, "periods": [((0, None), (0, None))]})
    assert eligibility.decide(built.person.pk, built.asset.pk, at=moment(1)).allowed
    assert not eligibility.decide(ids.new(), built.asset.pk, at=moment(1)).allowed
    assert not eligibility.decide(built.person.pk, ids.new(), at=moment(1)).allowed
    assert [
        d.allowed
        for d in eligibility.decide_many(
            [(ids.new(), built.asset.pk, "view"), (built.person.pk, ids.new(), "view")], at=moment(1)
        )
    ] == [False, False]
