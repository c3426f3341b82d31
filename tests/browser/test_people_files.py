"""Can an officer bring in a file, see what it does, invite whom it made, settle what HR says, and take it back? As axe and a phone see it."""

import pytest

from tests import make
from tests.browser.checks import look
from tests.browser.people import PASSWORD
from tests.journeys.cast import deed
from vendors.models import Vendor

pytestmark = pytest.mark.browser
HEAD = "HR number;Emplyee name;E-mail;Company name;First day;Last day;Job"
ROWS = [
    "HR-1;Jörg Müller;joerg@harbour.test;Quiet Harbour;2026-01-01;2030-12-31;Fitter",
    "HR-2;Zoë Blanc;zoe@harbour.test;Quiet Harbour;2026-01-01;2030-12-31;Fitter",
    "HR-3;;nobody;Elsewhere;soon;2030-12-31;Fitter",
]


@pytest.fixture(scope="module")
def officer(enter):
    with deed():
        make.account("Ines Moreau", email="ines@house.test", is_staff=True, roles=("officer",), password=PASSWORD)
        make.vendor("Quiet Harbour")
    visitor = enter()
    visitor.sign_in("ines@house.test")
    return visitor


def test_a_file_is_checked_and_applied(officer):
    officer.turn_to("People")
    officer.press("Import people", within=officer.page.locator(".page-head"))
    officer.press("Import people", within=officer.page.locator(".page-head"))
    officer.attach("File", "week-48.csv", "\n".join([HEAD, *ROWS]).encode("cp1252"), "text/csv")
    officer.press("Upload the file")
    officer.reads("Windows-1252")
    look(officer, "import-columns")
    officer.press("Check the rows")
    officer.reads("No subcontractor has this reference or name")
    look(officer, "import-check")
    officer.press("Apply: add 2 people")
    officer.reads("Finished")
    look(officer, "import-applied")


def test_whom_it_made_are_invited(officer):
    officer.turn_to("People")
    officer.page.locator("h1").click()
    officer.page.keyboard.press("j")
    officer.page.keyboard.press("x")
    officer.reads("1 selected")
    look(officer, "people-chosen")
    officer.press("Invite to the portal")
    look(officer, "invitations")
    officer.press("Invite 1 person")
    officer.reads("1 person was invited")
    look(officer, "invited")


def test_what_hr_says_is_settled(officer):
    officer.turn_to("People")
    officer.press("Zoë Blanc")
    officer.press("Edit")
    officer.fill("Job", "Head of tests")
    officer.press("Save the details")
    officer.press("See what HR says")
    look(officer, "hr-and-we-of-one")
    officer.press("HR and we")
    officer.reads("Head of tests")
    look(officer, "hr-and-we")
    officer.page.get_by_label("Select Zoë Blanc").check()
    officer.press("Take what HR says")
    officer.reads("No difference known")
    look(officer, "hr-and-we-agree")


def test_the_import_goes_back(officer):
    officer.turn_to("People")
    officer.press("Import people", within=officer.page.locator(".page-head"))
    look(officer, "imports")
    officer.press("week-48.csv")
    officer.press("Undo the import")
    look(officer, "import-undo")
    officer.press("Undo the import")
    officer.reads("The import is undone")


@pytest.fixture(scope="module")
def contact(enter, officer):
    with deed():
        ash = make.contact(Vendor.objects.get(name="Quiet Harbour"), "Ash Lee", with_account=False)
        ash.user = make.account(ash.name, email=ash.email, password=PASSWORD)
        ash.save(update_fields=["user"])
        email = ash.email
    visitor = enter()
    visitor.sign_in(email)
    return visitor


def test_a_contact_tells_what_changes_and_it_is_taken_over(contact, officer):
    contact.turn_to("Your company")
    look(contact, "company")
    contact.press("Ask a colleague in")
    look(contact, "company-colleague")
    contact.turn_to("Your company")
    contact.press("Somebody has left")
    contact.press("Tell it")
    look(contact, "company-leaver-missing")
    contact.turn_to("Your company")
    contact.press("Correct the details")
    look(contact, "company-details")
    contact.fill("Legal name", "Quiet Harbour Limited")
    contact.press("Send the details")
    contact.reads("We look at it and tell you")
    officer.turn_to("Today")
    officer.press("Take over the company's details")
    look(officer, "proposal")
    officer.press("Take it over")
    officer.reads("Quiet Harbour Limited")
    look(officer, "proposal-settled")
