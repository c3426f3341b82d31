"""What screening found is proposed as clauses of the draft; what is left out has its reason, which stays with the agreement."""

import datetime

import pytest
from django.db import ProgrammingError, transaction
from django.urls import reverse

from agreements import drafting, screening
from agreements.actions import agreements, screening_answers
from agreements.models import ScreeningAnswer
from core import clock
from core.models import Event
from core.refusals import NotAllowed, NotNow
from tests import make, make_dd
from tests import make_agreements as papers
from tests.agreements.test_pages import enter

pytestmark = pytest.mark.django_db


@pytest.fixture
def firm():
    found = make.vendor("Corrib Test Works", tier=2)
    make_dd.decided(found, insurance=1, financial=1)
    return found


def proposed(draft) -> dict[str, screening.Proposed]:
    return {row.key: row for row in screening.proposed(drafting.look(draft))}


def answer(draft, clause: str, decision: str, because: str = "", by=None):
    return screening_answers.answer(
        draft, clause, decision=decision, because=because, by=by or papers.counsel(), at=clock.now()
    )


def warnings(draft) -> set[str]:
    return {row.id for row in drafting.look(draft).warnings if row.id.startswith("screening-")}


def test_each_weakness_proposes_its_clause_with_the_finding(firm):
    draft = papers.draft(firm)
    found = proposed(draft)
    assert {"insurance", "indemnity"} <= set(found)
    assert "scored 1 of 4" in found["insurance"].finding and found["insurance"].text
    assert not proposed(papers.draft(make.vendor("Sound Works", tier=2)))
    assert not proposed(papers.draft(firm, "own-undertaking", person=make.person(firm)))


def test_an_older_screening_proposes_nothing_any_more(firm):
    draft = papers.draft(firm)
    make_dd.decided(firm, insurance=3, at=clock.now() + datetime.timedelta(seconds=1))
    assert not proposed(draft)
    with pytest.raises(NotNow, match="does not propose"):
        answer(draft, "insurance", "left", "Covered")


def test_left_out_needs_a_reason_and_taken_in_is_in_the_text(firm):
    draft = papers.draft(firm)
    with pytest.raises(NotNow, match="Say why"):
        answer(draft, "insurance", "left", " ")
    with pytest.raises(NotAllowed):
        answer(draft, "insurance", "left", "Covered", by=make.staff_member("officer"))
    answer(draft, "insurance", "left", "The parent's policy covers it")
    draft.refresh_from_db()
    assert not proposed(draft)["insurance"].is_in and not proposed(draft)["insurance"].is_open
    answer(draft, "insurance", "taken")
    draft.refresh_from_db()
    assert proposed(draft)["insurance"].is_in
    assert "insurance" in [row["key"] for row in drafting.look(draft).body["sections"]]
    assert ScreeningAnswer.objects.get(agreement=draft).decision == "taken"
    answer(draft, "insurance", "taken")
    assert Event.objects.filter(name="agreement.proposal-taken").count() == 1


def test_what_is_not_answered_warns_before_it_is_issued(firm):
    draft = papers.draft(firm, choices={"insurance": False})
    assert "screening-insurance" in warnings(draft)
    answer(draft, "insurance", "left", "The parent's policy covers it")
    draft.refresh_from_db()
    assert "screening-insurance" not in warnings(draft)


def test_the_reason_stays_with_the_agreement_once_it_is_issued(firm):
    draft = papers.draft(firm)
    answer(draft, "insurance", "left", "The parent's policy covers it")
    made = agreements.issue(draft, by=papers.counsel(), at=clock.now(), because="Looked at")
    with pytest.raises(NotNow):
        answer(made, "insurance", "taken")
    with pytest.raises(ProgrammingError), transaction.atomic():
        ScreeningAnswer.objects.update(because="Something else")


def test_the_drafting_page_shows_them_and_its_page_takes_the_answer(client, firm):
    draft = papers.draft(firm)
    enter(client, papers.counsel().user)
    where = reverse("desk_draft_screening", args=[draft.pk])
    page = client.get(reverse("desk_draft", args=[draft.pk])).content.decode()
    assert "What screening found" in page and where in page
    assert client.get(where).status_code == 200
    wrong = client.post(where, {"clause": "insurance", "answer": "left", "because": ""})
    assert wrong.status_code == 422 and "does without this clause" in wrong.content.decode()
    sent = {"clause": "insurance", "answer": "left", "because": "The parent's policy covers it"}
    assert client.post(where, sent).status_code == 302
    assert "The parent&#x27;s policy" in client.get(where).content.decode()
    made = agreements.issue(draft, by=papers.counsel(), at=clock.now(), because="Looked at")
    assert "The parent&#x27;s policy" in client.get(reverse("desk_agreement", args=[made.pk])).content.decode()
