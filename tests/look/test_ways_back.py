"""Does a refusal lead back to where somebody was, with what they had typed?"""

import pytest
from django.test import Client, RequestFactory
from django.urls import reverse

from core.actors import STRANGER
from core.web import ways_back
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def firm():
    return make.vendor("Brightmoor Test Lab", status="active")


@pytest.fixture
def officer():
    client = Client()
    client.force_login(make.officer().user)
    return client


def test_what_was_typed_stands_on_the_refusal_with_the_way_back(firm, officer):
    make.person(firm)
    url = reverse("subcontractor_state", args=[firm.pk, "restricted"])
    officer.post(url, {"because": "First reason"})
    officer.post(reverse("subcontractor_state", args=[firm.pk, "offboarding"]), {"because": "It ends"})
    page = officer.post(
        reverse("subcontractor_state", args=[firm.pk, "archived"]), {"because": "They are gone <b>for good</b>"}
    )
    said = page.content.decode()
    assert page.status_code == 409 and "They are gone &lt;b&gt;for good&lt;/b&gt;" in said
    assert f'href="{reverse("subcontractor", args=[firm.pk])}"' in said


def test_an_address_of_a_deed_opened_in_the_browser_leads_to_its_record(firm, officer):
    page = officer.get(reverse("screening_opening", args=[firm.pk]))
    said = page.content.decode()
    assert page.status_code == 405 and page.headers["Allow"] == "POST"
    assert "Nothing to show here" in said and f'href="{reverse("subcontractor", args=[firm.pk])}"' in said


def asked(path="/desk/holds/7/lifting/", **headers):
    request = RequestFactory().post(
        path, {"because": "Wrong person", "password": "secret-word", "otp_code": "123456"}, **headers
    )
    request.viewer = make.officer()
    return request


def test_the_referrer_counts_only_where_it_is_ours():
    ours = asked(HTTP_REFERER="http://testserver/desk/holds/?q=a")
    theirs = asked(HTTP_REFERER="http://elsewhere.example/desk/holds/")
    assert ways_back.address_before(ours) == "/desk/holds/?q=a"
    assert ways_back.address_before(theirs) == "/desk/holds/"


def test_secrets_are_never_shown_again_and_strangers_get_nothing():
    request = asked()
    assert [line["value"] for line in ways_back.typed(request)] == ["Wrong person"]
    request.viewer = STRANGER
    assert ways_back.typed(request) == []
