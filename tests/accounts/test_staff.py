"""Administrators keep everybody's account but their own, and what they do is in the trail."""

import datetime
import re

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django.urls import reverse

from config.demo import accounts as demo
from core import clock, notices, staff_links
from core import mail as letters
from core.actions import staff
from core.models import Event, Notice, Session, User
from core.refusals import NotAllowed, NotNow
from core.roles import RIGHTS, ROLES
from tests import make, make_access, make_incidents

pytestmark = pytest.mark.django_db
WHY = {"because": "It has to be so"}
JOINED = {"name": "Rosa Lind", "language": "en-gb", "time_zone": "Europe/Dublin", "password": make.PASSWORD}


@pytest.fixture
def keeper():
    return make.staff_member("administrator", name="Sam Whitlock")


@pytest.fixture
def colleague():
    return make.staff_member("analyst", name="Paul Adler").user


@pytest.fixture
def browser(keeper):
    return make.confirm(Client(), keeper.user)


def recorded(user) -> list[str]:
    return list(Event.objects.about(user).order_by("pk").values_list("name", flat=True))


def roles_of(user) -> set[str]:
    return set(user.groups.values_list("name", flat=True))


def address(name: str, user) -> str:
    return reverse(name, args=[user.pk])


def test_the_list_says_who_is_in_what_roles_and_with_which_factor(browser, colleague):
    demo.give_factor(colleague)
    make.staff_member("officer", name="Jonas Weber")
    page = browser.get(reverse("accounts"), {"q": "paul"}).text
    assert "Paul Adler" in page and "Due-diligence analyst" in page and "Set up" in page and "Jonas" not in page
    assert "Paul Adler" not in browser.get(reverse("accounts"), {"role": "officer"}).text
    assert "Paul Adler" not in browser.get(reverse("accounts"), {"factor": "no"}).text
    assert "Paul Adler" not in browser.get(reverse("accounts"), {"state": "closed,invited"}).text
    file = browser.get(reverse("accounts"), {"export": "csv", "role": "analyst"})
    assert colleague.email in b"".join(file.streaming_content if file.streaming else [file.content]).decode()


def test_people_of_subcontractors_are_not_among_them(browser):
    outside = make.person().user
    assert outside.email not in browser.get(reverse("accounts")).text
    assert browser.get(address("account", outside)).status_code == 404


@pytest.fixture
def invited(browser, django_capture_on_commit_callbacks):
    """As the form makes one; the mail lies in the box."""
    said = {"name": "Rosa Lind", "email": "rosa@house.test", "roles": ["approver", "reader"], **WHY}
    with django_capture_on_commit_callbacks():
        assert browser.post(reverse("account_new"), said).status_code == 302
    return User.objects.get(email="rosa@house.test")


def link_of(user) -> str:
    return staff_links.address_of(user).removeprefix(staff_links.settings.ORIGIN)


def test_an_invitation_is_an_account_nobody_can_sign_in_with_yet(invited, browser):
    assert invited.is_invited and not invited.has_usable_password() and roles_of(invited) == {"approver", "reader"}
    assert recorded(invited) == ["user.invited"]
    page = browser.get(address("account", invited)).text
    assert "Invited" in page and "Send a new link" in page and "Change the roles" in page


def test_the_letter_has_a_link_that_stands_nowhere_else(invited):
    assert Notice.objects.filter(user=invited).count() == 0
    at = clock.now()
    event = Event.objects.get(name="user.invited", subject_id=invited.pk)
    notices.tell(event.pk, at=at, by=make.CLOCK)
    notice = Notice.objects.get(user=invited)
    letter = letters.compose([notice.pk], at=at, by=make.CLOCK)
    link = re.search(r"\S+/start/\S+/", letter.body).group()
    assert (
        link == staff_links.address_of(invited) and "Approver, Reader" in letter.body and "Sam Whitlock" in letter.body
    )
    token = staff_links.token_of(invited)
    assert token not in notice.url and token not in str(notice.context)


def test_looking_at_the_link_changes_nothing_and_one_press_lets_in_once(invited):
    link, guest = link_of(invited), Client()
    for _again in range(2):
        assert "rosa@house.test" in guest.get(link).text
    answer = guest.post(link, JOINED)
    assert answer.status_code == 302 and answer["Location"] == reverse("mfa_index")
    assert guest.get("/desk/").status_code == 200
    invited.refresh_from_db()
    assert not invited.is_invited and invited.check_password(make.PASSWORD) and "user.joined" in recorded(invited)
    for again in (Client().get(link), Client().post(link, JOINED)):
        assert again.status_code == 410


def test_a_short_password_is_said_and_the_link_still_works(invited):
    answer = Client().post(link_of(invited), {**JOINED, "password": "short"})
    assert answer.status_code == 422 and "at least 12" in answer.text.lower()
    assert Client().get(link_of(invited)).status_code == 200


def test_a_newer_link_ends_the_older_and_time_ends_every_one(invited, browser):
    older = link_of(invited)
    User.objects.filter(pk=invited.pk).update(invited_at=invited.invited_at - datetime.timedelta(days=1))
    invited.refresh_from_db()
    assert Client().get(older).status_code == 410
    assert browser.post(address("account_invitation", invited)).status_code == 302
    invited.refresh_from_db()
    assert Client().get(link_of(invited)).status_code == 200
    User.objects.filter(pk=invited.pk).update(invited_at=clock.now() - staff_links.HOLDS)
    invited.refresh_from_db()
    assert Client().get(link_of(invited)).status_code == 410
    assert "ran out" in browser.get(address("account", invited)).text


def test_the_link_of_a_closed_account_is_dead_and_of_one_who_is_in_there_is_none(invited, colleague, keeper):
    link = link_of(invited)
    staff.close(invited, by=keeper, at=clock.now(), **WHY)
    assert Client().get(link).status_code == 410
    with pytest.raises(NotNow, match="needs no invitation"):
        staff.invite_again(colleague, by=keeper, at=clock.now())
    assert staff_links.address_of(colleague).endswith("/login/")


def test_nothing_is_guessed(invited):
    wrong = [link_of(invited)[:-5] + "AAAA/", f"/start/{make.account().pk}/x/", f"/start/{invited.pk}/é/"]
    assert {Client().get(each).status_code for each in wrong} == {410}


def test_an_address_that_has_an_account_is_said_at_its_field(browser, colleague):
    said = {"name": "Paul", "email": colleague.email.upper(), "roles": ["reader"], **WHY}
    answer = browser.post(reverse("account_new"), said)
    assert answer.status_code == 422 and "has an account already" in answer.text


def test_roles_change_with_a_reason_and_count_at_once(browser, colleague):
    answer = browser.post(address("account_roles", colleague), {"roles": ["auditor"], **WHY})
    assert answer.status_code == 302 and roles_of(colleague) == {"auditor"}
    event = Event.objects.get(name="user.role-changed")
    assert event.detail.data["before"] == ["analyst"] and event.detail.data["because"] == WHY["because"]
    browser.post(address("account_roles", colleague), {"roles": ["auditor"], **WHY})
    assert Event.objects.filter(name="user.role-changed").count() == 1
    assert browser.post(address("account_roles", colleague), {"roles": ["auditor"]}).status_code == 422
    assert browser.post(address("account_roles", colleague), WHY).status_code == 422


@pytest.mark.parametrize("name", ["account_new", "account_roles", "account_factors_removal", "account_reopening"])
def test_what_gives_a_right_asks_for_a_fresh_second_factor(keeper, colleague, name):
    client = Client()
    client.force_login(keeper.user)
    path = reverse(name) if name == "account_new" else address(name, colleague)
    for answer in (client.get(path), client.post(path, {"roles": ["auditor"], **WHY})):
        assert answer.status_code == 303 and "/account/confirm/" in answer["Location"]
    assert roles_of(colleague) == {"analyst"}


@pytest.mark.parametrize(
    ("method", "name"),
    [
        ("post", "account_roles"),
        ("post", "account_closing"),
        ("post", "account_reopening"),
        ("post", "account_factors_removal"),
        ("post", "account_sessions_ending"),
        ("post", "account_invitation"),
        ("get", "account_roles"),
    ],
)
def test_nobody_changes_the_own_account_here(browser, keeper, method, name):
    answer = getattr(browser, method)(address(name, keeper.user), {"roles": ["officer"], **WHY})
    assert answer.status_code == 403 and "your own account" in answer.text
    assert roles_of(keeper.user) == {"administrator"} and User.objects.get(pk=keeper.user.pk).is_active
    assert "Change the roles" not in browser.get(address("account", keeper.user)).text


def test_the_last_administrator_stays_one(keeper):
    at, console = clock.now(), make.CLOCK
    for deed in (
        lambda: staff.close(keeper.user, by=console, at=at, **WHY),
        lambda: staff.give_roles(keeper.user, ["officer"], by=console, at=at, **WHY),
    ):
        with pytest.raises(NotNow, match="last administrator"):
            deed()
    waiting = staff.invite("new@house.test", name="New", roles=["administrator"], by=keeper, at=at, **WHY)
    with pytest.raises(NotNow, match="last administrator"):
        staff.close(keeper.user, by=console, at=at, **WHY)
    staff.join(waiting, staff_links.token_of(waiting), password=make.PASSWORD, by=console, at=at)
    assert not staff.close(keeper.user, by=console, at=at, **WHY).is_active


def test_two_administrators_cannot_close_each_other(keeper):
    other = make.staff_member("administrator")
    staff.close(other.user, by=keeper, at=clock.now(), **WHY)
    with pytest.raises(NotNow, match="last administrator"):
        staff.close(keeper.user, by=other, at=clock.now(), **WHY)


def test_a_closed_account_is_out_at_once_and_comes_back_with_its_roles(browser, colleague):
    inside = Client()
    inside.force_login(colleague)
    assert inside.get("/desk/").status_code == 200
    assert browser.post(address("account_closing", colleague), WHY).status_code == 302
    assert inside.get("/desk/").status_code == 302 and not Session.objects.filter(user=colleague).exists()
    assert "Open the account again" in browser.get(address("account", colleague)).text
    for _again in range(2):
        assert browser.post(address("account_reopening", colleague), WHY).status_code == 302
    colleague.refresh_from_db()
    assert colleague.is_active and roles_of(colleague) == {"analyst"}
    assert recorded(colleague).count("user.enabled") == 1


def test_sessions_end_by_one_press(browser, colleague):
    inside = Client()
    inside.force_login(colleague)
    assert browser.post(address("account_sessions_ending", colleague)).status_code == 302
    assert inside.get("/desk/").status_code == 302 and browser.get("/desk/").status_code == 200
    assert "session.ended" in recorded(colleague)


def test_lost_factors_go_with_the_sessions_and_the_person_is_told(browser, colleague):
    demo.give_factor(colleague)
    inside = Client()
    inside.force_login(colleague)
    assert "Authenticator app" in browser.get(address("account", colleague)).text
    assert browser.post(address("account_factors_removal", colleague), WHY).status_code == 302
    assert not Authenticator.objects.filter(user=colleague).exists() and inside.get("/desk/").status_code == 302
    event = Event.objects.get(name="user.factors-removed")
    assert event.detail.data["factors"] == ["totp"] and Event.objects.get(name="session.ended").cause_id == event.pk
    assert browser.post(address("account_factors_removal", colleague), WHY).status_code == 409


@pytest.mark.parametrize("role", sorted(set(ROLES) - {"administrator"}))
def test_no_other_role_keeps_accounts(role, colleague):
    by, at = make.staff_member(role), clock.now()
    for deed in (
        lambda: staff.invite("x@house.test", name="X", roles=["reader"], by=by, at=at, **WHY),
        lambda: staff.give_roles(colleague, ["officer"], by=by, at=at, **WHY),
        lambda: staff.close(colleague, by=by, at=at, **WHY),
        lambda: staff.reopen(colleague, by=by, at=at, **WHY),
        lambda: staff.end_sessions(colleague, by=by, at=at),
        lambda: staff.remove_factors(colleague, by=by, at=at, **WHY),
        lambda: staff.invite_again(colleague, by=by, at=at),
    ):
        with pytest.raises(NotAllowed):
            deed()
    assert not User.objects.visible_to(by).exists()


def test_an_unknown_role_is_given_to_nobody(keeper, colleague):
    with pytest.raises(NotNow, match="no role king"):
        staff.give_roles(colleague, ["king"], by=keeper, at=clock.now(), **WHY)
    with pytest.raises(NotNow, match="a role at least"):
        staff.give_roles(colleague, [], by=keeper, at=clock.now(), **WHY)


def test_other_administrators_and_auditors_hear_of_it(keeper, colleague):
    second, auditor = make.staff_member("administrator").user, make.staff_member("auditor").user
    staff.give_roles(colleague, ["officer"], by=keeper, at=clock.now(), **WHY)
    notices.tell(Event.objects.get(name="user.role-changed").pk, at=clock.now(), by=make.CLOCK)
    heard = {(row.user_id, row.title) for row in Notice.objects.all()}
    assert heard == {
        (colleague.pk, "What you may do has changed"),
        (second.pk, "Other roles for Paul Adler"),
        (auditor.pk, "Other roles for Paul Adler"),
    }


def test_every_right_stands_on_the_page_of_roles_in_words(client):
    rights = [right for group in RIGHTS.values() for right in group]
    assert sorted(rights) == sorted(set().union(*(role.rights for role in ROLES.values())))
    client.force_login(make.staff_member("reader").user)
    page = client.get(reverse("roles")).text
    assert all(str(role.name) in page for role in ROLES.values())
    assert "Accounts of staff are for" not in page and "/desk/accounts/" not in page


def test_an_administrator_sees_no_case_and_no_document(browser):
    asset = make_access.asset("Hall of bearings")
    case = make_incidents.case(what="A copy that nobody asked for")
    for listed in ("/desk/assets/", "/desk/incidents/"):
        page = browser.get(listed)
        assert page.status_code == 403 or "Hall of bearings" not in page.text
    assert {
        browser.get(reverse("asset", args=[asset.pk])).status_code,
        browser.get(reverse("incident", args=[case.pk])).status_code,
    } <= {403, 404}
