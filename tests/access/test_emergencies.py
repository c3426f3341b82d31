"""What does an emergency open, whom is it told, and what closes when the report does not come?"""

import datetime

import pytest
from django.urls import reverse

from access import deadlines, eligibility
from access.actions import conflicts, emergencies, grants, holds
from access.models import Emergency, Hold
from access.models.emergency import HOUR
from config.notices import NOTICES
from core import clock
from core.models import Event
from core.refusals import NotAllowed, NotNow
from core.web.viewer import form_token
from tests import make, make_access

pytestmark = pytest.mark.django_db
MINUTE = datetime.timedelta(minutes=1)


@pytest.fixture
def worker():
    return make.person(make.vendor(status="active"), "Tomas Lindqvist")


@pytest.fixture
def thing(worker):
    found = make_access.offered(worker, make_access.asset(klass=make_access.asset_class(emergencies=True)))
    make_access.document(found)
    return found


def take(who, thing, **said) -> Emergency:
    return make_access.emergency(who, thing, **said)


def allowed(who, thing, at=None) -> bool:
    return eligibility.decide(who.pk, thing.pk, at=at or clock.now()).allowed


def test_it_opens_for_one_hour_and_closes_by_itself(worker, thing):
    row = take(worker, thing)
    decision = eligibility.decide(worker.pk, thing.pk, at=row.opened_at)
    assert decision.allowed and decision.until == row.opened_at + HOUR
    assert not allowed(worker, thing, at=row.opened_at + HOUR)
    assert row.grant.approvals.count() == 0 and row.grant.is_emergency


def test_only_approvals_are_done_without(worker, thing):
    officer = make.officer()
    said = {"vendor": worker.vendor, "source": worker.vendor, "because": "Looked into", "told_as": "On hold"}
    holds.place(**said, by=officer, at=clock.now())
    with pytest.raises(NotNow) as refused:
        take(worker, thing)
    assert refused.value.unmet == ["Your access is on hold."]
    holds.lift(worker.vendor, by=officer, at=clock.now(), because="Settled")
    other = make_access.offered(worker, make_access.asset("Rival"))
    make_access.opened(worker, other)
    conflicts.declare(name="Apart", because="So", assets=[thing, other], by=officer, at=clock.now())
    with pytest.raises(NotNow):
        take(worker, thing)


def test_only_where_the_class_allows_it_and_only_for_oneself(worker, thing):
    closed = make_access.offered(worker, make_access.asset("Secret"))
    with pytest.raises(NotAllowed, match="no emergency access"):
        take(worker, closed)
    for somebody in (make.as_person(make.contact(worker.vendor)), make.officer()):
        with pytest.raises(NotAllowed, match="by the person who needs it"):
            emergencies.take(worker, thing, by=somebody, at=clock.now(), because="Smoke")


def test_a_second_press_opens_nothing_more(worker, thing):
    row = take(worker, thing)
    assert take(worker, thing) == row
    assert Event.objects.filter(name="emergency.opened").count() == 1 and Hold.objects.count() == 1


def test_what_is_granted_already_is_no_emergency(worker, thing):
    make_access.opened(worker, thing)
    with pytest.raises(NotNow, match="approved already"):
        take(worker, thing)


def test_while_the_report_is_owed_nothing_new_is_asked_for(worker, thing):
    row = take(worker, thing)
    other = make_access.offered(worker, make_access.asset("Plans", klass=make_access.asset_class(emergencies=True)))
    for deed in (take, make_access.requested):
        with pytest.raises(NotNow, match="report on emergency access is owed"):
            deed(worker, other)
    emergencies.report(row, by=make.as_person(worker), at=clock.now(), text="I looked at one page")
    assert make_access.requested(worker, other).status == "requested"


def test_from_the_deadline_on_everything_is_closed_until_the_report_comes(worker, thing):
    other = make_access.offered(worker, make_access.asset("Plans"))
    make_access.opened(worker, other)
    row = take(worker, thing)
    late = row.report_due_at + HOUR
    assert allowed(worker, other, at=row.report_due_at - MINUTE) and not allowed(worker, other, at=row.report_due_at)
    assert eligibility.decide(worker.pk, other.pk, at=clock.now()).until == row.report_due_at
    emergencies.report(row, by=make.as_person(worker), at=late, text="Late, and here it is")
    assert allowed(worker, other, at=late) and not allowed(worker, other, at=late - MINUTE)


def test_a_report_in_time_closes_nothing(worker, thing):
    other = make_access.offered(worker, make_access.asset("Plans"))
    make_access.opened(worker, other)
    row = take(worker, thing)
    for _press in range(2):
        emergencies.report(row, by=make.as_person(worker), at=row.ends_at, text="One page")
    assert allowed(worker, other, at=row.report_due_at + HOUR)
    assert Event.objects.filter(name="emergency.reported").count() == 1


def test_the_report_is_given_by_the_person_and_closed_by_who_answers_for_it(worker, thing):
    row = take(worker, thing)
    with pytest.raises(NotAllowed):
        emergencies.report(row, by=make.as_person(make.contact(worker.vendor)), at=clock.now(), text="For him")
    with pytest.raises(NotNow, match="not come yet"):
        emergencies.read(row, by=make.officer(), at=clock.now(), note="Fine")
    emergencies.report(row, by=make.as_person(worker), at=clock.now(), text="One page")
    for nobody in (make_access.owner(), make.staff_member("investigator"), make.as_person(worker)):
        with pytest.raises(NotAllowed):
            emergencies.read(row, by=nobody, at=clock.now(), note="Fine")
    for _press in range(2):
        row = emergencies.read(row, by=make_access.owner_of(thing), at=clock.now(), note="Nothing follows")
    assert row.read_note == "Nothing follows" and Event.objects.filter(name="emergency.report-read").count() == 1


def test_revoking_ends_it_at_once_and_the_report_stays_due(worker, thing):
    row = take(worker, thing)
    grants.revoke(row.grant, by=make.officer(), at=row.opened_at + MINUTE, because="Not needed")
    assert not allowed(worker, thing, at=row.opened_at + MINUTE)
    assert Emergency.objects.owed().get() == row


def test_the_person_is_reminded_of_the_report(worker, thing):
    row = take(worker, thing)
    (found,) = deadlines.reports(clock.now())
    assert (found.users, found.due_at) == ((worker.user_id,), row.report_due_at)
    emergencies.report(row, by=make.as_person(worker), at=clock.now(), text="One page")
    assert list(deadlines.reports(clock.now())) == []


def test_a_second_person_is_told_at_once():
    assert {tell.mail for tell in NOTICES["emergency.opened"]} == {"now"}


def test_from_the_emergency_to_the_closed_report_on_the_pages(client, worker, thing):
    token = {"as_person": form_token(make.as_person(worker))}
    client.force_login(worker.user)
    where = reverse("access_emergency", args=[thing.pk])
    page = client.get(where).content.decode()
    assert "Confirm that it is you" in page and "Open it for one hour" not in page
    make.confirm(client, worker.user)
    assert where in client.get(reverse("access")).content.decode()
    assert client.post(where, {"because": "", **token}).status_code == 422
    assert client.post(where, {"because": "The rig is smoking", **token}).status_code == 302
    row = Emergency.objects.get()
    assert client.get(reverse("document", args=[thing.documents.get().pk])).status_code == 200
    report = reverse("emergency_report", args=[row.pk])
    for page in (reverse("access"), reverse("your_tasks")):
        assert report in client.get(page).content.decode()
    assert client.post(report, {"text": "I looked at one page", **token}).status_code == 302
    assert "I looked at one page" in client.get(report).content.decode()
    make.confirm(client, thing.owner)
    page = client.get(reverse("grant", args=[row.grant_id])).content.decode()
    assert "The rig is smoking" in page and "Close the report" in page
    reading = reverse("emergency_reading", args=[row.grant_id])
    assert client.post(reading, {"note": ""}).status_code == 422
    assert client.post(reading, {"note": "We moved the rig"}).status_code == 302
    assert "We moved the rig" in client.get(reverse("grant", args=[row.grant_id])).content.decode()
