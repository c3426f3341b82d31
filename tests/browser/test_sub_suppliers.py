"""Does a contact name who works below, and do we see it, decide on it, and see how far it reaches? As axe and a phone see it."""

import pytest

from tests import make, make_access, make_dd, make_subs
from tests.browser.arriving import add_passkey
from tests.browser.checks import look
from tests.browser.passkeys import plug_in
from tests.browser.people import PASSWORD, Visitor
from tests.journeys.cast import deed
from vendors.models import SubSupplier, Vendor

pytestmark = pytest.mark.browser
EMAIL, OFFICER = "owen@harbour.test", "ines@house.test"


@pytest.fixture(scope="module")
def contact(enter) -> Visitor:
    with deed():
        firm = make.vendor("Quiet Harbour", status="active")
        _with_password(make.contact(firm, "Owen Price", email=EMAIL))
        worker = make.person(firm, "Grace Tan")
        make_access.opened(worker, make_access.offered(worker))
        make_subs.named(make.contact(make.vendor("Loud Harbour")), name="Ostrava Plating s.r.o.")
    visitor = enter(script=False)
    visitor.sign_in(EMAIL)
    return visitor


@pytest.fixture(scope="module")
def officer(enter, contact) -> Visitor:
    with deed():
        make.account("Ines Moreau", email=OFFICER, is_staff=True, roles=("officer",), password=PASSWORD)
    visitor = enter()
    plug_in(visitor)
    visitor.sign_in(OFFICER)
    add_passkey(visitor, "Ines Moreau")
    return visitor


def _with_password(person) -> None:
    person.user.set_password(PASSWORD)
    person.user.save(update_fields=["password"])


def name(visitor: Visitor, called: str, *, hired_by: str = "My company, directly") -> None:
    visitor.go("/portal/company/sub-suppliers/")
    visitor.press("Name a sub-supplier")
    visitor.fill("Name of the company or person", called)
    visitor.choose("Country", "Czech Republic")
    visitor.fill("What they do", "Coats the fixtures")
    visitor.choose("Who hired them", hired_by)
    visitor.group("Does our protected information reach them?").get_by_label("No", exact=True).check()
    with deed():
        day = make_dd.days(-3)
    visitor.give_day("Works for you since", day)
    visitor.press("Name it")


def test_a_contact_names_two_levels_without_script(contact):
    name(contact, "Ostrava Plating")
    contact.reads("Not approved yet")
    name(contact, "Moravia Haulage", hired_by="Ostrava Plating")
    contact.go("/portal/company/sub-suppliers/")
    contact.reads("level 2, Czech Republic")
    tops = contact.page.locator(".sub-tree > ul > li")
    assert tops.count() == 1 and tops.locator("ul > li").count() == 1


def test_the_pages_of_the_contact_are_fit_to_be_seen(enter, contact):
    visitor = enter()
    visitor.sign_in(EMAIL)
    for path, shot in (("", "tree"), ("new/", "new")):
        visitor.go(f"/portal/company/sub-suppliers/{path}")
        look(visitor, f"sub-suppliers-{shot}")
    visitor.press("Name it")
    look(visitor, "sub-suppliers-missing")
    visitor.go("/portal/company/sub-suppliers/")
    visitor.press("Moravia Haulage")
    look(visitor, "sub-supplier-told")
    visitor.press("Confidentiality agreement passed down")
    look(visitor, "sub-supplier-passed-down")


def test_an_officer_decides(officer):
    officer.turn_to("Subcontractors", "Sub-suppliers")
    look(officer, "sub-suppliers-list")
    officer.press("Ostrava Plating")
    look(officer, "sub-supplier")
    if officer.page.get_by_role("link", name="Confirm that it is you, then decide").count():
        officer.press("Confirm that it is you, then decide")
        officer.press("Use your passkey")
    officer.fill("Reason", "Known and sound")
    officer.press("Approve")
    officer.reads("Approved")
    with deed():
        assert SubSupplier.objects.get(name="Ostrava Plating").status == "approved"


def test_the_record_shows_the_tree_and_the_reach(officer):
    officer.turn_to("Subcontractors")
    officer.press("Quiet Harbour", within=officer.page.locator("main"))
    officer.reads("Unapproved sub-suppliers")
    officer.reads("IP exposure")
    officer.press("Who reaches what, and at most")
    officer.reads("Grace Tan")
    look(officer, "exposure")
    officer.page.go_back()
    officer.open_tab("Sub-suppliers")
    look(officer, "sub-suppliers-tab")


def test_what_several_hang_on_is_found(officer):
    officer.turn_to("Subcontractors", "Concentration")
    look(officer, "concentration")
    officer.press("Ostrava Plating", exact=False)
    officer.reads("Loud Harbour")
    look(officer, "concentration-one")


def test_two_are_set_side_by_side(officer):
    with deed():
        loud = Vendor.objects.get(name="Loud Harbour")
    officer.go(f"/desk/subcontractors/{loud.pk}/")
    officer.press("Compare")
    look(officer, "comparison-asks")
    side = officer.page.get_by_role("search", name="Right side")
    side.get_by_label("Find by name or reference").fill("quiet")
    officer.press("Find", within=side)
    officer.press("Quiet Harbour", within=officer.page.locator("main"))
    officer.reads("lines are not the same")
    look(officer, "comparison")
