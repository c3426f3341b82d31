"""A forgotten password is replaced by a letter that reads like ours, and nobody learns who has an account."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from core import clock, mail, notices
from core.models import Event, Notice
from tests import make

pytestmark = pytest.mark.django_db
URL = "/account/password/reset/"
LINK = re.compile(r"http\S+/account/password/reset/key/\S+/")


@pytest.fixture
def user():
    return make.account("Ines Moreau", is_staff=True, roles=("officer",), password=make.PASSWORD)


def ask(email: str, client: Client | None = None):
    return (client or Client(REMOTE_ADDR="203.0.113.7")).post(URL, {"email": email})


def letter_to(user):
    event = Event.objects.get(name="user.password-asked")
    notices.tell(event.pk, at=clock.now(), by=make.CLOCK)
    notice = Notice.objects.get(user=user)
    return notice, mail.compose([notice.pk], at=clock.now(), by=make.CLOCK)


def test_the_letter_says_whose_who_from_where_and_for_how_long(user):
    ask(user.email)
    notice, letter = letter_to(user)
    assert notice.urgent and letter.to == [user.email] and letter.subject.startswith("Choose a new password [")
    words = " ".join(letter.body.split())
    for said in ("at the address 203.0.113.7", "your account with", "works once, within one hour", "do nothing"):
        assert said in words, words
    assert LINK.search(letter.body) and LINK.search(letter.alternatives[0][0])


def test_the_link_is_kept_nowhere_and_opens_the_account_once(user):
    ask(user.email)
    notice, letter = letter_to(user)
    link = LINK.search(letter.body).group()
    assert link.split("/key/")[1].strip("/").split("-", 1)[1] not in str(notice.context) + notice.url + notice.title
    client = Client()
    page = client.get(link, follow=True)
    path = page.redirect_chain[-1][0]
    words = {"password1": "four red kites over land", "password2": "four red kites over land"}
    assert client.post(path, words).status_code == 302
    user.refresh_from_db()
    assert user.check_password("four red kites over land")
    again = Client().get(link, follow=True)
    assert "password1" not in again.text


def test_an_address_without_an_account_costs_the_same_and_hears_the_same(user):
    said, did = [], []
    for email in (user.email, "nobody@house.test"):
        with CaptureQueriesContext(connection) as statements:
            answer = ask(email)
        said.append((answer.status_code, answer.headers["Location"]))
        did.append(len(statements))
    assert len(set(said)) == 1 and len(set(did)) == 1, (said, did)
    for event in Event.objects.filter(name="user.password-asked"):
        assert (event.actor_id, event.subject_id) == (None, None)
        notices.tell(event.pk, at=clock.now(), by=make.CLOCK)
    assert [notice.user for notice in Notice.objects.all()] == [user]


def test_wrong_words_at_sign_in_are_said_in_ours(user):
    page = Client().post("/login/", {"login": user.email, "password": "not it at all"})
    assert "do not go together" in page.text and "E-mail" in page.text


def test_an_address_that_is_closed_for_a_while_says_for_how_long_and_what_helps(user):
    client = Client(REMOTE_ADDR="203.0.113.7")
    for _turn in range(11):
        page = client.post("/login/", {"login": user.email, "password": "not it at all"})
    assert "closed for 15 minutes" in page.text and "new password" in page.text
