"""Is an amendment negotiated as an agreement is, and is what was agreed the change that binds?"""

import datetime

import pytest
from django.urls import reverse

from agreements import amending, consolidated
from agreements.actions import agreements, amendments, deviations
from agreements.models import SharedText
from core import clock
from core.refusals import NotNow
from core.web.viewer import form_token
from tests import make
from tests import make_agreements as papers
from tests.agreements.test_pages import enter

pytestmark = pytest.mark.django_db
WORDS = ["We look once a year.", "You hear of it a month before."]


@pytest.fixture
def counsel():
    return papers.counsel()


@pytest.fixture
def firm():
    return make.vendor("Corrib Test Works", tier=2)


@pytest.fixture
def nora(firm):
    return make.as_person(make.contact(firm, "Nora Byrne"))


@pytest.fixture
def agreement(firm, counsel):
    return papers.signed(firm, by=counsel, variables={"term_months": 12, "secrecy_years": 3})


@pytest.fixture
def paper(agreement, counsel):
    """The clause on audits reads otherwise, and the one on AI tools is struck."""
    made = papers.amended(agreement, by=counsel)
    amendments.set_clause(made, key="ai-tools", op="strike", title="", sentences=[], by=counsel, at=clock.now())
    return papers.opened(made, by=counsel)


def proposed(paper, nora, clause, kind, typed=(), **more):
    at = clock.now()
    row = deviations.keep(paper, clause, kind=kind, typed=typed, because="Too often", by=nora, at=at, **more)
    deviations.send_round(paper, by=nora, at=at)
    row.refresh_from_db()
    return row


def agreed(paper, nora, clause, kind, typed=(), **more):
    row = proposed(paper, nora, clause, kind, typed, **more)
    by = make.officer() if row.approver == "security" else papers.counsel()
    return deviations.decide(row, answer="accept", by=by, at=clock.now(), because="Fair")


def same(paper) -> bool:
    return amending.look(paper).to_share == SharedText.objects.latest_of(paper).body


def put_in_force(paper, nora, counsel):
    agreements.issue(paper, by=counsel, at=clock.now(), because="Read")
    paper.refresh_from_db()
    papers.sign(paper, nora)
    papers.sign(paper, counsel)


def clause(agreement, key) -> dict:
    return next(row for row in consolidated.text(agreement) if row["key"] == key)


def test_what_is_agreed_is_the_same_text_for_both_sides_and_binds(agreement, paper, nora, counsel):
    row = agreed(paper, nora, "audit", "change", WORDS)
    assert row.approver == "security" and same(paper)
    agreed(paper, nora, "", "add", ["No work on holidays."], title="Holidays")
    assert same(paper)
    put_in_force(paper, nora, counsel)
    assert [each["text"] for each in clause(agreement, "audit")["sentences"]] == WORDS
    assert clause(agreement, "ai-tools")["is_struck"] and clause(agreement, "1-theirs-1")["title"] == "Holidays"
    number = clause(agreement, "audit")["number"]
    assert (
        f"Clause {number} is replaced and now reads:" in paper.html and "This clause is added at the end:" in paper.html
    )


def test_a_change_that_they_cannot_accept_leaves_the_clause_as_it_was(agreement, paper, nora, counsel):
    before = clause(agreement, "audit")
    agreed(paper, nora, "audit", "strike")
    assert same(paper) and [each["key"] for each in amending.look(paper).changes] == ["ai-tools"]
    agreed(paper, nora, "ai-tools", "change", ["Ask us first."])
    assert same(paper)
    put_in_force(paper, nora, counsel)
    assert clause(agreement, "audit") == before
    struck = clause(agreement, "ai-tools")
    assert not struck["is_struck"] and struck["sentences"][0]["text"] == "Ask us first."


def test_a_counter_of_ours_becomes_the_change_once_they_take_it(paper, nora):
    row = proposed(paper, nora, "audit", "change", WORDS)
    at = clock.now()
    deviations.decide(row, answer="counter", typed=["We look when we must."], because="Less", by=make.officer(), at=at)
    deviations.reply(row, answer="accept", by=nora, at=at)
    assert same(paper) and amending.look(paper).changes[0]["sentences"] == ["We look when we must."]


def test_an_undecided_proposal_and_an_unshared_change_stand_against_issuing(paper, nora, counsel):
    row = proposed(paper, nora, "audit", "change", WORDS)
    with pytest.raises(NotNow, match="nobody has decided"):
        agreements.issue(paper, by=counsel, at=clock.now())
    deviations.decide(row, answer="refuse", because="No", by=make.officer(), at=clock.now())
    said = {"title": "", "by": counsel, "at": clock.now()}
    amendments.set_clause(paper, key="audit", op="replace", sentences=["We look each week."], **said)
    with pytest.raises(NotNow, match="Share the changed text first"):
        agreements.issue(paper, by=counsel, at=clock.now())


def test_agreed_words_are_not_written_over_by_the_drafter(client, paper, nora, counsel):
    agreed(paper, nora, "audit", "change", WORDS)
    said = {"title": "", "by": counsel, "at": clock.now()}
    with pytest.raises(NotNow, match="agreed with the other side"):
        amendments.set_clause(paper, key="audit", op="replace", sentences=["We look each week."], **said)
    enter(client, counsel.user)
    editor = client.get(reverse("desk_amendment", args=[paper.pk])).content.decode()
    assert "Agreed with them" in editor and reverse("desk_deviation_new", args=[paper.pk, "audit"]) in editor
    own = deviations.propose(
        paper, "audit", kind="change", typed=["We look twice."], because="Insurer", by=counsel, at=clock.now()
    )
    deviations.decide(own, answer="accept", by=make.officer(), at=clock.now())
    assert amending.look(paper).changes[0]["sentences"] == ["We look twice."]


def test_words_agreed_instead_of_those_of_a_new_number_warn(agreement, nora, counsel):
    on = agreement.starts_on + datetime.timedelta(days=30)
    made = amendments.draft(agreement, effective_on=on, variables={"term_months": 18}, by=counsel, at=clock.now())
    paper = papers.opened(made, by=counsel)
    agreed(paper, nora, "secrecy-term", "change", ["It lasts 15 months."])
    (warned,) = amending.look(paper).warnings
    assert "Dates go by the numbers" in warned.message
    paper.refresh_from_db()
    with pytest.raises(NotNow, match="warning"):
        agreements.issue(paper, by=counsel, at=clock.now())


def test_both_sides_talk_about_it_on_the_pages(client, agreement, paper, nora, counsel):
    enter(client, nora.user)
    page = client.get(reverse("portal_negotiation", args=[paper.pk])).content.decode()
    assert "is replaced and now reads:" in page and "is struck." in page
    assert reverse("portal_agreement_binding", args=[agreement.pk]) in page
    where = reverse("portal_proposal", args=[paper.pk, "audit"])
    said = {"as_person": form_token(nora), "kind": "change", "s-0": "We look once a year.", "because": "Too often"}
    assert client.post(where, said).status_code == 302
    round_ = reverse("portal_round", args=[paper.pk])
    assert client.post(round_, {"as_person": form_token(nora)}).status_code == 302
    enter(client, counsel.user)
    assert "nobody" not in client.get(reverse("desk_negotiation", args=[paper.pk])).content.decode()
    editor = client.get(reverse("desk_amendment", args=[paper.pk])).content.decode()
    assert "1 proposed change is not decided" in editor
    assert "Send for negotiation" not in editor and reverse("desk_negotiation", args=[paper.pk]) in editor
