"""Does a subcontractor that is arriving always have a next step, and does its officer see whose it is?"""

import pytest
from django.test import Client
from django.urls import reverse

from core import clock
from tests import make, make_agreements, make_dd
from vendors.actions import questionnaires, screenings, vendors

pytestmark = pytest.mark.django_db


@pytest.fixture
def firm():
    make.starter_content()
    return make.vendor("Lumen Harness", status="prospect")


@pytest.fixture
def officer():
    client = Client()
    client.force_login(make.staff_member("officer", "analyst", "approver", "legal").user)
    return client


def told(client, firm) -> tuple[str, str]:
    """What the record's "Next for you" and Today say."""
    record = client.get(reverse("subcontractor", args=[firm.pk])).content.decode()
    following = record.partition('id="next"')[2].partition("</section>")[0]
    return following, client.get(reverse("today")).content.decode()


def test_each_step_that_is_ours_is_named_until_the_firm_is_active(firm, officer):
    assert "Onboarding" in officer.get(reverse("subcontractor", args=[firm.pk])).content.decode()
    before = officer.get(reverse("subcontractor", args=[firm.pk])).content.decode()
    assert "It is sent when a contact has joined" in before and "It was not sent yet" not in before
    contact = make.contact(firm)
    assert all("Send the questionnaire" in text for text in told(officer, firm))

    sent = questionnaires.send(firm, due_on=make_dd.days(14), by=make.officer(), at=clock.now())
    assert not any("Send the questionnaire" in text for text in told(officer, firm))

    make_dd.answer_everything(sent, contact)
    questionnaires.submit(sent, by=make.as_person(contact), at=clock.now())
    assert all("Start the screening" in text for text in told(officer, firm))

    screener = make_dd.analyst()
    recorded = make_dd.screening(firm, by=screener)
    assert all("Finish the screening" in text for text in told(officer, firm))
    screenings.hand_in(recorded, summary="Sound", by=screener, at=clock.now())
    assert all("Decide on the screening" in text for text in told(officer, firm))

    recorded.refresh_from_db()
    screenings.decide(recorded, "approve", by=make.staff_member("approver"), at=clock.now(), because="Sound answers")
    assert all("Make active" in text and "Draft the agreement" in text for text in told(officer, firm))

    make_agreements.issued(firm)
    vendors.move(firm, "active", by=make.officer(), at=clock.now())
    following, _today = told(officer, firm)
    assert "Make active" not in following and "Draft the agreement" not in following


def test_an_active_subcontractor_shows_no_onboarding(officer):
    firm = make.vendor(status="active")
    assert 'id="onboarding"' not in officer.get(reverse("subcontractor", args=[firm.pk])).content.decode()


def test_a_steward_without_further_rights_sees_the_steps_and_is_offered_none(firm):
    make.contact(firm)
    client = Client()
    client.force_login(make.steward(firm, "reader").user)
    page = client.get(reverse("subcontractor", args=[firm.pk])).content.decode()
    assert "It was not sent yet" in page and reverse("assessment_send", args=[firm.pk]) not in page
