"""Do the sweep's notes say what the rule says? On random worlds, at every edge, and whatever is written after the sweep."""

import datetime

import pytest
from django.db import connection
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from access import eligibility
from access.actions import grants, holds, sweep
from access.models import AssetClass, Doubt, Grant, GrantPeriod, Requirement, Usability
from agreements.models import BindingFact
from core import clock, facts, ids
from core.actors import system
from core.models import Event
from tests import make, make_access
from tests.access.test_decision_against_model import REQUIREMENTS, World, moment, no_overlap, rows, worlds
from training.models import Completion
from vendors.models import PersonFact, VendorFact

pytestmark = pytest.mark.django_db
CLOCK = system("sweep")
DAY = datetime.timedelta(days=1)
MICRO = datetime.timedelta(microseconds=1)


ALWAYS = ((0, None), (0, None))  # during, known
LATE_CONFLICT = {  # what is held together is known to be a conflict after the sweep alone
    "standing": {requirement: [] for requirement in REQUIREMENTS}, "policy": [], "periods": [ALWAYS], "holds": [],
    "elsewhere": [ALWAYS], "sets": [{"this": [ALWAYS], "other": [((0, None), (2, None))], "exceptions": []}],
}  # fmt: skip


class Noted(World):
    """The random world with its grants open, so that the sweep looks at them."""

    def __init__(self, world):
        super().__init__(world)
        Grant.objects.filter(person=self.person).update(status="open", ended_at=None)

    @property
    def triple(self):
        return self.person.pk, self.asset.pk, "view"

    def sweep(self, at) -> None:
        sweep.sweep(by=CLOCK, at=at)

    def check(self, at) -> None:
        """A page, with or without notes, says what the rule says."""
        (many,) = eligibility.decide_many([self.triple], at=at)
        one = eligibility.decide(self.person.pk, self.asset.pk, at=at)
        assert (many.allowed, many.until) == (one.allowed, one.until)
        assert {(r.requirement, r.key) for r in many.unmet if r.requirement != "grant"} == {
            (r.requirement, r.key) for r in one.unmet if r.requirement != "grant"
        }


def around(days) -> list[datetime.datetime]:
    return [moment(day) + shift for day in days for shift in (-MICRO, datetime.timedelta(0), MICRO)]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(world=worlds.filter(no_overlap), swept=st.lists(st.integers(0, 30), min_size=1, max_size=3).map(sorted))
@example(world=LATE_CONFLICT, swept=[1])
def test_a_note_is_right_for_as_long_as_it_says(world, swept):
    built = Noted(world)
    for day in swept:
        built.sweep(moment(day))
        for at in around(range(34)):
            built.check(at)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    world=worlds.filter(no_overlap),
    swept=st.integers(0, 20),
    change=st.sampled_from(["vouch", "hold", "policy", "retract", "end", "reclassify"]),
    which=st.sampled_from(REQUIREMENTS),
    row=rows.filter(bool),
)
def test_whatever_is_written_after_the_sweep_counts_at_once(world, swept, change, which, row):
    built = Noted(world)
    built.sweep(moment(swept))
    _write(built, change, which, row[0])
    for again in (False, True):
        if again:
            built.sweep(moment(21))
        for at in around(range(swept, 34)):
            built.check(at)


def _write(built: Noted, change: str, which, row) -> None:
    if change == "vouch":
        built.vouch(*which, row)
    elif change == "hold":
        built.hold(*row, "firm")
    elif change == "policy":
        Requirement.objects.get_or_create(asset_class=built.asset.asset_class, requirement=which[0], key=which[1])
    elif change == "retract":
        for model in (PersonFact, VendorFact, BindingFact, Completion):
            for fact in model.objects.filter(vendor=built.vendor):
                facts.retract(fact, at=moment(21))
    elif change == "end":
        held = GrantPeriod.objects.current().filter(person_id=built.person.pk, known__startswith__lte=moment(21))
        for period in held:  # as an action finds them: what is known by then, and was not corrected
            facts.end(period, at=moment(21), ends_at=moment(5))
    else:
        key = ids.new().hex
        built.asset.asset_class = AssetClass.objects.create(key=key, name=key, rank=AssetClass.objects.count())
        Requirement.objects.create(asset_class=built.asset.asset_class, requirement=which[0], key=which[1])
        built.asset.save()


@pytest.fixture
def grant():
    worker = make.person(make.vendor(status="active"))
    klass = make_access.asset_class(("employment", ""), ("certification", "iso27001"))
    make.vendor_fact(worker.vendor, "certification", "iso27001", days=2)
    return make_access.opened(worker, make_access.offered(worker, make_access.asset(klass=klass)))


def by_note(grant, at):
    """What the notes answer, None where the rule has to be asked."""
    return eligibility._noted([(grant.person_id, grant.asset_id, grant.level)], at).get(0)


def test_a_note_answers_until_something_is_written_and_again_after_the_next_sweep(grant):
    assert by_note(grant, clock.now()) is None
    sweep.sweep(by=CLOCK, at=clock.now())
    assert by_note(grant, clock.now()).allowed
    assert by_note(grant, clock.now() - DAY) is None and by_note(grant, clock.now() + 2 * DAY) is None
    holds.place(vendor=grant.vendor, source=grant.vendor, by=make.officer(), at=clock.now(), because="x", told_as="x")
    assert by_note(grant, clock.now()) is None
    sweep.sweep(by=CLOCK, at=clock.now())
    assert [reason.requirement for reason in by_note(grant, clock.now()).unmet] == ["no_hold"]


def test_a_fact_that_is_taken_back_without_another_is_noticed(grant):
    sweep.sweep(by=CLOCK, at=clock.now())
    facts.retract(VendorFact.objects.get(vendor=grant.vendor, requirement="certification"), at=clock.now())
    assert sweep.sweep(by=CLOCK, at=clock.now()).changed == 1
    assert Event.objects.about(grant).filter(name="grant.lapsed").exists()


def test_a_grant_that_is_over_is_noted_no_longer(grant):
    sweep.sweep(by=CLOCK, at=clock.now())
    grants.revoke(grant, by=make.officer(), at=clock.now(), because="Not needed")
    assert by_note(grant, clock.now()) is None
    sweep.sweep(by=CLOCK, at=clock.now())
    assert not Usability.objects.filter(grant=grant).exists() and not Doubt.objects.exists()


def test_what_becomes_known_later_stays_in_doubt_until_then(grant):
    soon = clock.now() + DAY
    sweep.sweep(by=CLOCK, at=clock.now())
    facts.retract(VendorFact.objects.get(vendor=grant.vendor, requirement="certification"), at=soon)
    sweep.sweep(by=CLOCK, at=clock.now())
    assert by_note(grant, soon) is None and Doubt.objects.count() == 1
    sweep.sweep(by=CLOCK, at=soon)
    assert not by_note(grant, soon).allowed and not Doubt.objects.exists()


def test_each_table_that_the_rule_reads_puts_its_notes_in_doubt():
    """Through all views under access_standing, down to the tables; and what the rule reads beside them."""
    with connection.cursor() as cursor:
        cursor.execute("""
            with recursive under (id) as (
                select 'access_standing'::regclass::oid
                union
                select d.refobjid from under join pg_rewrite r on r.ev_class = under.id
                join pg_depend d on d.objid = r.oid and d.classid = 'pg_rewrite'::regclass and d.refclassid = 'pg_class'::regclass
            ) select relname from under join pg_class on pg_class.oid = under.id where relkind = 'r'""")
        read = {name for (name,) in cursor.fetchall()} | {"access_hold", "access_grantperiod", "access_requirement"}
        read |= {"access_conflictasset", "access_exceptionperiod"}
        cursor.execute("select tgrelid::regclass::text from pg_trigger where tgname = 'doubts'")
        assert {name for (name,) in cursor.fetchall()} == read | {"access_asset"}
