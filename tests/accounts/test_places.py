"""Few entries in the sidebar, every page within reach, and the place where one stands always marked."""

import re

import pytest
from django.test import Client, RequestFactory

from config import navigation
from config.places import DESK
from core.roles import ROLES
from tests import make

pytestmark = pytest.mark.django_db
PAGES = [url for _group, places in DESK for place in places for url, _label, _rights in place.pages]
RECORDS = {"/desk/people/new/": "People", "/desk/keys/new/": "Accounts", "/desk/comparison/": "Subcontractors"}


def signed_in(viewer) -> Client:
    client = Client()
    client.force_login(viewer.user)
    return client


def sidebar(viewer, path: str) -> list[dict]:
    request = RequestFactory().get(path)
    request.viewer = viewer
    return [item for group in navigation.for_viewer(request) for item in group["items"]]


def test_an_officer_reads_sixteen_entries_at_most():
    assert len(sidebar(make.officer(), "/desk/")) <= 16


@pytest.mark.parametrize("role", sorted(ROLES))
def test_the_palette_has_every_page_that_a_role_may_open(role):
    viewer = make.staff_member(role)
    client = signed_in(viewer)
    offered = re.findall(r'href="(/desk/[^"?]*)"', client.get("/desk/palette/").content.decode())
    assert offered == [page["url"] for page in navigation.pages(viewer)]
    assert [client.get(url).status_code for url in offered] == [200] * len(offered)


@pytest.mark.parametrize("path", PAGES)
def test_each_page_marks_its_entry_and_itself(path):
    everyone = make.staff_member(*ROLES)
    (current,) = [item for item in sidebar(everyone, path) if item["current"]]
    assert [page["url"] for page in current["pages"] if page["current"]] == ([path] if current["pages"] else [])
    text = signed_in(everyone).get(path).content.decode()
    marked = re.findall(rf'<a class="(nav-item|place)" href="{path}" aria-current="page"', text)
    is_first = current["url"] == path
    assert marked == (["nav-item"] if is_first else []) + (["place"] if current["pages"] else [])
    assert len(re.findall(r'class="nav-item" href="[^"]*" aria-current', text)) == 1


@pytest.mark.parametrize("path", RECORDS)
def test_what_lies_below_marks_its_entry_alone(path):
    (current,) = [item for item in sidebar(make.staff_member(*ROLES), path) if item["current"]]
    assert str(current["label"]) == RECORDS[path] and current["pages"] == []


def test_who_may_open_one_page_of_a_place_reads_its_name():
    labels = {str(item["label"]) for item in sidebar(make.staff_member("administrator"), "/desk/")}
    assert {"Questionnaire", "Clause library"} <= labels and not {"Assessments", "Agreements and IP"} & labels


def test_a_page_is_found_by_a_word_of_its_name_or_of_its_place():
    client = signed_in(make.officer())
    assert b"/desk/statements/" in client.get("/desk/palette/?q=health").content
    assert b"/desk/signals/" in client.get("/desk/search/?q=hits").content
    assert b"/desk/statements/" not in client.get("/desk/palette/?q=ealth").content
