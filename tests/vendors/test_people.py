"""People: employment as a fact on two axes, departures that close everything, messages from HR in any order."""

import datetime

import pytest
from django.test import Client

from core import clock
from core.models import Event, User
from core.refusals import NotAllowed, NotNow
from tests import make, make_training
from vendors import business_days, memberships
from vendors.actions import employment, invitations, people
from vendors.models import Invitation, PersonFact

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


def held(person):
    return PersonFact.objects.filter(person=person, requirement="employment")


def test_adding_somebody_writes_the_employment_as_a_fact():
    person = make.person()
    fact = held(person).get()
    assert fact.during == business_days.whole(person.starts_on, person.ends_on) and fact.known.upper is None


def test_a_late_correction_keeps_what_was_known_before():
    person, by = make.person(), make.officer()
    people.change(person, ends_on=person.ends_on - 30 * DAY, by=by, at=clock.now())
    old, new = held(person).order_by("known")
    assert old.known.upper == clock.now() and old.during.upper > new.during.upper and new.known.upper is None


def test_hr_may_send_the_same_twice():
    firm, by, today = make.vendor(), make.officer(), business_days.day_of(clock.now())
    said = {
        "source": "hr",
        "vendor": firm,
        "name": "A",
        "email": "a@firm.test",
        "starts_on": today,
        "ends_on": today + 9 * DAY,
    }
    first, was_new = people.keep("E-1", by=by, at=clock.now(), **said)
    again, is_new = people.keep("E-1", by=by, at=clock.now(), **said)
    assert (was_new, is_new) == (True, False) and first == again
    assert [event.name for event in Event.objects.about(first)] == ["person.added"]


def test_the_same_hr_id_at_another_firm_is_refused():
    person = make.person(hr_source="hr", hr_id="E-2")
    with pytest.raises(NotNow):
        people.keep("E-2", source="hr", vendor=make.vendor(), name="B", by=make.officer(), at=clock.now())
    assert person.vendor_id == make.employment_of(person).vendor_id


def test_a_departure_ends_employment_account_and_sessions_at_once():
    person, by, at = make.person(), make.officer(), clock.now()
    assert memberships.of_user(person.user)
    gone = people.depart(person, by=by, at=at, because="Contract ended")
    assert gone.departed_at == at and make.employment_of(gone).ends_at == at
    assert not memberships.of_user(person.user) and not User.objects.get(pk=person.user_id).is_active
    departed = Event.objects.about(gone).get(name="person.departed")
    assert departed.effects.filter(name="user.disabled").exists()


def test_a_departure_reported_twice_is_recorded_once():
    person, by = make.person(), make.officer()
    people.depart(person, by=by, at=clock.now(), because="Left")
    people.depart(person, by=by, at=clock.now(), because="Left again")
    assert Event.objects.about(person).filter(name="person.departed").count() == 1


def test_an_earlier_last_day_corrects_the_fact_backwards():
    person, at = make.person(), clock.now()
    last = business_days.day_of(at) - 5 * DAY
    people.depart(person, by=make.officer(), at=at, because="Reported late", last_on=last)
    assert make.employment_of(person).ends_at == business_days.end_of(last)
    assert held(person).filter(known__endswith=at).get().during.upper > at


def test_a_later_last_day_moves_the_end_and_the_clock_closes_it():
    person, at = make.person(), clock.now()
    last = business_days.day_of(at) + 3 * DAY
    people.depart(person, by=make.officer(), at=at, because="Notice given", last_on=last)
    person.refresh_from_db()
    assert person.departed_at is None and make.employment_of(person).ends_at == business_days.end_of(last)
    assert people.depart_leavers(by=make.CLOCK, at=at) == 0
    assert people.depart_leavers(by=make.CLOCK, at=at + 4 * DAY) == 1


def test_somebody_who_never_started_was_never_employed():
    today = business_days.day_of(clock.now())
    person = make.person(starts_on=today + 5 * DAY, ends_on=today + 50 * DAY)
    people.depart(person, by=make.officer(), at=clock.now(), because="Did not come")
    assert make.employment_of(person) is None and held(person).count() == 1


def test_who_works_for_two_firms_keeps_the_account():
    person = make.person()
    other = make.person(email=person.email, with_account=False)
    other.user = person.user
    other.save()
    people.depart(person, by=make.officer(), at=clock.now(), because="Left")
    assert User.objects.get(pk=person.user_id).is_active
    assert [each.person_id for each in memberships.of_user(person.user)] == [other.pk]


def test_a_stale_message_does_not_bring_a_leaver_back_but_a_new_start_does():
    person, by, at = make.person(hr_source="hr", hr_id="E-3"), make.officer(), clock.now()
    last = business_days.day_of(at) - 5 * DAY
    people.depart(person, by=by, at=at, because="Left", last_on=last)
    said = {"source": "hr", "vendor": person.vendor, "by": by, "at": at}
    with pytest.raises(NotNow):
        people.keep("E-3", ends_on=last + 300 * DAY, **said)
    back, _new = people.keep("E-3", starts_on=last + DAY, ends_on=last + 300 * DAY, **said)
    assert back.departed_at is None and held(back).current().count() == 2
    assert Event.objects.about(back).filter(name="person.returned").exists()


def test_a_departure_withdraws_an_open_invitation():
    person = make.person(with_account=False)
    invitation = invitations.send_to_person(person, by=make.officer(), at=clock.now())
    people.depart(person, by=make.officer(), at=clock.now(), because="Left")
    assert Invitation.objects.get(pk=invitation.pk).status == "withdrawn"


def test_one_address_stands_for_one_person_in_a_firm():
    person = make.person()
    with pytest.raises(NotNow):
        make.person(person.vendor, email=person.email.upper(), with_account=False)


def test_a_trainer_cannot_let_people_go():
    with pytest.raises(NotAllowed):
        people.depart(make.person(), by=make.staff_member("trainer"), at=clock.now(), because="No")


def test_details_that_a_person_does_not_have_are_a_mistake_in_our_code():
    with pytest.raises(TypeError):
        employment.only_details({"departed_at": None})


def test_the_page_of_a_leaver_says_what_was_closed_and_what_stays_unfinished():
    row = make_training.enrolment()
    person = row.person
    people.depart(person, by=make.officer(), at=clock.now(), because="Left")
    client = Client()
    client.force_login(make.officer().user)
    page = client.get(f"/desk/people/{person.pk}/").content.decode()
    assert "What the departure closed" in page and "Not finished; has left" in page
