"""Does an administrator keep the installation in the browser: first steps, colleagues, the organisation, keys?"""

import re

import pytest

from core import staff_links
from core.models import User
from tests import make
from tests.browser.arriving import add_passkey
from tests.browser.checks import look
from tests.browser.passkeys import plug_in
from tests.browser.people import PASSWORD, PHONE, Visitor
from tests.journeys.cast import deed

pytestmark = pytest.mark.browser
EMAIL, COLLEAGUE = "sam@house.test", "rosa@house.test"


@pytest.fixture(scope="module")
def administrator(enter) -> Visitor:
    with deed():
        roles = ("administrator",)
        make.account("Sam Whitlock", email=EMAIL, is_staff=True, roles=roles, password=PASSWORD)
    visitor = enter()
    plug_in(visitor)
    visitor.sign_in(EMAIL)
    add_passkey(visitor, "Sam Whitlock")
    return visitor


def go_on(visitor: Visitor, name: str, **where) -> None:
    """A press that may lead to the second factor first."""
    visitor.press(name, **where)
    if visitor.path.startswith("/account/"):
        visitor.press("Use your passkey")


def give(visitor: Visitor, role: str) -> None:
    """Below its name each role says what it is for."""
    visitor.group("Roles").get_by_role("checkbox", name=re.compile(f"^{role}")).check()


def colleague() -> User:
    with deed():
        return User.objects.get(email=COLLEAGUE)


def test_the_first_steps_lead_to_the_organisation_and_its_mail(administrator):
    administrator.go("/desk/")
    administrator.reads("1 of 6 done")
    look(administrator, "first-steps")
    administrator.press("Name the organisation and who helps")
    look(administrator, "organisation")
    administrator.fill("Name", "")
    administrator.press("Save")
    look(administrator, "organisation-missing")
    administrator.fill("Name", "Halden Robotics")
    administrator.fill("Their mail address", "ines@house.test")
    administrator.press("Save")
    administrator.reads("Settings of the organisation saved")
    administrator.press("Send a test mail to me")
    administrator.reads(EMAIL)
    look(administrator, "organisation-mail")
    administrator.turn_to("Today")
    administrator.press("A backup was brought back")
    administrator.press("Put this list away")
    administrator.reads("The first steps are put away")


def test_a_key_is_made_shown_once_and_rotated(administrator):
    administrator.turn_to("Accounts", "API keys")
    look(administrator, "keys-empty")
    go_on(administrator, "Make a key", within=administrator.page.locator(".empty"))
    look(administrator, "key-new")
    administrator.press("Make the key")
    look(administrator, "key-new-missing")
    administrator.fill("Name of the program", "Payroll bridge")
    administrator.group("What may it do?").get_by_role("checkbox", name=re.compile("^Send people")).check()
    administrator.press("Make the key")
    look(administrator, "key-shown")
    first = administrator.field("The key").input_value()
    administrator.press("I have copied it")
    look(administrator, "key")
    go_on(administrator, "Rotate")
    look(administrator, "key-rotation")
    administrator.fill("Reason", "It is time")
    administrator.press("Make the new key")
    assert administrator.field("The key").input_value() != first
    administrator.turn_to("Accounts", "API keys")
    look(administrator, "keys")
    administrator.press("Payroll bridge", within=administrator.row("Ends soon"))
    administrator.press("Revoke")
    administrator.fill("Reason", "The new one is in use")
    administrator.press("Revoke the key")
    administrator.reads("Key revoked")
    look(administrator, "key-revoked")


def test_a_colleague_is_invited(administrator):
    administrator.turn_to("Accounts")
    look(administrator, "accounts")
    go_on(administrator, "Invite a colleague")
    look(administrator, "account-new")
    administrator.press("Send the invitation")
    look(administrator, "account-new-missing")
    administrator.fill("Name", "Rosa Lind")
    administrator.fill("Mail address", COLLEAGUE)
    give(administrator, "Approver")
    administrator.fill("Reason", "She joins the team")
    administrator.press("Send the invitation")
    administrator.reads(f"The link to choose a password goes to {COLLEAGUE}")
    look(administrator, "account-invited")


def test_she_chooses_a_password_and_the_link_is_spent(enter):
    guest, link = enter(size=PHONE), staff_links.address_of(colleague())
    guest.go(link)
    look(guest, "staff-start")
    guest.fill("Choose a password", PASSWORD)
    guest.press("Create my account")
    guest.reads("Set up a passkey or an authenticator app next")
    guest.go("/desk/")
    guest.reads("1 item is waiting for you")
    assert guest.go(link) == 410
    look(guest, "staff-start-over")
    enter.guest = guest


def test_other_roles_come_with_a_reason(administrator):
    administrator.turn_to("Accounts")
    administrator.press("Rosa Lind")
    look(administrator, "account")
    go_on(administrator, "Change the roles")
    give(administrator, "Auditor")
    administrator.fill("Reason", "She audits, too")
    administrator.press("Change the roles")
    administrator.reads("Roles changed")
    administrator.turn_to("Accounts", "Roles")
    look(administrator, "roles")


def test_a_closed_account_is_out(administrator, enter):
    administrator.turn_to("Accounts")
    administrator.press("Rosa Lind")
    administrator.press("Close the account")
    administrator.fill("Reason", "She left")
    look(administrator, "account-closing")
    administrator.press("Close the account")
    administrator.reads("Whoever was signed in with it is out")
    look(administrator, "account-closed")
    enter.guest.go("/desk/")
    assert enter.guest.path.startswith("/login/")


def test_the_own_account_is_kept_by_somebody_else(administrator):
    administrator.turn_to("Accounts")
    administrator.press("Sam Whitlock", within=administrator.page.get_by_role("main"))
    administrator.reads("This is your own account")
    look(administrator, "account-own")


def test_the_next_questionnaire_is_written_tried_out_and_published(administrator):
    with deed():
        make.starter_content()
    administrator.turn_to("Questionnaire")
    look(administrator, "questionnaires")
    administrator.press("Start the next version")
    look(administrator, "questionnaire-draft")
    administrator.press("Add a question to Ownership and history")
    look(administrator, "questionnaire-kind")
    administrator.press("Go on")
    administrator.press("Save the question")
    look(administrator, "questionnaire-question-missing")
    administrator.go("/desk/questionnaire/draft/question/his-competitors/")
    look(administrator, "questionnaire-question")
    administrator.fill("Why we ask", "A tie that we know of can be walled off.")
    administrator.press("Save the question")
    administrator.reads("Question saved")
    administrator.press("Preview for Tier 3")
    look(administrator, "questionnaire-preview")
    administrator.press("Back to the desk")
    go_on(administrator, "Publish")
    look(administrator, "questionnaire-publish")
    administrator.fill("Why is there a new version?", "It sounded like a trap")
    administrator.press("Publish it")
    administrator.reads("It sounded like a trap")
    look(administrator, "questionnaire-version")
