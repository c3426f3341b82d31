"""Each demand of a tier says how it stands: not begun, asked for, late, met."""

import pytest

from config.pages.tier import demands
from core import clock
from tests import make, make_agreements, make_audits, make_dd, make_training
from vendors.actions import certificates, questionnaires
from vendors.models import TierAssessment

pytestmark = pytest.mark.django_db


@pytest.fixture
def firm():
    vendor = make.vendor(tier=1, status="active")
    make.assessment(vendor, 1)
    return vendor


def states(firm) -> dict[str, tuple[str, str]]:
    found = demands(firm, TierAssessment.objects.current_of(firm), make.officer())
    return {each["kind"]: (str(each["state"]["text"]), each["state"]["note"]) for each in found}


def test_at_first_nothing_is_begun(firm):
    found = states(firm)
    assert {"questionnaire", "certificate", "insurance", "agreement", "training", "audit", "review"} <= found.keys()
    assert {text for text, _note in found.values()} == {"Not started"}
    assert found["training"][1] == "No worker is named yet"


def test_answers_are_asked_for_late_and_met(firm):
    sent = questionnaires.send(firm, by=make.officer(), at=clock.now(), due_on=make_dd.days(10))
    assert states(firm)["questionnaire"][0] == "Asked for"
    type(sent).objects.filter(pk=sent.pk).update(due_on=make_dd.days(-1), sent_at=make.earlier())
    assert states(firm)["questionnaire"][0] == "Overdue"


def test_a_certificate_counts_once_it_is_accepted(firm):
    row = make_dd.certificate(make.contact(firm))
    assert states(firm)["certificate"] == ("Asked for", "Uploaded; we check it")
    certificates.accept(row, by=make_dd.analyst(), at=clock.now(), because="Seen")
    assert states(firm)["certificate"][0] == "Met"


def test_papers_and_courses_count_people(firm):
    make_agreements.signed(firm, "confidentiality-ip-tier-1")
    worker = make.person(firm, "Tomas Lindqvist", is_worker=True)
    assert states(firm)["agreement"] == ("Met", "In force")
    assert states(firm)["training"] == ("Asked for", "0 of 1 workers")
    make_training.certificate(worker)
    assert ("ip-protection", "Met") in {
        (each["refers_to"], str(each["state"]["text"]))
        for each in demands(firm, TierAssessment.objects.current_of(firm), make.officer())
        if each["kind"] == "training"
    }


def test_an_audit_is_planned_and_who_may_not_read_audits_is_told_nothing_of_it(firm):
    make_audits.audit(firm)
    assert states(firm)["audit"][0] == "Asked for"
    keeper = make.staff_member("administrator")
    found = demands(firm, TierAssessment.objects.current_of(firm), keeper)
    assert not keeper.may("audits.read")
    assert {each["state"] for each in found if each["kind"] == "audit"} == {None}
