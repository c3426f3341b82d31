"""Does a major finding close access, and does it take somebody else to open it again?"""

import datetime

import pytest
from django.db import IntegrityError, transaction

from access.models import Hold
from audits.actions import audits, findings, remedies
from audits.models import Finding, Verification
from core import clock
from core.refusals import NotAllowed, NotNow
from tests import make, make_audits
from vendors import business_days

pytestmark = pytest.mark.django_db


def holds_of(found):
    return Hold.objects.current().holding(clock.now() + datetime.timedelta(seconds=1)).filter(source_id=found.pk)


@pytest.fixture
def people():
    """An auditor, another one, and the contact of a firm."""
    firm = make.vendor()
    return make_audits.auditor("Recorder"), make_audits.auditor("Verifier"), make.as_person(make.contact(firm)), firm


def test_a_major_finding_closes_access_until_somebody_else_verifies(people):
    recorder, verifier, contact, firm = people
    found = make_audits.finding(make_audits.audit(firm, by=recorder), by=recorder)
    assert holds_of(found).get().person_id is None
    found = make_audits.with_evidence(found, contact, accepted_by=recorder)
    with pytest.raises(NotAllowed):
        findings.verify(found, because="Seen", by=recorder, at=clock.now())
    assert holds_of(found).exists()
    found = findings.verify(found, because="All three signatures seen", by=verifier, at=clock.now())
    assert found.status == "verified"
    assert not holds_of(found).exists()
    assert findings.verify(found, because="Again", by=verifier, at=clock.now()) == found
    assert found.verifications.count() == 1


def test_a_minor_finding_closes_nothing_and_is_due_by_tier_and_severity(people):
    recorder, _verifier, _contact, firm = people
    found = make_audits.finding(make_audits.audit(firm, by=recorder), by=recorder, kind="minor", severity="medium")
    today = business_days.day_of(clock.now())
    assert not holds_of(found).exists()
    assert (found.plan_due_on, found.due_on) == (
        today + datetime.timedelta(days=21),
        today + datetime.timedelta(days=90),
    )


def test_a_strength_is_noted_and_asks_for_nothing(people):
    recorder, _verifier, _contact, firm = people
    found = make_audits.finding(
        make_audits.audit(firm, by=recorder), by=recorder, kind="strength", severity="observation"
    )
    assert (found.status, found.due_on) == ("noted", None)


def test_kind_and_severity_fit_by_the_programme(people):
    recorder, _verifier, _contact, firm = people
    audit = make_audits.audit(firm, by=recorder)
    with pytest.raises(NotNow):
        make_audits.finding(audit, by=recorder, kind="minor", severity="critical")


def test_a_step_later_than_the_due_day_is_refused(people):
    recorder, _verifier, contact, firm = people
    found = make_audits.finding(make_audits.audit(firm, by=recorder), by=recorder)
    late = found.due_on + datetime.timedelta(days=1)
    with pytest.raises(NotNow):
        remedies.submit_plan(found, cause="Nobody checked", steps=[("Sign", late)], by=contact, at=clock.now())


def test_a_returned_plan_is_answered_by_another_one(people):
    recorder, _verifier, contact, firm = people
    found = make_audits.finding(make_audits.audit(firm, by=recorder), by=recorder)
    steps = [("Sign", found.due_on)]
    remedies.submit_plan(found, cause="Nobody checked", steps=steps, by=contact, at=clock.now())
    findings.return_plan(found, because="What of the next newcomer?", by=recorder, at=clock.now())
    plan = remedies.submit_plan(found, cause="No rule for newcomers", steps=steps, by=contact, at=clock.now())
    assert plan.number == 2
    assert remedies.submit_plan(found, cause="Twice", steps=steps, by=contact, at=clock.now()) == plan


def test_only_the_contact_answers(people):
    recorder, _verifier, _contact, firm = people
    found = make_audits.finding(make_audits.audit(firm, by=recorder), by=recorder)
    for other in (make.as_person(make.person(firm)), make.as_person(make.contact(make.vendor()))):
        with pytest.raises(NotAllowed):
            remedies.submit_plan(found, cause="x", steps=[("y", found.due_on)], by=other, at=clock.now())


def test_an_accepted_risk_opens_access_and_ends_by_itself(people):
    recorder, _verifier, _contact, firm = people
    found = make_audits.finding(make_audits.audit(firm, by=recorder), by=recorder)
    boss = make.staff_member("approver", name="Decider")
    at = clock.now()
    until = business_days.day_of(at) + datetime.timedelta(days=10)
    found = findings.accept_risk(found, until=until, because="Offset by guards", by=boss, at=at)
    assert not holds_of(found).exists()
    assert findings.reopen_lapsed(by=make.CLOCK, at=at + datetime.timedelta(days=10)) == 0
    assert findings.reopen_lapsed(by=make.CLOCK, at=at + datetime.timedelta(days=12)) == 1
    found.refresh_from_db()
    assert found.status == "open"
    assert Hold.objects.current().filter(source_id=found.pk, during__contains=at + datetime.timedelta(days=13)).exists()


def test_the_database_refuses_a_verification_by_who_recorded_it_or_planned_it(people):
    recorder, verifier, contact, firm = people
    found = make_audits.finding(make_audits.audit(firm, by=recorder), by=recorder)
    row = {"vendor": firm, "finding": found, "because": "x", "at": clock.now()}
    for who, recorded, planned, named in [
        (recorder.user, recorder.user.pk, contact.user.pk, "nobody_verifies_a_finding_they_recorded"),
        (verifier.user, recorder.user.pk, verifier.user.pk, "nobody_verifies_their_own_plan"),
    ]:
        with pytest.raises(IntegrityError, match=named), transaction.atomic():
            Verification.objects.create(verified_by=who, recorded_by_id=recorded, plan_author_id=planned, **row)


def test_an_audit_closes_when_every_finding_is_settled(people):
    recorder, verifier, contact, firm = people
    audit = make_audits.audit(firm, by=recorder)
    found = make_audits.finding(audit, by=recorder)
    with pytest.raises(NotNow, match="no result"):
        audits.report(audit, summary="One major finding", by=recorder, at=clock.now())
    for check in audit.checks.all():
        audits.record_check(check, result="pass", sample_size=20, note="", by=recorder, at=clock.now())
    audits.report(audit, summary="One major finding", by=recorder, at=clock.now())
    with pytest.raises(NotNow):
        audits.close(audit, by=recorder, at=clock.now())
    findings.verify(
        make_audits.with_evidence(found, contact, accepted_by=recorder), because="Seen", by=verifier, at=clock.now()
    )
    assert audits.close(audit, by=recorder, at=clock.now()).status == "closed"


def test_the_lead_is_independent_and_free_on_that_day(people):
    recorder, verifier, _contact, firm = people
    make.stewards.name(firm, verifier.user, by=make.officer(), at=make.earlier())
    with pytest.raises(NotNow) as refused:
        make_audits.audit(firm, by=recorder, lead=verifier.user)
    assert "steward" in refused.value.unmet[0]
    make_audits.audit(firm, by=recorder, in_days=3, under_way=False)
    with pytest.raises(NotNow) as refused:
        make_audits.audit(make.vendor(), by=recorder, in_days=3, under_way=False)
    assert "another audit" in refused.value.unmet[0]


def test_an_outside_auditor_sees_one_audit(people):
    recorder, _verifier, _contact, firm = people
    audit, other = make_audits.audit(firm, by=recorder), make_audits.audit(make.vendor(), by=recorder, in_days=1)
    outside = make.staff_member("reader", name="Outside")
    found = make_audits.finding(audit, by=recorder)
    make_audits.finding(other, by=recorder)
    assert not Finding.objects.visible_to(outside).exists()
    audits.let_in(audit, outside.user, by=recorder, at=clock.now())
    assert list(Finding.objects.visible_to(outside)) == [found]
    audits.shut_out(audit, outside.user, by=recorder, at=clock.now())
    assert not Finding.objects.visible_to(outside).exists()
