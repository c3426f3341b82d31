"""Do the people concerned hear of each day before it comes, and of nothing that is done? Every line of config/schedule.py."""

import datetime
import re

import pytest
from django.utils.module_loading import import_string

from access.actions import grants
from agreements.actions import agreements
from audits.actions import findings, remedies
from config.schedule import DEADLINES
from core import clock, mail, reminders
from core.models import Notice
from core.reminders import DAY
from tests import make, make_access, make_agreements, make_audits, make_dd, make_training
from vendors import business_days, deadlines_conditions
from vendors.actions import certificates, conditions, insurance, questionnaires, screenings
from vendors.models import ScreeningCondition, Vendor

pytestmark = pytest.mark.django_db


@pytest.fixture
def owner():
    return make.officer("Ines Moreau")


@pytest.fixture
def contact(owner):
    firm = make.vendor("Brightmoor Test Lab", by=owner)
    Vendor.objects.filter(pk=firm.pk).update(owner=owner.user)
    firm.refresh_from_db()
    return make.contact(firm, "Aoife Varga")


def told(path: str, at: datetime.datetime) -> dict[str, list[str]]:
    """Reader -> new titles of this line at that moment; each as a mail that a person can read."""
    assert path in DEADLINES
    before = set(Notice.objects.values_list("pk", flat=True))
    reminders.remind(import_string(path)(at), at=at)
    found: dict[str, list[str]] = {}
    for notice in Notice.objects.exclude(pk__in=before).select_related("user"):
        letter = mail.compose([notice.pk], at=at, by=make.CLOCK)
        assert re.search(r" \[[A-Z0-9-]+\]$", letter.subject), letter.subject
        assert len(notice.title) <= 80 and "%(" not in letter.body and notice.url in letter.body, letter.body
        found.setdefault(notice.user.name, []).append(notice.title)
    return found


def end_of(day: datetime.date, *, before: int = 0) -> datetime.datetime:
    return business_days.end_of(day) - before * DAY


@pytest.mark.parametrize(
    ("path", "build", "accept", "what", "named"),
    [
        ("vendors.deadlines.certificates", make_dd.certificate, certificates.accept, "ISO/IEC 27001", "%s"),
        ("vendors.deadlines.insurance", make_dd.policy, insurance.accept, "", "Insurance (%s)"),
    ],
)
def test_what_ends_is_told_to_both_sides_until_a_renewal_waits(contact, owner, path, build, accept, what, named):
    last = make_dd.days(200)
    row = accept(build(contact, valid_until=last), by=owner, at=clock.now(), because="Seen")
    assert told(path, end_of(last, before=91)) == {}
    first = told(path, end_of(last, before=90))
    assert set(first) == {"Aoife Varga", "Ines Moreau"}
    assert what in first["Aoife Varga"][0] and f"{last.year}, 23:59 UTC" in first["Aoife Varga"][0]
    assert told(path, end_of(last, before=89)) == {}
    assert told(path, end_of(last))["Ines Moreau"] == [f"{named % row} ends on {last:%-d %B %Y}, 23:59 UTC"]
    assert told(path, end_of(last) + DAY)["Aoife Varga"] == [f"{named % row} has ended"]
    build(contact, valid_until=make_dd.days(600), replaces=row, content=make_dd.PDF + b"\n")
    Notice.objects.all().delete()
    assert told(path, end_of(last)) == {}


def test_answers_that_are_due_and_late(contact, owner):
    last, path = make_dd.days(14), "vendors.deadlines.questionnaires"
    asked = questionnaires.send(contact.vendor, due_on=last, by=owner, at=clock.now())
    assert told(path, end_of(last, before=8)) == {}
    assert "due on" in told(path, end_of(last, before=7))["Aoife Varga"][0]
    assert set(told(path, end_of(last, before=1))) == {"Aoife Varga"}
    late = told(path, end_of(last) + DAY)
    assert late == {"Aoife Varga": ["Your answers are overdue"], "Ines Moreau": ["No answers yet: Brightmoor Test Lab"]}
    make_dd.answer_everything(asked, contact)
    questionnaires.submit(asked, by=make.as_person(contact), at=clock.now())
    Notice.objects.all().delete()
    assert told(path, end_of(last) + DAY) == {}


def test_a_week_that_began_before_the_task_was_given_is_not_told(contact, owner):
    last = make_dd.days(3)
    questionnaires.send(contact.vendor, due_on=last, by=owner, at=clock.now())
    assert told("vendors.deadlines.questionnaires", clock.now()) == {}


def test_conditions_of_an_approval_and_its_review(contact, owner):
    made = screenings.hand_in(make_dd.screening(contact.vendor, by=make_dd.analyst()), summary="-", by=make_dd.analyst(), at=clock.now())  # fmt: skip
    due, review = make_dd.days(30), make_dd.days(200)
    condition = {"text": "Close the gate", "due_on": due, "owner": owner.user, "is_theirs": True}
    screenings.decide(
        made, "approve_with_conditions", by=make.officer("Second"), at=clock.now(), because="-", conditions=[condition], valid_until=review
    )  # fmt: skip
    first = told("vendors.deadlines_conditions.conditions", end_of(due, before=7))
    assert "Condition of Brightmoor" in first["Ines Moreau"][0] and "Your approval" not in first["Ines Moreau"][0]
    assert "A condition of your approval is due" in first["Aoife Varga"][0]
    conditions.meet(ScreeningCondition.objects.get(), by=make_dd.analyst(), at=clock.now(), because="Seen")
    assert told("vendors.deadlines_conditions.conditions", end_of(due, before=1)) == {}
    assert told("vendors.deadlines.reviews", end_of(review) + DAY) == {
        "Ines Moreau": ["Review of Brightmoor Test Lab is overdue"]
    }


def test_agreements_that_end(contact):
    paper = make_agreements.signed(contact.vendor)
    at = business_days.start_of(paper.ends_on) - 5 * DAY
    found = told("agreements.deadlines.ending", at)
    assert {"Aoife Varga", "Ines Moreau"} <= set(found)
    assert all("ends on" in title for titles in found.values() for title in titles)
    agreements.terminate(paper, by=make_agreements.counsel(), at=clock.now(), because="Another one follows")
    Notice.objects.all().delete()
    assert told("agreements.deadlines.ending", at) == {}


def test_training_that_is_due_and_that_runs_out(owner):
    last = make_dd.days(20)
    enrolment = make_training.enrolment(make.person(name="Sean Daly"), due_on=last)
    assert "Training due on" in told("training.deadlines.due", end_of(last, before=7))["Sean Daly"][0]
    assert told("training.deadlines.due", end_of(last) + DAY) == {"Sean Daly": ["Your training is overdue"]}
    make_training.attempt(make_training.read(enrolment))
    Notice.objects.all().delete()
    assert told("training.deadlines.due", end_of(last)) == {}
    end = enrolment.certificate.valid_until
    assert "counts until" in told("training.deadlines.expiring", end - 30 * DAY)["Sean Daly"][0]


def test_access_that_ends_and_requests_that_wait(owner):
    worker = make.person(name="Sean Daly")
    thing = make_access.offered(worker)
    asked = make_access.requested(worker, thing)
    waiting = told("access.deadlines.waiting", asked.requested_at + 2 * DAY)
    assert set(waiting["Ines Moreau"]) == {f"Waiting for your decision: {thing.name}"} and len(waiting) >= 2
    opened = make_access.approved(asked, officer=owner)
    Notice.objects.all().delete()
    assert told("access.deadlines.waiting", asked.requested_at + 2 * DAY) == {}
    assert "Your access ends on" in told("access.deadlines.ending", opened.ends_at - 7 * DAY)["Sean Daly"][0]
    grants.revoke(opened, by=owner, at=clock.now(), because="Done")
    assert told("access.deadlines.ending", opened.ends_at - DAY) == {}


def test_findings_whose_plan_or_remedy_is_due(contact, owner):
    auditor = make.staff_member("auditor", name="Aino Laine")
    found = make_audits.finding(make_audits.audit(contact.vendor, by=auditor), by=auditor)
    path, due = "audits.deadlines.findings", end_of(found.plan_due_on)
    assert "Plan due on" in told(path, due - DAY)["Aoife Varga"][0]
    late = told(path, due + DAY)
    assert late["Aoife Varga"][0].startswith("Plan overdue") and {"Aino Laine", "Ines Moreau"} & set(late)
    remedies.submit_plan(
        found, cause="-", steps=[("Have them sign", found.due_on)], by=make.as_person(contact), at=clock.now()
    )
    assert told(path, due + 2 * DAY) == {}
    findings.accept_plan(found, because="Good", by=auditor, at=clock.now())
    assert "To put right by" in told(path, end_of(found.due_on) - DAY)["Aoife Varga"][0]


def test_conditions_that_were_told_are_not_even_read(contact, owner):
    made = screenings.hand_in(make_dd.screening(contact.vendor, by=make_dd.analyst()), summary="-", by=make_dd.analyst(), at=clock.now())  # fmt: skip
    due = make_dd.days(30)
    condition = {"text": "Close the gate", "due_on": due, "owner": owner.user, "is_theirs": True}
    screenings.decide(
        made, "approve_with_conditions", by=make.officer("Second"), at=clock.now(), because="-", conditions=[condition], valid_until=make_dd.days(200)
    )  # fmt: skip
    at = end_of(due, before=7)
    assert {each.key.split(":")[0] for each in deadlines_conditions.conditions(at)} == {
        "condition-due",
        "condition-theirs",
    }
    told("vendors.deadlines_conditions.conditions", at)
    assert list(deadlines_conditions.conditions(at)) == []
    assert len(list(deadlines_conditions.conditions(end_of(due, before=1)))) == 2
    # The stage was reached before the approval: it says nothing that was not read with it.
    assert list(deadlines_conditions.conditions(clock.now())) == []
