"""Does somebody keep the own account in hand? Sessions, spare codes, a forgotten password."""

import re

import pytest
from django.core import mail

from core import tasks
from tests import make
from tests.browser.arriving import add_passkey
from tests.browser.checks import look
from tests.browser.passkeys import plug_in
from tests.browser.people import PASSWORD, Visitor
from tests.journeys.cast import deed

pytestmark = pytest.mark.browser
EMAIL, NEW = "ines@house.test", "four red kites over land"


@pytest.fixture(scope="module")
def officer(enter) -> Visitor:
    with deed():
        make.account("Ines Moreau", email=EMAIL, is_staff=True, roles=("officer",), password=PASSWORD)
    visitor = enter()
    plug_in(visitor)
    visitor.sign_in(EMAIL)
    return visitor


def test_other_browsers_are_signed_out(officer, enter):
    elsewhere = enter()
    elsewhere.sign_in(EMAIL)
    officer.touch("Ines Moreau", exact=False)
    officer.press("Your settings")
    look(officer, "settings")
    officer.press("Where you are signed in")
    look(officer, "sessions")
    officer.press("Sign out everywhere else")
    officer.reads("1 other session ended")
    elsewhere.go("/desk/")
    assert elsewhere.path.startswith("/login/")


def test_a_spare_code_works_once(officer):
    add_passkey(officer, "Ines Moreau")
    code = officer.page.locator(".code-list li").first.inner_text()
    officer.go("/account/2fa/webauthn/")
    look(officer, "passkeys")
    for answer in ("", "This code is not right"):
        officer.touch("Ines Moreau", exact=False)
        officer.press("Sign out")
        officer.sign_in(EMAIL)
        officer.fill("Code", code)
        officer.press("Sign in")
        if answer:
            officer.reads(answer)
            look(officer, "second-step-wrong")
            officer.press("Use your passkey")
        assert officer.path == "/desk/"


def test_a_forgotten_password_is_replaced(officer):
    officer.touch("Ines Moreau", exact=False)
    officer.press("Sign out")
    officer.press("I forgot my password")
    look(officer, "password-forgotten")
    officer.fill("E-mail", EMAIL)
    officer.press("Send the link")
    look(officer, "password-link-sent")
    tasks.tell()
    tasks.deliver()
    link = re.search(r"https?://\S+/account/password/reset/key/\S+/", mail.outbox[-1].body).group()
    officer.go(link)
    look(officer, "password-new")
    officer.page.locator("input[type=password]").first.fill(NEW)
    officer.page.locator("input[type=password]").last.fill(NEW)
    officer.press("Set password")
    look(officer, "password-set")
