"""Does a refusal lead back to where somebody was, with what they had typed?"""

import pytest
from django.test import Client, RequestFactory
from django.urls import reverse

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


def test_what_was_typed_is_there_again_on_the_way_back_from_a_refusal(firm, officer):
    make.person(firm)
    url = reverse("subcontractor_state", args=[firm.pk, "restricted"])
    officer.post(url, {"because": "First reason"})
    officer.post(reverse("subcontractor_state", args=[firm.pk, "offboarding"]), {"because": "It ends"})
    url = reverse("subcontractor_state", args=[firm.pk, "archived"])
    page = officer.post(
        url, {"because": "They are gone <b>for good</b>"}, headers={"referer": f"http://testserver{url}"}
    )
    assert page.status_code == 409 and f'href="{url}"' in page.text and "What you typed is kept" in page.text
    assert "They are gone &lt;b&gt;for good&lt;/b&gt;" in officer.get(url).text


def test_a_button_that_was_refused_is_nothing_typed(firm, officer):
    page = officer.post(reverse("screening_opening", args=[firm.pk]), {"then": "go"})
    again = officer.post(reverse("screening_opening", args=[firm.pk]), {"then": "go"})
    assert {page.status_code, again.status_code} & {302, 409} and "is kept" not in again.text


def test_an_address_of_a_deed_opened_in_the_browser_leads_to_its_record(firm, officer):
    page = officer.get(reverse("screening_opening", args=[firm.pk]))
    said = page.content.decode()
    assert page.status_code == 405 and page.headers["Allow"] == "POST"
    assert "Nothing to show here" in said and f'href="{reverse("subcontractor", args=[firm.pk])}"' in said


def asked(path="/desk/holds/7/lifting/", **headers):
    request = RequestFactory().post(path, {"because": "Wrong person"}, **headers)
    request.viewer = make.officer()
    return request


def test_the_referrer_counts_only_where_it_is_ours():
    ours = asked(HTTP_REFERER="http://testserver/desk/holds/?q=a")
    theirs = asked(HTTP_REFERER="http://elsewhere.example/desk/holds/")
    assert ways_back.address_before(ours) == "/desk/holds/?q=a"
    assert ways_back.address_before(theirs) == "/desk/holds/"


def test_secrets_and_what_a_form_carries_are_no_words():
    said = [
        ("because", ["Wrong person"]),
        ("password", ["secret-word"]),
        ("otp_code", ["123456"]),
        ("as_person", ["x" * 9]),
    ]
    assert ways_back.typed(said) == [{"label": "Because", "value": "Wrong person"}]
