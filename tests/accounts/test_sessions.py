"""Everybody sees where they are signed in, in plain words, and ends any of it."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from core import clock
from core.models import Event, Session
from tests import make

pytestmark = pytest.mark.django_db
PHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1"
LAPTOP = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36"


@pytest.fixture
def user():
    return make.officer().user


def signed_in(user, agent: str, address: str) -> Client:
    client = Client(headers={"user-agent": agent}, REMOTE_ADDR=address)
    client.force_login(user)
    client.get("/account/")
    return client


def page_of(client) -> str:
    return client.get(reverse("own_sessions")).text


def test_each_is_said_in_words_with_its_address_and_which_is_this(user):
    here = signed_in(user, LAPTOP, "203.0.113.7")
    signed_in(user, PHONE, "198.51.100.9")
    page = page_of(here)
    assert page.index("Chrome on Linux") < page.index("Safari on iOS")
    assert "203.0.113.7" in page and "198.51.100.9" in page and "Mozilla" not in page
    assert page.count("This browser") == 1 and "Phone" in page and "Sign out everywhere else" in page


def test_one_is_ended_by_a_handle_that_opens_nothing(user):
    here, there = signed_in(user, LAPTOP, "203.0.113.7"), signed_in(user, PHONE, "198.51.100.9")
    row = Session.objects.get(address="198.51.100.9")
    assert row.session_key not in page_of(here) and row.handle in page_of(here)
    assert here.post(reverse("end_session", args=[row.handle])).status_code == 302
    assert there.get("/desk/").status_code == 302 and here.get("/desk/").status_code == 200
    assert Event.objects.filter(name="session.ended", subject_id=user.pk).count() == 1
    here.post(reverse("end_session", args=[row.handle]))
    assert Event.objects.filter(name="session.ended").count() == 1


def test_nobody_ends_another_persons_session(user):
    other = signed_in(make.officer("Otto").user, PHONE, "198.51.100.9")
    row = Session.objects.get(address="198.51.100.9")
    signed_in(user, LAPTOP, "203.0.113.7").post(reverse("end_session", args=[row.handle]))
    assert other.get("/desk/").status_code == 200


def test_what_is_over_by_idleness_is_not_shown_as_signed_in(user):
    here = signed_in(user, LAPTOP, "203.0.113.7")
    signed_in(user, PHONE, "198.51.100.9")
    Session.objects.filter(address="198.51.100.9").update(seen_at=clock.now() - timedelta(hours=2))
    page = page_of(here)
    assert "Safari on iOS" not in page and "signed in nowhere else" in page


def test_all_others_end_at_once(user):
    here, there = signed_in(user, LAPTOP, "203.0.113.7"), signed_in(user, PHONE, "198.51.100.9")
    here.post(reverse("end_sessions"))
    assert there.get("/desk/").status_code == 302 and here.get("/desk/").status_code == 200
