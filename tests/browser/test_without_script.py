"""Can somebody whose browser runs no script sign in, answer and sign? On a phone, with an authenticator app."""

import datetime
import re

import pytest

from tests import make, make_agreements
from tests.browser.checks import picture
from tests.browser.passkeys import digits
from tests.browser.people import PASSWORD, PHONE, Visitor
from tests.journeys.cast import deed
from vendors import business_days
from vendors.actions import questionnaires

pytestmark = pytest.mark.browser
FIRST = "Under which name and number is your firm registered?"


@pytest.fixture(scope="module")
def contact(enter) -> Visitor:
    """Of a firm that has a questionnaire to answer and an agreement to sign."""
    with deed() as at:
        firm, officer = make.vendor("Corrib Test Works", tier=3), make.officer()
        person = make.contact(firm, "Nora Byrne", email="nora@corrib.test")
        person.user.set_password(PASSWORD)
        person.user.save()
        due_on = business_days.day_of(at) + datetime.timedelta(days=14)
        questionnaires.send(firm, due_on=due_on, by=officer, at=at)
        make_agreements.issued(firm)
    return enter(size=PHONE, script=False)


def test_sign_in_with_password_and_app(contact):
    contact.sign_in("nora@corrib.test")
    assert contact.path == "/portal/"
    picture(contact, "without-script-tasks")
    contact.touch("Nora Byrne", exact=False)
    contact.press("Sign-in and security")
    contact.press("Authenticator app")
    contact.fill("Password", PASSWORD)
    contact.press("Confirm")
    key = contact.page.locator("main code").inner_text()
    contact.fill("Authenticator code", digits(key))
    contact.press("Activate the app")
    contact.reads("Each works once")
    contact.touch("Nora Byrne", exact=False)
    contact.press("Sign out")
    contact.sign_in("nora@corrib.test")
    contact.fill("Code", digits(key))
    contact.press("Sign in")
    assert contact.path == "/portal/"


def test_answer_a_question_and_come_back_later(contact):
    contact.turn_to("Questionnaires")
    contact.press("About your firm")
    contact.press("Start")
    assert contact.page.locator("h1").inner_text() == FIRST
    contact.press("Save and continue")
    contact.reads("Enter an answer")
    picture(contact, "without-script-question")
    contact.field(FIRST).fill("Corrib Test Works Ltd, CRO 100")
    contact.attach("Add a file", "register.txt", b"An extract", "text/plain")
    contact.press("Save and come back later")
    contact.reads(re.compile(r"1 of \d+ done"))
    contact.press("Go on")
    assert contact.page.locator("h1").inner_text() != FIRST


def test_read_and_sign(contact):
    contact.turn_to("Agreements")
    contact.press("Confidentiality and IP agreement")
    contact.press("I have read it: sign")
    picture(contact, "without-script-signature")
    contact.page.get_by_role("checkbox").check()
    contact.fill("Your full name", "Nora Byrne")
    contact.press("Sign now")
    contact.reads("Nora Byrne For the subcontractor")
    picture(contact, "without-script-signed")
