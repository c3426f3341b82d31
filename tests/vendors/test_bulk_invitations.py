"""Many people are asked in at once: who and who not is said before, and only those who were named are asked."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from core import clock
from core.models import Event
from tests import make
from tests.vendors.test_imports import GOOD, applied, checked, csv
from tests.vendors.test_pages import signed_in
from vendors.actions import invitations, people
from vendors.models import Invitation

pytestmark = pytest.mark.django_db
URL = "/desk/people/invitations/"


@pytest.fixture
def firm():
    return make.vendor("Kestrel Embedded")


def newcomer(firm, name: str, **more):
    return make.person(firm, name, with_account=False, **more)


def text(answer) -> str:
    return answer.content.decode()


@pytest.fixture
def client():
    return signed_in(make.officer())


def test_the_list_has_the_bar_for_who_may_invite(firm, client):
    newcomer(firm, "Ada")
    assert "Select Ada" in text(client.get("/desk/people/")) and URL in text(client.get("/desk/people/"))
    page = text(signed_in(make.staff_member("auditor")).get("/desk/people/"))
    assert "Ada" in page and "Select Ada" not in page and URL not in page


def test_the_page_says_who_is_asked_and_who_cannot_be(firm, client):
    ada, gone = newcomer(firm, "Ada"), newcomer(firm, "Gone")
    asked, inside = newcomer(firm, "Asked"), make.person(firm, "Inside")
    ours = newcomer(firm, "Ours", email=make.officer().user.email)
    people.depart(gone, by=make.officer(), at=clock.now(), because="Left")
    invitations.send_to_person(asked, by=make.officer(), at=clock.now())
    page = text(client.post(URL, {"row": [each.pk for each in (ada, gone, asked, inside, ours)]}))
    for words in ("Invite 1 person", "Has left", "Is invited already", "Has an account already", "a member of staff"):
        assert words in page, words
    assert Invitation.objects.count() == 1


def test_only_the_second_press_invites_and_a_third_nobody(firm, client):
    chosen = {"row": [newcomer(firm, "Ada").pk, newcomer(firm, "Bo").pk]}
    client.post(URL, chosen)
    assert not Invitation.objects.exists()
    for _press in range(2):
        client.post(URL, {**chosen, "confirmed": "yes"})
    assert Invitation.objects.count() == Event.objects.filter(name="invitation.sent").count() == 2


def test_all_that_match_are_those_of_the_filter(firm, client):
    newcomer(firm, "Ada")
    newcomer(make.vendor("Other firm"), "Olga")
    page = text(client.post(URL, {"matching": "?q=Kestrel"}))
    assert "Ada" in page and "Olga" not in page


def test_a_filter_that_is_not_understood_chooses_nobody(firm, client):
    newcomer(firm, "Ada")
    assert client.post(URL, {"matching": "?state=nonsense"}).status_code == 409


def test_the_bar_of_a_long_list_offers_all_that_match(firm, client, monkeypatch):
    monkeypatch.setattr("core.limits.PAGE_ROWS", 2)
    for name in ("Ada", "Bo", "Cy"):
        newcomer(firm, name)
    assert "Select all 3 people that match" in text(client.get("/desk/people/"))
    page = text(client.get("/desk/people/?rows=all&q=Kestrel"))
    assert 'name="matching" value="?q=Kestrel"' in page and "All 3 people that match" in page
    assert page.count("checked disabled") == 3  # two rows and their head


def test_a_stranger_to_the_firm_chooses_nobody_there(firm):
    steward = make.steward(make.vendor())
    answer = signed_in(steward).post(URL, {"row": newcomer(firm, "Ada").pk, "confirmed": "yes"})
    assert answer.status_code in {403, 409} and not Invitation.objects.exists()


@pytest.mark.parametrize("said", [{}, {"row": "nonsense"}, {"row": ""}])
def test_nobody_is_not_everybody(firm, client, said):
    newcomer(firm, "Ada")
    assert client.post(URL, said).status_code == 409


def test_those_of_an_import_are_invited_in_one_go(firm, client):
    run = applied(checked(csv(firm, *GOOD)))
    assert "Invite the new people" in text(client.get(reverse("people_import", args=[run.pk])))
    page = text(client.post(URL, {"import": run.pk}))
    assert "Invite 2 people" in page and "ada@firm.test" in page


def test_more_than_a_deed_takes_is_said_and_the_next_time_brings_the_next(firm, client, monkeypatch):
    monkeypatch.setattr("core.limits.CHOSEN_ROWS", 1)
    run = applied(checked(csv(firm, *GOOD)))
    page = text(client.post(URL, {"import": run.pk}))
    assert "1 more was chosen" in page and "Ada One" in page
    client.post(URL, {"row": run.people.order_by("person__name").first().person_id, "confirmed": "yes"})
    assert "Bo Two" in text(client.post(URL, {"import": run.pk}))


def test_the_reasons_cost_the_same_for_few_and_many(firm, client):
    def cost(*chosen) -> int:
        with CaptureQueriesContext(
            connection,
        ) as asked:
            client.post(URL, {"row": [each.pk for each in chosen]})
        return len(asked)

    few = [newcomer(firm, f"Few {n}") for n in range(2)]
    cost(*few)
    many = [newcomer(firm, f"Many {n}") for n in range(12)]
    assert cost(*many) == cost(*few)


def test_a_link_that_ran_out_is_no_hindrance(firm, client):
    ada = newcomer(firm, "Ada")
    invitations.send_to_person(ada, by=make.officer(), at=clock.now() - datetime.timedelta(days=20))
    assert "Invite 1 person" in text(client.post(URL, {"row": ada.pk}))
