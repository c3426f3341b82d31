"""Courts or arbitration are chosen with what is known of both sides' countries beside them."""

import pytest
from django.test import Client
from django.urls import reverse

from agreements import drafting
from agreements.panels import forum as panels_forum
from tests import make
from tests import make_agreements as papers

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft():
    firm = make.vendor("Brightmoor", tier=1, country="DE", jurisdiction="DE")
    return papers.draft(firm, "confidentiality-ip-tier-1", jurisdiction="GB")


@pytest.fixture
def client():
    return make.confirm(Client(), papers.counsel().user)


def test_the_facts_of_each_country_stand_beside_the_choice_with_source_and_date(draft, client):
    page = client.get(reverse("desk_draft_forum", args=[draft.pk])).content.decode()
    for said in ("Governing law", "Their side", "Germany", "Regulation 1215/2012", "Party to the Convention", "(as of 2026-08)", "LCIA Arbitration Rules"):  # fmt: skip
        assert said in page
    assert "Regulation 1215/2012" in client.get(reverse("desk_draft", args=[draft.pk])).content.decode()


def test_choosing_arbitration_takes_the_clause_in_and_courts_leave_it_out(draft, client):
    url = reverse("desk_draft_forum", args=[draft.pk])
    assert client.post(url, {"forum": "arbitration-lcia"}).status_code == 302
    draft.refresh_from_db()
    found = drafting.look(draft)
    assert (
        "seat in London" in found.html and panels_forum.chosen(found, panels_forum.options(found)) == "arbitration-lcia"
    )
    assert client.post(url, {"forum": "court-gb-high-court"}).status_code == 302
    draft.refresh_from_db()
    assert "LCIA" not in drafting.look(draft).html


def test_what_is_no_option_is_answered_with_what_to_do(draft, client):
    answer = client.post(reverse("desk_draft_forum", args=[draft.pk]), {})
    assert answer.status_code == 422 and "Choose where a dispute is decided" in answer.content.decode()


def test_a_template_without_the_clause_offers_courts_alone():
    found = drafting.look(papers.draft(jurisdiction="GB"))
    assert {option.key.split("-")[0] for option in panels_forum.options(found)} == {"court"}


def test_a_state_without_a_profile_of_its_own_has_its_countrys():
    firm = make.vendor("Ohio Works", country="US", jurisdiction="US-OH")
    draft = papers.draft(firm)
    theirs = next(row for row in panels_forum.facts(draft, drafting.look(draft)) if row["roles"] == "Their side")
    assert theirs["lines"]
