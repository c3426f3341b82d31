"""A record that was opened from a list knows its place in it, and the ways to the one before and after."""

import html
import re

import pytest
from django.test import Client

from tests import make

pytestmark = pytest.mark.django_db
PLACE = re.compile(r'<span class="muted hide-s">(.*?) <a href="(.*?)">(.*?)</a>')
WAY = re.compile(r'href="([^"]*)" rel="(prev|next)"')


@pytest.fixture
def officer():
    client = Client()
    user = make.account("Ines Moreau", is_staff=True, roles=("officer",))
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


@pytest.fixture
def firms():
    return [make.vendor(name=name, status="active") for name in ("Alder", "Birch", "Cedar")]


def links(page) -> list[str]:
    return [html.unescape(url) for url in re.findall(r'class="title" href="([^"]*)"', page.text)]


def ways(page) -> dict:
    return {rel: html.unescape(url) for url, rel in WAY.findall(page.text)}


def test_it_is_said_which_of_how_many_and_where_to_go_on(officer, firms):
    first, second, third = links(officer.get("/desk/subcontractors/?sort=name"))
    page = officer.get(second)
    position, back, label = PLACE.search(page.text).groups()
    assert (position, label) == ("2 of 3 in", "Subcontractors") and "/desk/subcontractors/" in back
    assert ways(page) == {"prev": first, "next": third}
    assert "prev" not in ways(officer.get(first)) and "next" not in ways(officer.get(third))


def test_the_list_is_the_narrowed_and_turned_one(officer, firms):
    turned = links(officer.get("/desk/subcontractors/?sort=-name&q=e"))
    assert len(turned) == 2 and "q%3De" in turned[0]
    page = officer.get(turned[0])
    assert "<h1>Cedar</h1>" in page.text and ways(page) == {"next": turned[1]}
    assert "1 of 2 in" in page.text


def test_each_of_the_record_s_pages_keeps_it(officer, firms):
    here = links(officer.get("/desk/subcontractors/"))[0]
    tabs = re.findall(r'class="tab" href="([^"]*)"', officer.get(here).text)
    assert tabs and all("?in=" in url for url in tabs)
    assert "1 of 3 in" in officer.get(html.unescape(tabs[-1])).text


@pytest.mark.parametrize("said", ["", "?in=q%3Dnobody", "?in=tier%3Dnonsense"])
def test_a_record_that_does_not_stand_in_it_says_nothing(officer, firms, said):
    page = officer.get(f"/desk/subcontractors/{firms[0].pk}/{said}")
    assert page.status_code == 200 and not PLACE.search(page.text)
