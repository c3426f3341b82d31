"""What does the clause library show to those who keep it, and to nobody else?"""

import csv

import pytest
from django.test import Client
from django.urls import reverse

from agreements.models import AgreementTemplate, ClauseEdition, Jurisdiction
from core import clock
from core.roles import ROLES
from tests import make
from tests import make_agreements as papers
from tests.make_library import edition

pytestmark = pytest.mark.django_db


@pytest.fixture
def counsel():
    papers.library()
    return make.confirm(Client(), papers.counsel().user)


def shown(client, name: str, *args, **query) -> str:
    answer = client.get(reverse(name, args=args), query)
    assert answer.status_code == 200, answer.content.decode()
    return answer.content.decode()


def test_each_entry_of_each_shelf_has_a_page(counsel):
    for kind, model in (("clauses", ClauseEdition), ("templates", AgreementTemplate), ("countries", Jurisdiction)):
        for row in model.objects.newest():
            assert row.title in shown(counsel, "library_entry", kind, row.key).replace("&#x27;", "'").replace("&amp;", "&")  # fmt: skip


def test_a_clause_shows_the_words_of_each_country_with_their_source_and_date(counsel):
    page = shown(counsel, "library_entry", "clauses", "assignment-of-results")
    for said in ("Germany", "Why", "(as of 2026-08)", "Weak wording to look out for", "Confidentiality and IP agreement"):  # fmt: skip
        assert said in page
    assert "{{" not in page


def test_countries_are_told_apart_by_what_they_say_to_a_limit_after_the_end(counsel):
    listed = shown(counsel, "library_countries", restraint="void")
    assert all(name in listed for name in ("California", "India", "Minnesota")) and "China, mainland" not in listed
    known = shown(counsel, "library_countries", confidence="low")
    assert "Names no law of its own" in known and "Mexico" in known and "Quebec" not in known


def test_a_state_stands_under_the_name_of_its_country_and_says_what_its_words_are_about(counsel):
    listed = shown(counsel, "library_countries", q="Quebec")
    assert '<span class="sub">Canada</span>' in listed and 'data-label="Non-compete"' in listed


def test_two_editions_stand_beside_each_other_word_by_word(counsel):
    edition("clauses", "indemnity", plain="You bear the cost of leaks that you caused.")
    page = shown(counsel, "library_difference", "clauses", "indemnity")
    assert "taken out:" in page and "claims and</del>" in page.replace(" </del>", "</del>")


def test_where_there_is_nothing_to_compare_the_page_says_so(counsel):
    assert "one edition so far" in shown(counsel, "library_difference", "clauses", "indemnity")
    edition("clauses", "indemnity", plain="Another")
    assert "same edition twice" in shown(counsel, "library_difference", "clauses", "indemnity", **{"from": 1, "to": 1})


def test_a_text_that_nobody_looked_at_for_a_year_asks_for_review(counsel):
    edition("clauses", "indemnity", as_of="2020-01")
    assert "Needs review" in shown(counsel, "library_entry", "clauses", "indemnity")
    listed = shown(counsel, "library", review="yes")
    assert "Indemnity" in listed and "Penalty" not in listed


def test_a_clause_names_the_agreements_in_force_under_the_edition_that_they_were_made_of(counsel):
    first = papers.signed(make.vendor("Brightmoor"))
    edition("clauses", "indemnity", plain="Another")
    second = papers.signed(make.vendor("Alderq"))
    page = shown(counsel, "library_entry", "clauses", "indemnity")
    before, after = page.split("Made of edition 1")[1], page.split("Made of edition 2")[1]
    assert first.reference in before and second.reference in after.split("Made of edition 1")[0]


def test_the_list_says_how_many_templates_list_a_clause(counsel):
    answer = counsel.get(reverse("library"), {"export": "csv"})
    listed = AgreementTemplate.objects.newest().filter(content__clauses__contains=[{"clause": "survival"}]).count()
    rows = list(csv.DictReader(answer.content.decode("utf-8-sig").splitlines()))
    assert next(row["Templates"] for row in rows if row["Clause"] == "What stays in force") == str(listed)


def test_only_those_who_write_agreements_or_keep_the_library_read_it():
    papers.library()
    reading = {
        role for role in ROLES
        if make.confirm(Client(), make.staff_member(role).user).get(reverse("library")).status_code == 200
    }  # fmt: skip
    assert reading == {"legal", "administrator"}


def test_an_edition_that_never_was_is_not_found(counsel):
    assert counsel.get(reverse("library_entry", args=["clauses", "indemnity"]), {"edition": "7"}).status_code == 404
    assert counsel.get(reverse("library_entry", args=["clauses", "no-such"])).status_code == 404
    assert counsel.get(reverse("library_entry", args=["shelves", "indemnity"])).status_code == 404


def test_a_draft_keeps_the_editions_that_it_began_with():
    agreement = papers.draft()
    edition("clauses", "indemnity", plain="Another", sentences=["Now quite another sentence."])
    assert "Now quite another sentence." not in papers.drafting.look(agreement).html
    issued = papers.agreements.issue(agreement, by=papers.counsel(), at=clock.now(), reasons=papers.reasons(agreement))
    assert issued.editions["clauses"]["indemnity"] == 1
    assert set(issued.editions["clauses"]) == {section["key"] for section in issued.body["sections"]}
    assert issued.editions["countries"] == {"IE": 1}
