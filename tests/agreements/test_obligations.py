"""Does a signed paper ask each side for what it owes, and does a breach close what it is said to close?"""

import datetime

import pytest
from dateutil.relativedelta import relativedelta
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from agreements import deadlines, due_days, in_force
from agreements.actions import agreements, amendments, breaches, obligations
from agreements.models import BindingFact, Duty, Obligation
from agreements.rendering import terms
from core import clock, reminders
from core.models import Event, Notice
from core.refusals import NotAllowed, NotNow
from tests import make, make_dd
from tests import make_agreements as papers
from tests.agreements.test_amendments import put_in_force
from tests.agreements.test_pages import post

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


@pytest.fixture
def counsel():
    return papers.counsel()


@pytest.fixture
def firm():
    return make.vendor("Corrib Test Works", tier=2)


@pytest.fixture
def contact(firm):
    return make.contact(firm, "Nora Byrne")


@pytest.fixture
def agreement(firm, counsel, contact):
    return papers.signed(firm, by=counsel, variables={"term_months": 12})


def opens(agreement, at) -> bool:
    rows = BindingFact.objects.filter(source_id=agreement.pk, key=agreement.template_key)
    return rows.holding(at).believed(at).exists()


def test_each_clause_owes_what_it_says_and_only_clauses_that_are_there(agreement):
    found = {duty.key: duty for duty in agreement.duties.all()}
    assert {"keep-secret", "monthly-report", "return-or-destroy", "close-access"} <= set(found)
    assert not {"no-competing-task", "own-secrecy"} & set(found)
    assert found["return-or-destroy"].days == int(agreement.variables["return_days"])
    assert found["close-access"].owed_by == "company"
    numbers = {section["key"]: str(section["number"]) for section in agreement.body["sections"]}
    assert all(duty.number == numbers[duty.clause] for duty in found.values())


def test_a_report_falls_due_each_month_of_the_term_and_no_longer(agreement):
    report = agreement.duties.get(key="monthly-report")
    term = in_force.days(agreement)
    days = due_days.falling(report, term, agreement.ends_on + 400 * DAY)
    assert len(days) == 12 and days[0] == report.owed_from + relativedelta(months=1) + report.days * DAY
    assert [row.due_on for row in report.obligations.all()] == days[: report.obligations.count()]
    later = terms.start_of(agreement.starts_on + 100 * DAY, agreement.zone)
    assert obligations.raise_all(by=make.CLOCK, at=later) > 0
    assert obligations.raise_all(by=make.CLOCK, at=later) == 0


def test_the_contact_hands_in_and_the_officer_sends_back_or_accepts(agreement, contact, counsel):
    row, by, at = papers.obligation(agreement, "training-proof"), make.as_person(contact), clock.now()
    worker = make.as_person(make.person(contact.vendor, "Worker Alone", is_contact=False, is_worker=True))
    with pytest.raises(NotAllowed):
        obligations.submit(row, said="Done", by=worker, at=at)
    with pytest.raises(NotNow):
        obligations.accept(row, by=counsel, at=at, because="Seen")
    row = obligations.submit(row, said="Done", source=None, by=by, at=at)
    assert obligations.submit(row, said="Done", by=by, at=at).status == "submitted"
    assert Event.objects.filter(name="obligation.submitted").count() == 1
    with pytest.raises(NotAllowed):
        obligations.accept(row, by=by, at=at)
    obligations.send_back(row, by=make.officer(), at=at, because="One name is missing")
    obligations.submit(row, said="Done, all of them", by=by, at=at)
    assert obligations.accept(row, by=make.officer(), at=at).status == "accepted"


def test_what_is_late_is_told_to_both_sides(agreement, contact, counsel):
    row = papers.obligation(agreement, "training-proof")
    Obligation.objects.exclude(pk=row.pk).delete()
    at = clock.now() + 3 * DAY
    assert reminders.remind(deadlines.obligations(at), at=at)
    links = set(Notice.objects.filter(key__startswith="obligation:").values_list("url", flat=True))
    assert links == {f"/portal/obligations/{row.pk}/", f"/desk/obligations/{row.pk}/"}
    obligations.submit(row, said="Done", by=make.as_person(contact), at=at)
    assert list(deadlines.obligations(at)) == []


def test_an_end_asks_for_the_return_and_shows_both_sides_what_goes_on(client, agreement, contact, counsel):
    at = agreement.signed_at + 5 * DAY
    agreements.terminate(agreement, by=counsel, at=at, because="They work for a rival", ended_for="cause")
    agreement.refresh_from_db()
    assert agreement.ended_for == "cause"
    due = {
        row.duty.key: row.due_on for row in agreement.obligations.filter(duty__rhythm="at_end").select_related("duty")
    }
    days = int(agreement.variables["return_days"])
    assert due["return-or-destroy"] == terms.day_of(at, agreement.zone) + days * DAY
    term = in_force.days(agreement)
    until = {duty.key: due_days.ends_on(duty, term) for duty in Duty.objects.filter(agreement=agreement)}
    assert until["guard-trade-secrets"] is None and until["keep-secret"] == term.secret_until
    assert until["security-statement"] == term.last_on


def test_a_notice_keeps_it_in_force_until_its_last_day(agreement, counsel):
    at, last_on = clock.now(), agreement.starts_on + 30 * DAY
    with pytest.raises(NotNow):
        agreements.terminate(agreement, by=counsel, at=at, because="Enough", notice_until=agreement.starts_on - DAY)
    said = {"because": "Enough", "ended_for": "convenience", "notice_until": last_on}
    agreements.terminate(agreement, by=counsel, at=at, **said)
    fact = BindingFact.objects.current().get(source_id=agreement.pk, key=agreement.template_key)
    assert fact.ends_at == terms.end_of(last_on, agreement.zone)


def test_a_breach_that_suspends_closes_at_once_and_opens_when_it_ends(agreement, counsel):
    at = agreement.signed_at + datetime.timedelta(hours=1)
    with pytest.raises(NotAllowed):
        papers.breach(agreement, by=make.officer())
    soft = breaches.record(agreement, what="Late", noticed_on=at.date(), by=counsel, at=at)
    assert opens(agreement, at) and soft.ended_at is None
    hard = breaches.record(agreement, what="Files went out", noticed_on=at.date(), suspends=True, by=counsel, at=at)
    assert not opens(agreement, at + DAY) and opens(agreement, at - datetime.timedelta(minutes=1))
    breaches.end(hard, by=counsel, at=at + 2 * DAY, because="All copies are back")
    assert opens(agreement, at + 2 * DAY) and not opens(agreement, at + DAY)
    fact = (
        BindingFact.objects.current()
        .filter(source_id=agreement.pk, key=agreement.template_key)
        .holding(at + 3 * DAY)
        .get()
    )
    assert fact.ends_at == terms.end_of(agreement.ends_on, agreement.zone)


def test_an_amendment_stops_the_duties_of_a_clause_that_it_strikes(agreement, counsel):
    on = agreement.starts_on + DAY
    paper = amendments.draft(agreement, effective_on=on, by=counsel, at=clock.now())
    amendments.set_clause(paper, key="reporting", op="strike", title="", sentences=[], by=counsel, at=clock.now())
    put_in_force(paper, counsel)
    stopped = agreement.duties.exclude(stopped_on=None)
    assert {duty.key for duty in stopped} == {"monthly-report", "feedback"}
    assert all(duty.stopped_on == on for duty in stopped)


def test_the_pages_of_both_sides(client, agreement, contact, counsel):
    row = papers.obligation(agreement, "training-proof")
    client.force_login(contact.user)
    own = reverse("portal_obligation", args=[row.pk])
    assert row.duty.title in client.get(own).content.decode()
    assert post(client, contact, own, said="").status_code == 422
    assert (
        post(client, contact, own, said="All passed", file=SimpleUploadedFile("proof.pdf", make_dd.PDF)).status_code
        == 302
    )
    record = client.get(reverse("portal_agreement", args=[agreement.pk])).content.decode()
    assert "What each side owes" in record and "Handed in" in record
    client.force_login(counsel.user)
    assert row.duty.title in client.get(reverse("desk_obligations") + "?status=submitted").content.decode()
    desk = client.get(reverse("desk_obligation", args=[row.pk])).content.decode()
    assert "All passed" in desk and "proof.pdf" in desk
    assert client.post(reverse("desk_obligation_return", args=[row.pk]), {"because": ""}).status_code == 422
    assert client.post(reverse("desk_obligation_acceptance", args=[row.pk]), {"because": ""}).status_code == 302
    assert "Fulfilled" in client.get(reverse("desk_obligation", args=[row.pk])).content.decode()


def test_the_page_of_the_end_says_first_what_it_closes(client, agreement, counsel):
    client.force_login(counsel.user)
    url = reverse("desk_agreement_termination", args=[agreement.pk])
    page = client.get(url).content.decode()
    assert "It closes 0 grants" in page and "Return or destroy everything" in page and "Goes on after the end" in page
    said = {"because": "Enough", "ended_for": "convenience"}
    wrong = client.post(url, {**said, "reference": "AGR-0000"})
    assert wrong.status_code == 422 and f"Type {agreement.reference}" in wrong.content.decode()
    assert client.post(url, {**said, "reference": agreement.reference.lower()}).status_code == 302
    agreement.refresh_from_db()
    assert agreement.status == "terminated" and agreement.ended_for == "convenience"
