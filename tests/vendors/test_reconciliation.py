"""HR says one thing and we another: it is seen, and settled either way; a silent HR is noticed."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from core import clock, reminders
from core.actors import system
from core.models import Event, Notice
from core.refusals import NotAllowed, NotNow
from tests import make
from tests.vendors.test_api import body, call, key
from tests.vendors.test_imports import GOOD, applied, checked, csv
from tests.vendors.test_pages import signed_in
from vendors import deadlines, hr_feed
from vendors.actions import hr_silence, people, reconciliation
from vendors.models import HrWord, Person, PersonFact

pytestmark = pytest.mark.django_db
URL = "/desk/people/hr/"


@pytest.fixture
def firm():
    return make.vendor("Kestrel Embedded")


@pytest.fixture
def ada(firm):
    applied(checked(csv(firm, GOOD[0])))
    return Person.objects.get(hr_id="E-1")


def change(person, **details):
    return people.change(person, **details, by=make.officer(), at=clock.now())


def word_of(person) -> HrWord:
    return HrWord.objects.select_related("person").get(person=person)


def open_words() -> list[str]:
    return [word.person.hr_id for word in HrWord.objects.open().select_related("person")]


def text(answer) -> str:
    return answer.content.decode()


def test_what_was_just_heard_is_what_we_say(ada):
    word = word_of(ada)
    assert word.differs == [] and word.heard_from == "people.csv" and word.ends_on == ada.ends_on


def test_a_change_by_hand_stands_beside_what_hr_said(ada):
    change(ada, ends_on=datetime.date(2031, 3, 1), job_title="Chief")
    page = text(signed_in(make.officer()).get(URL))
    assert word_of(ada).differs == ["job_title", "ends_on"]
    for words in ("31 December 2030", "1 March 2031", "Engineer", "Chief"):
        assert words in page, words


def test_changing_it_back_ends_the_difference(ada):
    change(ada, job_title="Chief")
    change(ada, job_title="Engineer")
    assert open_words() == []


def test_the_same_file_again_takes_hrs_word(firm, ada):
    change(ada, job_title="Chief")
    applied(checked(csv(firm, GOOD[0])))
    assert open_words() == [] and Person.objects.get(pk=ada.pk).job_title == "Engineer"


def test_who_left_here_and_works_for_hr_is_a_difference(firm, ada):
    people.depart(ada, by=make.officer(), at=clock.now(), because="Left")
    assert word_of(ada).differs == ["left"]
    applied(checked(csv(firm, GOOD[0], GOOD[1])))
    assert word_of(ada).differs == ["left"] and Person.objects.get(pk=ada.pk).departed_at


def test_a_stale_word_does_not_open_what_a_departure_closed(ada):
    people.depart(ada, by=make.officer(), at=clock.now(), because="Left")
    with pytest.raises(NotNow, match="first day after"):
        reconciliation.take(word_of(ada), by=make.officer(), at=clock.now())
    page = text(signed_in(make.officer()).get(reverse("reconciliation_of", args=[ada.pk])))
    assert "HR must send a first day after it" in page and "Take what HR says" not in page


def test_hrs_word_is_taken_as_a_change_with_its_cause(ada):
    change(ada, ends_on=datetime.date(2031, 3, 1))
    reconciliation.take(word_of(ada), by=make.officer(), at=clock.now())
    assert Person.objects.get(pk=ada.pk).ends_on == datetime.date(2030, 12, 31) and open_words() == []
    cause = Event.objects.get(name="hr.word-taken")
    assert cause.effects.filter(name="person.changed").exists()


def test_ours_stays_with_a_reason_until_hr_says_something_new(firm, ada):
    people.depart(ada, by=make.officer(), at=clock.now(), because="Left")
    client = signed_in(make.officer())
    assert client.post(reverse("reconciliation_of", args=[ada.pk]), {"because": ""}).status_code == 422
    client.post(reverse("reconciliation_of", args=[ada.pk]), {"because": "HR lags behind"})
    assert open_words() == [] and Event.objects.filter(name="hr.word-set-aside").exists()
    applied(checked(csv(firm, GOOD[0], GOOD[1])))
    assert open_words() == []
    applied(checked(csv(firm, GOOD[0].replace("2030-12-31", "2029-12-31"), GOOD[1])))
    assert open_words() == ["E-1"]


def test_many_are_taken_at_once_and_those_that_cannot_be_stay(firm):
    applied(checked(csv(firm, *GOOD)))
    ada, bo = Person.objects.order_by("hr_id")
    change(ada, job_title="Chief")
    people.depart(bo, by=make.officer(), at=clock.now(), because="Left")
    rows = [word.pk for word in HrWord.objects.all()]
    page = text(signed_in(make.officer()).post(reverse("reconciliation_taking"), {"row": rows}, follow=True))
    assert "1 person is as HR says" in page and "1 left here and stays" in page and open_words() == ["E-2"]


def test_a_trainer_settles_nothing(ada):
    change(ada, job_title="Chief")
    for act in (reconciliation.take, lambda *args, **more: reconciliation.keep_ours(*args, because="-", **more)):
        with pytest.raises(NotAllowed):
            act(word_of(ada), by=make.staff_member("trainer"), at=clock.now())


def test_the_list_costs_the_same_for_few_and_many(firm):
    client = signed_in(make.officer())

    def cost() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert client.get(URL).status_code == 200
        return len(asked)

    rows = [f"N-{n},Person {n},p{n}@firm.test,FIRM,2026-01-01,2030-12-31,Fitter" for n in range(9)]
    applied(checked(csv(firm, *rows)))
    change(Person.objects.get(hr_id="N-0"), job_title="Chief")
    cost()
    few = cost()
    for person in Person.objects.exclude(hr_id="N-0"):
        change(person, job_title="Chief")
    assert cost() == few


def test_a_feed_that_never_spoke_is_not_missed():
    assert not hr_feed.state().is_silent(clock.now()) and not list(deadlines.hr_feed(clock.now()))


def test_silence_is_told_once_and_shown_on_today(ada, settings):
    officer = make.officer()
    later = clock.now() + datetime.timedelta(hours=settings.HR_SILENCE_HOURS + 1)
    assert reminders.remind(deadlines.hr_feed(clock.now()), at=clock.now()) == 0
    for _run in range(2):
        reminders.remind(deadlines.hr_feed(later), at=later)
    assert Notice.objects.filter(user=officer.user, title__contains="HR has not been heard").count() == 1
    HrWord.objects.update(heard_at=clock.now() - datetime.timedelta(hours=settings.HR_SILENCE_HOURS + 1))
    client = signed_in(officer)
    assert "Find out why HR is silent" in text(client.get("/desk/"))
    assert "longer than usual" in text(client.get(URL))


def test_nobody_minds_where_no_watch_is_wanted(ada, settings):
    settings.HR_SILENCE_HOURS = 0
    assert hr_feed.state().silent_from is None


def test_people_of_whom_hr_never_spoke_are_a_list(firm, ada):
    make.person(firm, "By Hand")
    page = text(signed_in(make.officer()).get("/desk/people/?hr=unknown"))
    assert "By Hand" in page and "Ada One" not in page


def test_a_call_of_hr_is_heard(firm):
    token = key("people:write", "people:read")
    call("PUT", "people/E-9", body(firm), token=token)
    word = HrWord.objects.get()
    assert word.name == "Ada One" and word.heard_from == "HR" and not word.has_left
    call("POST", "people/E-9/departure", {"because": "Contract over"}, token=token)
    assert HrWord.objects.get().has_left


def silent_for(hours: int) -> None:
    HrWord.objects.update(heard_at=clock.now() - datetime.timedelta(hours=hours))


def in_step(at=None) -> int:
    return hr_silence.keep_in_step(by=system("test"), at=at or clock.now())


def employed(person, at) -> bool:
    return PersonFact.objects.filter(person=person, requirement="employment").current().holding(at).exists()


def test_a_long_silence_ends_what_hr_vouched_for_and_its_next_word_gives_it_back(firm, ada, settings):
    by_hand, later = make.person(firm, "By Hand"), clock.now() + datetime.timedelta(days=30)
    assert in_step() == 0
    silent_for(settings.HR_SILENCE_HOURS + 1)
    assert in_step() == 1 and in_step() == 0
    ends_at = hr_feed.state().ends_at
    assert employed(ada, ends_at - datetime.timedelta(seconds=1)) and not employed(ada, ends_at)
    assert employed(by_hand, later)
    HrWord.objects.update(heard_at=clock.now())
    assert in_step() == 1 and in_step() == 0
    assert employed(ada, later)
    told = Event.objects.about(ada).values_list("name", flat=True)
    assert sorted(told) == ["person.added", "person.confirmed", "person.unconfirmed"]


def test_who_left_in_the_silence_does_not_come_back_by_it(ada, settings):
    silent_for(settings.HR_SILENCE_HOURS + 1)
    in_step()
    people.depart(ada, by=make.officer(), at=clock.now(), because="Told by telephone")
    HrWord.objects.update(heard_at=clock.now())
    assert in_step() == 0 and not employed(ada, clock.now())


def test_days_put_right_in_the_silence_end_with_it_too_and_hold_after_it(ada, settings):
    silent_for(settings.HR_SILENCE_HOURS + 1)
    in_step()
    change(ada, ends_on=datetime.date(2031, 3, 1))
    assert in_step() == 1 and not employed(ada, hr_feed.state().ends_at)
    HrWord.objects.update(heard_at=clock.now())
    in_step()
    assert employed(ada, datetime.datetime(2031, 2, 1, tzinfo=datetime.UTC))


def test_where_silence_ends_nothing_nobody_is_shortened(ada, settings):
    settings.HR_SILENCE_ENDS_ACCESS_HOURS = 0
    silent_for(settings.HR_SILENCE_HOURS + 1)
    assert in_step() == 0 and hr_feed.state().ends_at is None
