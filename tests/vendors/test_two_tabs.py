"""A form that was opened before somebody else saved: is anything overwritten without a word?"""

import pytest
from django.urls import reverse

from tests import make
from tests.two_tabs import sent, two
from vendors.models import TierAssessment

pytestmark = pytest.mark.django_db


@pytest.fixture
def firm():
    return make.vendor("Alder Castings", status="active", work="Castings", legal_name="Alder Ltd")


@pytest.fixture(autouse=True)
def officer(client):
    who = make.officer()
    client.force_login(who.user)
    return who


def test_what_only_the_other_changed_stays(client, firm):
    url = reverse("subcontractor_edit", args=[firm.pk])
    first, second = two(client, url, {"work": "Castings A"}, {"legal_name": "Alder Group Ltd"})
    assert first.status_code == second.status_code == 302
    firm.refresh_from_db()
    assert (firm.work, firm.legal_name) == ("Castings A", "Alder Group Ltd")


def test_what_both_changed_is_shown_and_saved_when_asked_again(client, firm):
    url = reverse("subcontractor_edit", args=[firm.pk])
    _first, stale = two(client, url, {"work": "Castings A"}, {"work": "Castings B"})
    said = stale.content.decode()
    assert stale.status_code == 422 and "Somebody saved “Castings A” here meanwhile" in said and "Castings B" in said
    firm.refresh_from_db()
    assert firm.work == "Castings A"
    assert client.post(url, sent(stale)).status_code == 302
    firm.refresh_from_db()
    assert firm.work == "Castings B"


def test_another_mistake_does_not_make_the_older_page_win(client, firm):
    """The page comes back for an empty name; what the other tab saved meanwhile was never touched here."""
    url = reverse("subcontractor_edit", args=[firm.pk])
    _first, wrong = two(client, url, {"work": "Castings A"}, {"name": "", "legal_name": "Alder Group Ltd"})
    assert wrong.status_code == 422
    assert client.post(url, sent(wrong, {"name": "Alder"})).status_code == 302
    firm.refresh_from_db()
    assert (firm.name, firm.work, firm.legal_name) == ("Alder", "Castings A", "Alder Group Ltd")


def test_the_choices_of_both_are_called_by_name(client, firm):
    other = make.staff_member("officer", name="Odile Brandt")
    third = make.staff_member("officer", name="Ruben Faye")
    url = reverse("subcontractor_edit", args=[firm.pk])
    _first, stale = two(client, url, {"owner": other.user.pk}, {"owner": third.user.pk})
    assert "Somebody saved “Odile Brandt” here meanwhile" in stale.content.decode()


def test_an_engagement_keeps_what_both_saved(client, firm, officer):
    work = make.engagement(firm)
    url = reverse("engagement_edit", args=[work.pk])
    first, second = two(client, url, {"title": "Gripper tests"}, {"ends_on_year": work.ends_on.year + 1})
    assert first.status_code == second.status_code == 302
    ends_on = work.ends_on
    work.refresh_from_db()
    assert work.title == "Gripper tests" and work.ends_on == ends_on.replace(year=ends_on.year + 1)
    _first, stale = two(client, url, {"ends_on_year": 2040}, {"ends_on_year": 2041})
    assert stale.status_code == 422 and "2040” here meanwhile" in stale.content.decode()


def test_a_person_keeps_what_both_saved(client, firm):
    who = make.person(firm, "Tomas Lindqvist")
    url = reverse("person_edit", args=[who.pk])
    first, second = two(client, url, {"job_title": "Welder"}, {"site": "Hall 2"})
    assert first.status_code == second.status_code == 302
    who.refresh_from_db()
    assert (who.job_title, who.site) == ("Welder", "Hall 2")
    _first, stale = two(client, url, {"is_signatory": "on"}, {"is_signatory": None})
    assert stale.status_code == 302, "only one of them touched it"
    who.refresh_from_db()
    assert who.is_signatory


def test_the_tier_form_keeps_what_both_said(client, firm):
    url = reverse("subcontractor_tier_form", args=[firm.pk])
    first, second = two(client, url, {"information-class": ["trade-secret"]}, {"competitor-ties": ["none"]})
    assert first.status_code == second.status_code == 302
    assert TierAssessment.objects.current_of(firm).answers["information-class"] == ["trade-secret"]
    _first, stale = two(client, url, {"information-class": ["confidential"]}, {"information-class": ["internal"]})
    assert stale.status_code == 422 and "here meanwhile" in stale.content.decode()
