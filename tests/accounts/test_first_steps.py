"""A new installation leads its administrator through six steps, whose state is how things are."""

import re

import pytest
from django.test import Client, override_settings
from django.urls import reverse

from config.demo import accounts as demo
from core import clock, staff_links
from core.actions import organisation, staff
from core.models import Event
from tests import make, make_access, make_incidents

pytestmark = pytest.mark.django_db
WHY = {"because": "It has to be so"}
STEPS = [
    "Name the organisation and who helps",
    "See that mail leaves",
    "Invite a compliance officer",
    "Give everybody of staff a second factor",
    "Register the first protected information",
    "Bring a backup back, once",
]


@pytest.fixture
def keeper():
    return make.staff_member("administrator", name="Sam Whitlock")


@pytest.fixture
def browser(keeper):
    return make.confirm(Client(), keeper.user)


def open_steps(browser) -> list[str]:
    """Those that are to do; none where the list is not shown."""
    page = browser.get("/desk/").text
    items = re.findall(r"<li>.*?</li>", page, re.DOTALL)
    return [step for step in STEPS for item in items if step in item and "To do" in item]


def test_all_six_are_to_do_on_a_bare_installation(browser):
    assert open_steps(browser) == STEPS
    assert "0 of 6 done" in browser.get("/desk/").text


def test_each_is_done_by_what_is_done(browser, keeper):
    at = clock.now()
    organisation.change(name="Halden", help_email="ines@halden.test", by=keeper, at=at)
    assert STEPS[0] not in open_steps(browser)
    with override_settings(EMAIL_FILE_PATH=""):
        browser.post(reverse("organisation_mail"))
    assert STEPS[1] not in open_steps(browser)
    officer = staff.invite("ines@halden.test", name="Ines", roles=["officer"], by=keeper, at=at, **WHY)
    assert STEPS[2] in open_steps(browser) and "Invited, and not in yet" in browser.get("/desk/").text
    staff.join(officer, staff_links.token_of(officer), password=make.PASSWORD, by=make.CLOCK, at=at)
    assert STEPS[2] not in open_steps(browser) and "2 accounts have none" in browser.get("/desk/").text
    demo.give_factor(officer)
    assert "1 account has none" in browser.get("/desk/").text
    demo.give_factor(keeper.user)
    assert open_steps(browser) == STEPS[4:]
    asset = make_access.asset()
    demo.give_factor(asset.owner)
    for user in type(keeper.user).objects.filter(is_staff=True, authenticator=None):
        demo.give_factor(user)
    assert open_steps(browser) == STEPS[5:]
    assert browser.post(reverse("organisation_backup")).status_code == 302
    assert "First steps" not in browser.get("/desk/").text


def test_the_list_is_put_away_once_for_everybody(browser):
    for _again in range(2):
        assert browser.post(reverse("organisation_first_steps")).status_code == 302
    assert reverse("organisation_first_steps") not in browser.get("/desk/").text
    assert Event.objects.filter(name="setup.closed").count() == 1


def test_nobody_else_sees_it(client):
    client.force_login(make.officer().user)
    assert "First steps" not in client.get("/desk/").text


def test_today_tells_an_administrator_of_accounts_and_not_of_documents_and_cases(browser, keeper):
    make_access.asset("Hall of bearings")
    make_incidents.case(what="A copy")
    make.vendor("Corrib Test Works")
    staff.invite("rosa@halden.test", name="Rosa Lind", roles=["reader"], by=keeper, at=clock.now(), **WHY)
    page = browser.get("/desk/").text
    assert "Rosa Lind" in page
    assert [words for words in ("Hall of bearings", "A copy", "Corrib Test Works") if words in page] == []
