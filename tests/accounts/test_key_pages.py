"""Keys of programs from the desk: shown once, ended with a reason, followed by another without a gap."""

import datetime
import re

import pytest
from django.test import Client
from django.urls import reverse

from core import clock, ids, notices
from core import mail as letters
from core.actions import clients, staff
from core.models import ApiClient, Event, Notice
from core.refusals import NotAllowed, NotNow
from tests import make
from tests.api.conftest import Caller
from vendors import business_days

pytestmark = pytest.mark.django_db
WHY = {"because": "It is time"}


@pytest.fixture
def keeper():
    return make.staff_member("administrator")


@pytest.fixture
def browser(keeper):
    return make.confirm(Client(), keeper.user)


def day(days: int) -> dict:
    on = business_days.day_of(clock.now()) + datetime.timedelta(days=days)
    return {"ends_on_day": on.day, "ends_on_month": on.month, "ends_on_year": on.year}


def asked(*, ends_in: int = 90, **said) -> dict:
    return {"made_as": ids.new(), "name": "Payroll bridge", "acts": ["people:write"], **day(ends_in), **said}


def token_in(page: str) -> str:
    return re.search(r"rf_svc_[0-9A-Za-z]{38}", page).group()


@pytest.fixture
def token(browser):
    return token_in(browser.post(reverse("key_new"), asked()).text)


@pytest.fixture
def key(token):
    return ApiClient.objects.get()


def at(name: str, key) -> str:
    return reverse(name, args=[key.pk])


def test_a_key_is_shown_once_and_works(browser, token, key):
    assert Caller(token)("GET", "people").status_code == 403
    assert Caller(token)("POST", "imports").status_code != 401
    for page in (reverse("keys"), at("key", key)):
        assert token not in browser.get(page).text and key.last_four in browser.get(page).text
    assert key.expires_at == business_days.end_of(business_days.day_of(clock.now()) + datetime.timedelta(days=90))
    assert Event.objects.filter(name="client.created", subject_id=key.pk).count() == 1


def test_the_page_that_shows_it_is_kept_by_no_browser(browser):
    assert browser.post(reverse("key_new"), asked())["Cache-Control"] == "no-store"


def test_sent_twice_it_is_one_key(browser):
    said = asked()
    assert browser.post(reverse("key_new"), said).status_code == 200
    again = browser.post(reverse("key_new"), said)
    assert again.status_code == 409 and "cannot be shown again" in again.text
    assert ApiClient.objects.count() == 1


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"acts": []}, "Tick what the program needs"),
        ({"name": ""}, "Enter the name"),
        ({"ends_in": -1}, "from today to"),
        ({"ends_in": 800}, "from today to"),
        ({"ends_on_day": "31", "ends_on_month": "2"}, "Enter a real date"),
        ({"acts": ["cases:read"]}, "cases:read"),
    ],
)
def test_what_is_missing_is_said_at_its_field(browser, said, words):
    answer = browser.post(reverse("key_new"), asked(**said))
    assert answer.status_code == 422 and words in answer.text
    assert not ApiClient.objects.exists()


def test_a_subcontractors_key_gets_what_its_own_people_need_and_no_more(browser):
    firm = make.vendor("Corrib Test Works")
    answer = browser.post(reverse("key_new"), asked(firm=firm.pk))
    assert answer.status_code == 422 and "cannot have: Send people" in answer.text
    browser.post(reverse("key_new"), asked(firm=firm.pk, acts=[], reads=["people:read"]))
    made = ApiClient.objects.get()
    assert made.vendor_id == firm.pk and Event.objects.get(name="client.created").vendor_id == firm.pk
    assert "Corrib Test Works" in browser.get(reverse("keys")).text


def test_a_revoked_key_is_dead_and_says_so(browser, token, key):
    assert browser.post(at("key_revocation", key), {"because": ""}).status_code == 422
    assert browser.post(at("key_revocation", key), WHY).status_code == 302
    assert Caller(token)("POST", "imports").status_code == 401
    page = browser.get(at("key", key)).text
    assert "Revoked" in page and WHY["because"] in page and "Rotate" not in page
    assert browser.get(reverse("keys"), {"state": "works"}).text.count("Payroll bridge") == 0


def rotated(browser, key, overlap: str = "7") -> str:
    said = {"made_as": ids.new(), "overlap": overlap, **day(365), **WHY}
    return token_in(browser.post(at("key_rotation", key), said).text)


def test_a_key_is_followed_by_another_and_both_work_for_a_while(browser, token, key):
    newer = rotated(browser, key)
    assert newer != token
    assert {Caller(each)("POST", "imports").status_code for each in (token, newer)} & {401, 403} == set()
    key.refresh_from_db()
    other = ApiClient.objects.exclude(pk=key.pk).get()
    assert other.scopes == key.scopes and other.name == key.name
    assert key.expires_at == clock.now() + datetime.timedelta(days=7)
    turned = Event.objects.get(name="client.rotated")
    assert turned.subject_id == key.pk and Event.objects.get(subject_id=other.pk).cause_id == turned.pk


def test_without_an_overlap_the_old_key_is_dead_at_once(browser, token, key):
    newer = rotated(browser, key, "0")
    assert Caller(token)("POST", "imports").status_code == 401
    assert Caller(newer)("POST", "imports").status_code != 401


def test_no_key_outlives_its_own_end_by_a_rotation(keeper, key):
    now = clock.now()
    ApiClient.objects.filter(pk=key.pk).update(expires_at=now + datetime.timedelta(days=2))
    said = {"overlap": datetime.timedelta(days=30), "expires_at": now + datetime.timedelta(days=60), **WHY}
    clients.rotate(key, by=keeper, at=now, **said)
    key.refresh_from_db()
    assert key.expires_at == now + datetime.timedelta(days=2)


def test_a_dead_key_is_not_rotated(keeper, key):
    clients.revoke(key, by=keeper, at=clock.now(), **WHY)
    said = {"overlap": datetime.timedelta(days=1), "expires_at": clock.now() + datetime.timedelta(days=60), **WHY}
    with pytest.raises(NotNow, match="dead already"):
        clients.rotate(key, by=keeper, at=clock.now(), **said)


@pytest.mark.parametrize("name", ["key_new", "key_rotation"])
def test_what_shows_a_key_asks_for_a_fresh_second_factor(keeper, key, name):
    client = Client()
    client.force_login(keeper.user)
    path = reverse(name) if name == "key_new" else at(name, key)
    for answer in (client.get(path), client.post(path, asked())):
        assert answer.status_code == 303 and "/account/confirm/" in answer["Location"]
    assert ApiClient.objects.count() == 1


def test_keys_are_for_who_keeps_them(key):
    officer, client = make.officer(), Client()
    make.confirm(client, officer.user)
    assert {client.get(path).status_code for path in (reverse("keys"), at("key", key), reverse("key_new"))} == {403}
    with pytest.raises(NotAllowed):
        clients.rotate(key, overlap=datetime.timedelta(), expires_at=key.expires_at, by=officer, at=clock.now(), **WHY)


def test_the_list_narrows_by_state_and_scope_and_is_exported(browser, key):
    assert "Payroll bridge" in browser.get(reverse("keys"), {"state": "works", "may": "people:write"}).text
    assert "Payroll bridge" not in browser.get(reverse("keys"), {"may": "training:read"}).text
    ApiClient.objects.filter(pk=key.pk).update(expires_at=clock.now() + datetime.timedelta(days=3))
    assert "Ends soon" in browser.get(reverse("keys"), {"state": "soon"}).text
    ApiClient.objects.filter(pk=key.pk).update(expires_at=clock.now())
    assert "Payroll bridge" in browser.get(reverse("keys"), {"state": "over"}).text
    assert browser.get(reverse("keys"), {"export": "csv"}).status_code == 200


def closed(user, keeper, **said):
    return staff.close(user, by=keeper, at=clock.now(), because="Left us", **said)


def test_a_key_ends_with_the_account_of_who_keeps_it_and_does_not_come_back_with_it(keeper, browser, token, key):
    other = make.staff_member("administrator")
    closed(keeper.user, other)
    assert Caller(token)("POST", "imports").status_code == 401
    ended = Event.objects.get(name="client.ended", subject_id=key.pk)
    assert ended.cause.name == "user.disabled" and ended.cause.subject_id == keeper.user.pk
    assert ended.detail.data["account"] == keeper.user.name and ended.actor_id == other.user.pk
    staff.reopen(keeper.user, by=other, at=clock.now(), because="Back")
    assert Caller(token)("POST", "imports").status_code == 401


def test_keys_that_were_over_before_end_no_second_time(keeper, key):
    clients.revoke(key, by=keeper, at=clock.now(), **WHY)
    closed(keeper.user, make.staff_member("administrator"))
    assert not Event.objects.filter(name="client.ended").exists()


def test_the_other_administrators_are_told(keeper, key):
    closer, third = make.staff_member("administrator"), make.staff_member("administrator")
    closed(keeper.user, closer)
    notices.tell(Event.objects.get(name="client.ended").pk, at=clock.now(), by=make.CLOCK)
    told = Notice.objects.get()
    assert (told.user, told.title, told.url) == (third.user, "API key ended: Payroll bridge", at("key", key))
    letter = letters.compose([told.pk], at=clock.now(), by=make.CLOCK)
    assert keeper.user.name in letter.body and key.last_four in letter.body


def closing_page(by, user) -> str:
    """What `by` reads before this account is closed."""
    return make.confirm(Client(), by.user).get(reverse("account_closing", args=[user.pk])).text


def test_whoever_closes_reads_the_names_of_the_keys_first(keeper, key):
    other = make.staff_member("administrator")
    page = closing_page(other, keeper.user)
    assert "1 API key ends with it" in page and "Payroll bridge" in page and at("key", key) in page
    assert "1 API key" not in closing_page(other, make.officer().user)


def test_who_takes_a_key_over_answers_for_it_from_then_on(keeper, browser, token, key):
    other = make.staff_member("administrator")
    theirs = make.confirm(Client(), other.user)
    assert "Take over" in theirs.get(at("key", key)).text and "Take over" not in browser.get(at("key", key)).text
    assert theirs.post(at("key_takeover", key), {"because": ""}).status_code == 422
    for _press in range(2):
        assert theirs.post(at("key_takeover", key), WHY).status_code == 302
    taken = Event.objects.get(name="client.taken-over")
    assert taken.detail.data == {"because": WHY["because"], "before": keeper.user.name}
    closed(keeper.user, other)
    assert Caller(token)("POST", "imports").status_code != 401
    closed(other.user, make.staff_member("administrator"))
    assert Caller(token)("POST", "imports").status_code == 401


def test_a_dead_key_is_not_taken_over(keeper, key):
    clients.revoke(key, by=keeper, at=clock.now(), **WHY)
    with pytest.raises(NotNow, match="dead already"):
        clients.take_over(key, by=make.staff_member("administrator"), at=clock.now(), **WHY)


def test_who_is_being_closed_leaves_no_key_behind(keeper):
    closed(keeper.user, make.staff_member("administrator"))
    with pytest.raises(NotNow, match="Your account is closed"):
        clients.create(
            "Late",
            scopes=["people:read"],
            expires_at=clock.now() + datetime.timedelta(days=9),
            by=keeper,
            at=clock.now(),
        )


def test_the_new_key_of_a_rotation_is_kept_by_who_turned_it(keeper, key):
    other = make.staff_member("administrator")
    said = {"overlap": datetime.timedelta(days=1), "expires_at": clock.now() + datetime.timedelta(days=60), **WHY}
    newer, _token = clients.rotate(key, by=other, at=clock.now(), **said)
    key.refresh_from_db()
    assert (key.kept_by, newer.kept_by) == (keeper.user, other.user)
