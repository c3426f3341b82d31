"""Two people of different roles open a grant, nobody opens their own, and closing is at once and for good."""

import datetime

import pytest
from django.db import IntegrityError, transaction

from access import eligibility
from access.actions import grants, holds
from access.models import Approval, Grant, GrantPeriod, Hold
from core import notices
from core.models import Event, Notice
from core.refusals import NotAllowed, NotNow
from tests import make, make_access
from vendors.actions import people

pytestmark = pytest.mark.django_db


@pytest.fixture
def worker():
    return make.person(make.vendor(status="active"), "Tomas Lindqvist")


@pytest.fixture
def thing(worker):
    return make_access.offered(worker)


def may(worker, thing) -> bool:
    return eligibility.decide(worker.pk, thing.pk, at=make_access.now()).allowed


def test_two_approvals_of_different_roles_open_it(worker, thing):
    grant = make_access.requested(worker, thing)
    assert not may(worker, thing)
    grants.approve(grant, by=make.officer(), at=make.earlier(), because="Needed")
    assert not may(worker, thing)
    grant.refresh_from_db()
    opened = grants.approve(grant, by=_owner(thing), at=make.earlier(), because="Agreed")
    assert opened.status == "open"
    assert may(worker, thing)


def _owner(thing):
    from core.actors import staff

    return staff(thing.owner)


def test_the_second_approval_must_come_from_another_role(worker, thing):
    grant = make_access.requested(worker, thing)
    grants.approve(grant, by=make.officer(), at=make.earlier(), because="Needed")
    with pytest.raises(NotAllowed, match="another role"):
        grants.approve(grant, by=make.officer("Second Officer"), at=make.earlier(), because="Me too")


def test_nobody_approves_twice(worker, thing):
    both = make.staff_member("officer", "owner")
    grant = make_access.requested(worker, make_access.offered(worker, by=both))
    grants.approve(grant, by=both, at=make.earlier(), because="As officer")
    with pytest.raises(NotAllowed, match="somebody else"):
        grants.approve(grant, by=both, at=make.earlier(), because="As owner")


def test_an_owner_of_something_else_may_not_approve(worker, thing):
    with pytest.raises(NotAllowed):
        grants.approve(make_access.requested(worker, thing), by=make_access.owner(), at=make.earlier(), because="x")


def test_unmet_conditions_stop_the_approval_and_are_named(worker):
    klass = make_access.asset_class(("employment", ""), ("training", "ip-protection"))
    thing = make_access.offered(worker, make_access.asset(klass=klass))
    with pytest.raises(NotNow) as refused:
        grants.approve(make_access.requested(worker, thing), by=make.officer(), at=make.earlier(), because="x")
    assert any("training" in sentence.lower() for sentence in refused.value.unmet)


def test_asking_again_returns_the_waiting_request(worker, thing):
    first = make_access.requested(worker, thing)
    assert make_access.requested(worker, thing) == first
    assert Event.objects.about(first).filter(name="grant.requested").count() == 1


def test_a_period_longer_than_the_class_allows_is_refused(worker):
    thing = make_access.offered(worker, make_access.asset(klass=make_access.asset_class(max_days=10)))
    with pytest.raises(NotNow, match="10 days"):
        make_access.requested(worker, thing, days=11)


def test_a_colleague_may_not_ask_for_another(worker, thing):
    other = make.person(worker.vendor)
    with pytest.raises(NotAllowed):
        grants.request(
            worker,
            thing,
            by=make.as_person(other),
            at=make.earlier(),
            purpose="x",
            starts_at=make.earlier(),
            ends_at=make_access.now(),
        )


def test_revoking_closes_at_once_and_the_past_stays_answerable(worker, thing):
    grant = make_access.opened(worker, thing)
    before = make_access.now() - datetime.timedelta(minutes=10)
    grants.revoke(grant, by=make.officer(), at=make_access.now(), because="No longer needed")
    assert not may(worker, thing)
    assert eligibility.decide(worker.pk, thing.pk, at=before).allowed
    assert [person for person, _level in eligibility.who_could_open(thing.pk, at=before)] == [worker.pk]
    again = grants.revoke(grant, by=make.officer(), at=make_access.now(), because="Again")
    assert Event.objects.about(again).filter(name="grant.revoked").count() == 1


def test_the_person_reads_the_note_and_not_the_reason(worker, thing):
    make.as_person(worker)
    grant = make_access.opened(worker, thing)
    grants.revoke(grant, by=make.officer(), at=make_access.now(), because="Suspected leak", note="The work is done.")
    revoked = Event.objects.about(grant).get(name="grant.revoked")
    notices.tell(revoked.pk, at=make_access.now(), by=make.CLOCK)
    heard = Notice.objects.get(event=revoked, user=worker.user)
    assert heard.context["note"] == "The work is done." and "Suspected leak" not in str(heard.context)


def test_a_departure_closes_what_is_open_and_what_waits(worker, thing):
    open_one = make_access.opened(worker, thing)
    waiting = make_access.requested(worker, make_access.offered(worker))
    people.depart(worker, by=make.officer(), at=make_access.now(), because="Contract ended")
    open_one.refresh_from_db()
    waiting.refresh_from_db()
    assert (open_one.status, waiting.status) == ("revoked", "declined")
    departed = Event.objects.about(worker).get(name="person.departed")
    assert set(departed.effects.values_list("name", flat=True)) >= {"grant.revoked", "grant.declined"}


def test_a_hold_closes_everything_and_lifting_opens_again(worker, thing):
    make_access.opened(worker, thing)
    officer = make.officer()
    held = {"vendor": worker.vendor, "source": worker.vendor, "by": officer, "because": "x", "told_as": "On hold."}
    hold = holds.place(at=make_access.now(), **held)
    assert holds.place(at=make_access.now(), **held) == hold
    decision = eligibility.decide(worker.pk, thing.pk, at=make_access.now())
    assert [reason.requirement for reason in decision.unmet] == ["no_hold"]
    later = make_access.now() + datetime.timedelta(seconds=1)
    assert len(holds.lift(worker.vendor, by=officer, at=later, because="Done")) == 1
    assert eligibility.decide(worker.pk, thing.pk, at=later).allowed
    assert Hold.objects.current().holding(later).count() == 0


@pytest.mark.parametrize(
    ("constraint", "break_it"),
    [
        ("nobody_approves_their_own_request", {"user_id": "requester"}),
        ("a_grant_has_two_approvals", {"number": 3}),
    ],
)
def test_the_database_refuses_a_forged_approval(worker, thing, constraint, break_it):
    grant = make_access.requested(worker, thing)
    values = {"number": 1, "user_id": make.officer().user.pk, **break_it}
    values = {k: (grant.requested_by_id if v == "requester" else v) for k, v in values.items()}
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Approval.objects.create(
            vendor_id=grant.vendor_id,
            grant=grant,
            role="officer",
            requested_by_id=grant.requested_by_id,
            because="-",
            at=make.earlier(),
            **values,
        )


def test_two_periods_of_one_level_never_overlap(worker, thing):
    grant = make_access.opened(worker, thing)
    period = grant.periods.get()
    with pytest.raises(IntegrityError, match="no_two_grants_of_one_level_overlap"), transaction.atomic():
        GrantPeriod.objects.create(
            vendor_id=grant.vendor_id,
            grant=grant,
            person_id=grant.person_id,
            asset_id=grant.asset_id,
            level="view",
            during=period.during,
            known=period.known,
        )


def test_an_open_grant_names_when_it_was_opened(worker, thing):
    grant = make_access.requested(worker, thing)
    with pytest.raises(IntegrityError, match="an_open_grant_was_opened"), transaction.atomic():
        Grant.objects.filter(pk=grant.pk).update(status="open")
