"""A sign-in from a browser that the account was not used with before is told to its person, whatever they have muted."""

import pytest
from django.test import Client

from core import clock, mail, notices
from core.actions import browsers
from core.models import Event, KnownBrowser, Notice
from tests import make
from vendors import invitation_links
from vendors.actions import invitations

pytestmark = pytest.mark.django_db
LAPTOP = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36"


@pytest.fixture
def user():
    return make.account("Ines Moreau", is_staff=True, roles=("officer",), password=make.PASSWORD)


def browser() -> Client:
    return Client(headers={"user-agent": LAPTOP}, REMOTE_ADDR="203.0.113.7")


def sign_in(client, user):
    answer = client.post("/login/", {"login": user.email, "password": make.PASSWORD})
    assert answer.status_code == 302, answer.text
    return client


def told(user) -> list[Event]:
    return list(Event.objects.filter(name="user.new-browser", subject_id=user.pk).order_by("pk"))


def test_each_new_browser_is_told_once(user):
    first, second = sign_in(browser(), user), sign_in(browser(), user)
    assert len(told(user)) == 2
    for each in (first, second):
        each.post("/logout/")
        sign_in(each, user)
    assert len(told(user)) == 2


def test_the_cookie_is_closed_to_scripts_and_kept_by_its_digest_alone(user):
    client = sign_in(browser(), user)
    cookie = client.cookies["ringfence-browser"]
    assert cookie["httponly"] and cookie["samesite"] == "Lax" and cookie["max-age"] == 400 * 86400
    assert KnownBrowser.objects.get(user=user).digest != cookie.value


def test_a_made_up_cookie_is_replaced(user):
    client = browser()
    client.cookies["ringfence-browser"] = "known"
    assert sign_in(client, user).cookies["ringfence-browser"].value != "known"


def test_two_people_at_one_browser_are_each_told(user):
    client = sign_in(browser(), user)
    client.post("/logout/")
    other = make.account("Otto", is_staff=True, roles=("officer",), password=make.PASSWORD)
    sign_in(client, other)
    assert len(told(user)) == len(told(other)) == 1 and KnownBrowser.objects.count() == 2


def test_the_mail_says_with_what_from_where_and_when_and_leaves_at_once(user):
    sign_in(browser(), user)
    notices.tell(told(user)[0].pk, at=clock.now(), by=make.CLOCK)
    notice = Notice.objects.get(user=user)
    assert notice.urgent and notice.by_mail and notice.url == "/account/sessions/"
    letter = mail.compose([notice.pk], at=clock.now(), by=make.CLOCK)
    assert letter.subject.startswith("New sign-in: Chrome on Linux [")
    for words in (
        "Chrome on Linux, at the address 203.0.113.7",
        "cannot be switched off",
        "/account/sessions/",
        "change your password",
    ):
        assert words in " ".join(letter.body.split()), letter.body


def test_who_has_just_been_let_in_by_invitation_is_not_told_of_that():
    row = invitations.send(make.vendor(), name="Petra", email="petra@corvid.test", by=make.officer(), at=make.earlier())
    form = {"name": "Petra", "password": make.PASSWORD, "language": "en-gb", "time_zone": "Europe/Dublin"}
    client = browser()
    assert client.post(f"/invitation/{invitation_links.token_of(row.pk)}/", form).status_code == 302
    known = KnownBrowser.objects.get()
    assert known.user.email == "petra@corvid.test" and not told(known.user)


def test_a_browser_that_nobody_uses_is_forgotten(user):
    sign_in(browser(), user)
    assert browsers.forget_unused(at=clock.now() + browsers.REMEMBERED / 2) == 0
    assert browsers.forget_unused(at=clock.now() + browsers.REMEMBERED * 2) == 1
