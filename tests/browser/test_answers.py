"""Can a contact answer off-line and read what is held against an answer, and do we see it as the contact does?"""

import re

import pytest

from core import clock
from tests import make, make_dd
from tests.browser.arriving import add_passkey
from tests.browser.checks import look
from tests.browser.passkeys import plug_in
from tests.browser.people import PASSWORD, Visitor
from tests.databases import committed
from tests.journeys.cast import deed
from vendors.actions import questionnaires
from vendors.models import Assessment

pytestmark = pytest.mark.browser
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
REGISTER = "Under which name and number is your firm registered?"
NOTE = "The register knows another number"


def about(act: str, what: str) -> re.Pattern:
    """The name of a link whose end only a screen reader hears."""
    return re.compile(rf"{act}\s*: {re.escape(what)}")


def staff(enter, name: str, email: str, role: str) -> Visitor:
    with deed():
        make.account(name, email=email, is_staff=True, roles=(role,), password=PASSWORD)
    visitor = enter()
    plug_in(visitor)
    visitor.sign_in(email)
    return visitor


@pytest.fixture(scope="module")
def analyst(enter) -> Visitor:
    return staff(enter, "Paul Adler", "paul@house.test", "analyst")


@pytest.fixture(scope="module")
def officer(enter) -> Visitor:
    visitor = staff(enter, "Ines Moreau", "ines@house.test", "officer")
    add_passkey(visitor, "Ines Moreau")
    return visitor


@pytest.fixture(scope="module")
def asked(address) -> Assessment:
    with deed():
        firm = make.vendor("Corrib Test Works", tier=3)
        person = make.contact(firm, "Nora Byrne", email="nora@corrib.test")
        person.user.set_password(PASSWORD)
        person.user.save()
        return questionnaires.send(firm, due_on=make_dd.days(14), by=make.officer("Sender"), at=clock.now())


@pytest.fixture(scope="module")
def contact(enter, asked) -> Visitor:
    visitor = enter()
    visitor.sign_in("nora@corrib.test")
    return visitor


def test_a_workbook_changes_what_was_seen_before(contact, asked):
    contact.go(f"/portal/questionnaires/{asked.pk}/")
    contact.press("Answer off-line, in a workbook")
    look(contact, "workbook")
    contact.press("See what it changes")
    look(contact, "workbook-missing")
    with committed():
        content = make_dd.filled(asked, his_register="Corrib Test Works Ltd, 100", his_competitors="Perhaps")
    contact.attach("Workbook", "answers.xlsx", content, XLSX)
    contact.press("See what it changes")
    contact.reads("cannot be taken")
    contact.reads("Corrib Test Works Ltd, 100")
    look(contact, "workbook-check")
    contact.press("Take over 1 answer")
    contact.reads("1 answer taken over")


def test_a_note_stands_beside_an_answer(analyst, contact, asked):
    with deed() as at:
        person = make.Person.objects.select_related("user", "vendor").get(email="nora@corrib.test")
        make_dd.answer_everything(asked, person)
        questionnaires.submit(asked, by=make.as_person(person), at=at)
    analyst.go(f"/desk/assessments/{asked.pk}/")
    look(analyst, "answers-to-check")
    analyst.press(about("Add a note or correction", REGISTER))
    look(analyst, "correction-new")
    analyst.press("Keep it beside the answer")
    look(analyst, "correction-missing")
    analyst.fill("What it should say", "Corrib Test Works Ltd, 200")
    analyst.fill("Note or reason", NOTE)
    analyst.page.get_by_role("checkbox").check()
    analyst.press("Keep it beside the answer")
    analyst.reads("Kept beside the answer")
    look(analyst, "answers-corrected")
    contact.go(f"/portal/questionnaires/{asked.pk}/answers/")
    contact.reads(NOTE)
    look(contact, "answers-with-a-correction")
    contact.press(about("Agree or disagree", NOTE))
    look(contact, "correction")
    contact.press("Send it")
    look(contact, "correction-comment-missing")
    contact.page.locator("main input[type=radio]").last.check()
    contact.fill("Because", "The register is behind")
    contact.press("Send it")
    contact.reads("It stands beside the entry")


def test_a_note_is_taken_back(analyst, asked):
    analyst.go(f"/desk/assessments/{asked.pk}/")
    analyst.reads("The register is behind")
    look(analyst, "correction-commented")
    analyst.press(about("Take it back", NOTE))
    look(analyst, "correction-taking-back")
    analyst.fill("Reason", "The register has been brought up to date")
    analyst.press("Take it back")
    analyst.reads("counts for nothing")


def test_staff_sees_the_portal_as_the_contact_does(officer, asked):
    officer.turn_to("People")
    officer.press("Nora Byrne")
    officer.press("See the portal as they do")
    look(officer, "preview-why")
    officer.fill("Reason", "She called about her tasks")
    officer.press("Begin the preview")
    if officer.page.get_by_role("button", name="Use your passkey").count():
        look(officer, "preview-confirm")
        officer.press("Use your passkey")
    if officer.path != "/portal/":
        officer.fill("Reason", "She called about her tasks")
        officer.press("Begin the preview")
    officer.reads("Preview: the portal as Nora Byrne")
    look(officer, "preview-tasks")
    officer.turn_to("Questionnaires")
    look(officer, "preview-questionnaires")
    officer.press("About your firm", exact=False)
    look(officer, "preview-questionnaire")
    officer.turn_to("Evidence")
    look(officer, "preview-evidence")
    officer.turn_to("Your company")
    look(officer, "preview-company")
    officer.press("End the preview")
    officer.reads("Nora Byrne")
    look(officer, "preview-ended")
