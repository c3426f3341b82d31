"""An import goes back within a day; who has moved on since stays, and it is said why."""

import datetime

import pytest

from access.actions import grants
from core import clock
from core.models import Event
from core.refusals import NotAllowed, NotNow
from tests import make, make_access
from tests.vendors.test_imports import GOOD, applied, checked, csv
from vendors.actions import import_undo, invitations, people
from vendors.models import Invitation, Person

pytestmark = pytest.mark.django_db


def undone(run, by=None):
    by = by or make.officer()
    run = import_undo.start(run, by=by, at=clock.now())
    while import_undo.carry_on(run, by=by, at=clock.now()):
        pass
    run.refresh_from_db()
    return run


def kept(run) -> dict:
    return {each.person.hr_id: each.kept_because for each in run.people.exclude(kept_because="")}


@pytest.fixture
def firm():
    return make.vendor()


def test_the_new_are_out_again_and_the_changed_as_before(firm):
    applied(checked(csv(firm, GOOD[0])))
    run = undone(applied(checked(csv(firm, GOOD[0].replace("Engineer", "Chief"), GOOD[1]))))
    assert run.status == "undone" and kept(run) == {}
    assert Person.objects.get(hr_id="E-1").job_title == "Engineer" and Person.objects.get(hr_id="E-2").departed_at
    cause = Event.objects.about(run).get(name="people.undo-started")
    assert set(cause.effects.values_list("name", flat=True)) >= {"person.changed", "person.departed"}


def test_whom_it_made_was_never_employed(firm):
    undone(applied(checked(csv(firm, GOOD[0]))))
    assert not Person.objects.get(hr_id="E-1").facts.current().exists()


def test_the_mended_file_brings_them_in(firm):
    undone(applied(checked(csv(firm, GOOD[0]))))
    run = applied(checked(csv(firm, GOOD[0].replace("Ada One", "Ada Won"))))
    ada = Person.objects.get(hr_id="E-1")
    assert run.counts["change"] == 1 and ada.name == "Ada Won" and not ada.departed_at
    assert make.employment_of(ada)


def test_who_left_otherwise_still_needs_a_later_start(firm):
    applied(checked(csv(firm, GOOD[0])))
    people.depart(Person.objects.get(hr_id="E-1"), by=make.officer(), at=clock.now(), because="Left")
    assert checked(csv(firm, GOOD[0])).counts["wrong"] == 1


def test_who_changed_since_stays_and_the_field_is_named(firm):
    run = applied(checked(csv(firm, *GOOD)))
    people.change(Person.objects.get(hr_id="E-1"), job_title="Chief", by=make.officer(), at=clock.now())
    run = undone(run)
    assert kept(run) == {"E-1": "Changed since: Job"} and not Person.objects.get(hr_id="E-1").departed_at


def test_who_has_an_account_stays(firm):
    run = applied(checked(csv(firm, *GOOD)))
    ada = Person.objects.get(hr_id="E-1")
    Person.objects.filter(pk=ada.pk).update(user=make.account("Ada"))
    assert kept(undone(run)) == {"E-1": "Has an account"}


def test_who_holds_a_grant_stays(firm):
    run = applied(checked(csv(firm, *GOOD)))
    bo, contact = Person.objects.get(hr_id="E-2"), make.contact(firm)
    asset = make_access.offered(bo)
    grant = grants.request(
        bo,
        asset,
        by=make.as_person(contact),
        at=clock.now(),
        purpose="Endurance test",
        starts_at=clock.now(),
        ends_at=clock.now() + datetime.timedelta(days=9),
    )
    assert grant.reference in kept(undone(run))["E-2"]


def test_an_open_invitation_of_the_new_dies(firm):
    run = applied(checked(csv(firm, GOOD[0])))
    invitations.send_to_person(Person.objects.get(hr_id="E-1"), by=make.officer(), at=clock.now())
    undone(run)
    assert Invitation.objects.get().status == "withdrawn"


def test_it_comes_too_late_after_a_day(firm):
    run = applied(checked(csv(firm, *GOOD)))
    with pytest.raises(NotNow):
        import_undo.start(run, by=make.officer(), at=clock.now() + datetime.timedelta(days=2))


def test_a_trainer_cannot(firm):
    run = applied(checked(csv(firm, *GOOD)))
    with pytest.raises(NotAllowed):
        import_undo.start(run, by=make.staff_member("trainer"), at=clock.now())


def test_undoing_twice_changes_nothing_more(firm):
    run, count = undone(applied(checked(csv(firm, *GOOD)))), Event.objects.count()
    undone(run)
    assert Event.objects.count() == count
