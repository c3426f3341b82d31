"""Can a contact see how the company stands and object, and somebody who did not decide answer? As axe and a phone see it."""

import pytest

from core import clock
from tests import make, make_dd
from tests.browser.checks import look
from tests.browser.people import PASSWORD
from tests.journeys.cast import deed
from vendors.actions import evidence

pytestmark = pytest.mark.browser
WHY = "No register knows the number"


@pytest.fixture(scope="module")
def officer(enter):
    with deed():
        make.account("Ines Moreau", email="ines@house.test", is_staff=True, roles=("officer",), password=PASSWORD)
    visitor = enter()
    visitor.sign_in("ines@house.test")
    return visitor


@pytest.fixture(scope="module")
def contact(enter, officer):
    with deed():
        ash = make.contact(make.vendor("Quiet Harbour", status="active"), "Ash Lee", with_account=False)
        ash.user = make.account(ash.name, email=ash.email, password=PASSWORD)
        ash.save(update_fields=["user"])
        evidence.reject(make_dd.certificate(ash), because=WHY, by=make.officer("Another"), at=clock.now())
        email = ash.email
    visitor = enter()
    visitor.sign_in(email)
    return visitor


def test_a_contact_objects(contact):
    contact.turn_to("Your company")
    contact.press("See your standing and the reasons, or object")
    contact.reads(WHY)
    look(contact, "standing")
    contact.press("Object", within=contact.row(WHY), exact=False)
    contact.press("Send the objection")
    contact.reads("Say what is wrong, and why")
    look(contact, "objection-missing")
    contact.fill("What is wrong, and why?", "The register moved; the number is ours")
    contact.press("Send the objection")
    contact.reads("Waiting for an answer")
    look(contact, "objection-sent")


def test_somebody_who_did_not_decide_answers(officer, contact):
    officer.turn_to("Screening", "Objections")
    look(officer, "objections")
    officer.press(WHY, exact=False)
    look(officer, "objection")
    officer.fill("Reasons", "Their letter names both numbers")
    officer.press("Uphold")
    officer.reads("Their letter names both numbers")
    look(officer, "objection-answered")
    contact.turn_to("Your tasks")
    contact.press("Read the answer to your objection")
    contact.reads("Their letter names both numbers")
    look(contact, "objection-read")
