"""Which text binds on which day, and does access stay open while a paper is changed, renewed or replaced?"""

import datetime

import pytest
from django.db import InternalError, ProgrammingError, transaction
from django.urls import reverse

from agreements import amending, consolidated, in_force
from agreements.actions import agreements, amendments
from agreements.models import Agreement, Amendment, BindingFact, SecrecyFact
from agreements.rendering import terms
from core import clock
from core.models import Event
from core.refusals import NotAllowed, NotNow
from tests import make
from tests import make_agreements as papers

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


@pytest.fixture
def firm():
    return make.vendor("Corrib Test Works", tier=2)


@pytest.fixture
def counsel():
    return papers.counsel()


@pytest.fixture
def agreement(firm, counsel):
    return papers.signed(firm, by=counsel, variables={"term_months": 12, "secrecy_years": 3})


def put_in_force(paper, counsel) -> Agreement:
    """Issued, signed by the firm and countersigned."""
    agreements.issue(paper, by=counsel, at=clock.now(), because="Agreed with the firm")
    paper.refresh_from_db()
    papers.sign(paper, make.as_person(make.contact(paper.vendor)))
    papers.sign(paper, counsel)
    paper.refresh_from_db()
    return paper


def binding(agreement) -> list[BindingFact]:
    rows = BindingFact.objects.current().filter(
        source_id=agreement.pk, key=agreement.template_key, during__isempty=False
    )
    return sorted(rows, key=lambda row: row.starts_at)


def clause(agreement, on, key) -> dict:
    return next(row for row in consolidated.text(agreement, on) if row["key"] == key)


def test_a_new_term_is_written_into_the_clauses_that_name_it_and_binds_from_its_day(agreement, counsel):
    starts = agreement.starts_on + 30 * DAY
    paper = amendments.draft(agreement, effective_on=starts, variables={"term_months": 18}, by=counsel, at=clock.now())
    assert [change["key"] for change in amending.look(paper).changes] == ["secrecy-term"]
    put_in_force(paper, counsel)
    before, after = clause(agreement, starts - DAY, "secrecy-term"), clause(agreement, starts, "secrecy-term")
    assert "for 12 months" in before["sentences"][0]["text"] and before["source"] == 0
    assert "for 18 months" in after["sentences"][0]["text"] and after["source"] == 1
    assert consolidated.values(agreement, starts)["term_months"] == 18
    assert agreement.document_sha256 in paper.html and "for 18 months" in paper.html


def test_a_renewal_leaves_no_gap_and_moves_the_end_of_secrecy(agreement, counsel):
    first = binding(agreement)[0]
    paper = amendments.renew(agreement, months=6, by=counsel, at=clock.now())
    assert paper.variables["effective_on"] == (agreement.ends_on + DAY).isoformat()
    put_in_force(paper, counsel)
    agreement.refresh_from_db()
    until = terms.term({"term_months": 18}, agreement.starts_on)[1]
    assert agreement.binds_until == until > agreement.ends_on
    (held,) = binding(agreement)
    assert held.starts_at == first.starts_at and held.ends_at == terms.end_of(until, agreement.zone)
    secret = SecrecyFact.objects.current().get(agreement=agreement, what="information")
    assert secret.ends_at == terms.end_of(terms.after_end(until, agreement.variables), agreement.zone)
    assert not BindingFact.objects.filter(source_id=paper.pk).exists()
    assert Event.objects.get(name="agreement.amended").subject_id == agreement.pk


def test_clauses_are_replaced_struck_and_added_and_numbers_stay(agreement, counsel):
    on = agreement.starts_on + DAY
    paper = amendments.draft(agreement, effective_on=on, by=counsel, at=clock.now())
    said = {"by": counsel, "at": clock.now()}
    amendments.set_clause(paper, key="audit", op="replace", title="", sentences=["We look twice a year."], **said)
    amendments.set_clause(paper, key="ai-tools", op="strike", title="", sentences=[], **said)
    amendments.set_clause(paper, key="", op="add", title="Holidays", sentences=["No work on holidays."], **said)
    put_in_force(paper, counsel)
    was, now = consolidated.text(agreement, on - DAY), consolidated.text(agreement, on)
    assert [row["number"] for row in now[:-1]] == [row["number"] for row in was]
    assert clause(agreement, on, "audit")["sentences"] == [
        {"number": f"{clause(agreement, on, 'audit')['number']}.1", "text": "We look twice a year."}
    ]
    assert clause(agreement, on, "ai-tools")["is_struck"] and not clause(agreement, on - DAY, "ai-tools")["is_struck"]
    assert now[-1]["title"] == "Holidays" and now[-1]["number"] == len(was) + 1


def test_a_later_amendment_builds_on_the_one_before(agreement, counsel):
    for number, words in enumerate(["We look twice a year.", "We look each month."], 1):
        starts = agreement.starts_on + number * 10 * DAY
        paper = amendments.draft(agreement, effective_on=starts, by=counsel, at=clock.now())
        amendments.set_clause(paper, key="audit", op="replace", title="", sentences=[words], by=counsel, at=clock.now())
        put_in_force(paper, counsel)
    texts = [clause(agreement, agreement.starts_on + days * DAY, "audit") for days in (9, 10, 19, 20)]
    assert [row["source"] for row in texts] == [0, 1, 1, 2]


def test_an_amendment_that_nobody_signed_changes_nothing(agreement, counsel):
    paper = amendments.renew(agreement, months=6, by=counsel, at=clock.now())
    agreements.issue(paper, by=counsel, at=clock.now())
    assert in_force.of(agreement).until == agreement.ends_on
    assert {row["source"] for row in consolidated.text(agreement)} == {0}


def test_what_cannot_be_meant_cannot_be_issued(agreement, counsel):
    paper = amendments.draft(agreement, effective_on=agreement.starts_on - DAY, by=counsel, at=clock.now())
    assert {problem.id for problem in amending.look(paper).stops} == {"no-change", "too-early"}
    with pytest.raises(NotNow):
        agreements.issue(paper, by=counsel, at=clock.now())


def test_only_who_drafts_may_amend_and_only_what_is_in_force(agreement, firm, counsel):
    at, on = clock.now(), agreement.starts_on
    with pytest.raises(NotAllowed):
        amendments.draft(agreement, effective_on=on, by=make.officer(), at=at)
    paper = amendments.draft(agreement, effective_on=on, by=counsel, at=at)
    assert amendments.draft(agreement, effective_on=on, by=counsel, at=at) == paper
    for wrong in (papers.issued(firm, by=counsel), paper):
        with pytest.raises(NotNow):
            amendments.draft(wrong, effective_on=on, by=counsel, at=at)
    with pytest.raises(NotNow):
        agreements.terminate(paper, by=counsel, at=at, because="No longer")


def test_an_issued_amendment_stays_as_it_is(agreement, counsel):
    paper = amendments.renew(agreement, months=6, by=counsel, at=clock.now())
    row = Amendment.objects.filter(paper=paper)
    row.update(variables={"term_months": 20})
    agreements.issue(paper, by=counsel, at=clock.now())
    for deed in (lambda: row.update(variables={}), row.delete):
        with pytest.raises((ProgrammingError, InternalError)), transaction.atomic():
            deed()


def test_the_old_agreement_ends_as_the_new_one_begins(agreement, firm, counsel):
    begins = agreement.starts_on + 60 * DAY
    new = papers.signed(firm, by=counsel, replaces=agreement, variables={"effective_on": begins.isoformat()})
    agreement.refresh_from_db()
    (old,), (young,) = binding(agreement), binding(new)
    assert old.ends_at == young.starts_at == terms.start_of(begins, new.zone)
    assert (
        agreement.binds_until == begins - DAY
        and Event.objects.get(name="agreement.replaced").subject_id == agreement.pk
    )
    with pytest.raises(NotNow):
        papers.draft(firm, by=counsel, replaces=agreement, template="confidentiality-ip-tier-1")


def test_a_gap_before_the_successor_is_said_before_it_is_issued(agreement, firm, counsel):
    begins = agreement.ends_on + 5 * DAY
    draft = papers.draft(firm, by=counsel, replaces=agreement, variables={"effective_on": begins.isoformat()})
    assert "gap-before-successor" in {problem.id for problem in papers.drafting.look(draft).warnings}


def test_counsel_amends_in_the_browser_and_both_sides_read_the_text_of_a_day(client, agreement, firm, counsel):
    client.force_login(counsel.user)
    began = client.post(reverse("desk_renewal", args=[agreement.pk]), {"months": 6})
    paper = Amendment.objects.get(amends=agreement).paper
    editor = reverse("desk_amendment", args=[paper.pk])
    assert began["Location"] == editor and "for 18 months" in client.get(editor).content.decode()
    clause_page = reverse("desk_amendment_clause", args=[paper.pk]) + "?clause=audit"
    assert "Replace its words" in client.get(clause_page).content.decode()
    assert client.post(clause_page, {"op": "replace", "title": "Audit", "text": ""}).status_code == 422
    said = {"op": "replace", "title": "Audit", "text": "We look twice a year.\nAnd after an incident."}
    assert client.post(clause_page, said).status_code == 302
    day = {f"effective_on_{part}": getattr(agreement.starts_on + 9 * DAY, part) for part in ("day", "month", "year")}
    assert client.post(editor, {**day, "v-term_months": 18, "v-secrecy_years": 3}).status_code == 302
    assert client.post(reverse("desk_agreement_issue", args=[paper.pk]), {}).status_code == 302
    papers.sign(Agreement.objects.get(pk=paper.pk), make.as_person(contact := make.contact(firm)))
    papers.sign(Agreement.objects.get(pk=paper.pk), counsel)
    days = f"?on={agreement.starts_on + 9 * DAY}&against={agreement.starts_on}"
    desk = client.get(reverse("desk_agreement_binding", args=[agreement.pk]) + days).content.decode()
    client.force_login(contact.user)
    portal = client.get(reverse("portal_agreement_binding", args=[agreement.pk]) + days).content.decode()
    for page in (desk, portal):
        assert "<ins>" in page and "twice a year" in page and "Amendment 1" in page and "Original text" in page
    assert paper.reference not in portal and agreement.reference not in portal


def test_pages_of_a_standard_text_say_that_an_amendment_has_none(client, agreement, counsel):
    client.force_login(counsel.user)
    client.post(reverse("desk_renewal", args=[agreement.pk]), {"months": 6})
    paper = Amendment.objects.get(amends=agreement).paper
    edition = {"kind": "countries", "key": paper.jurisdiction, "number": "2"}
    for answer in (
        client.get(reverse("desk_draft_forum", args=[paper.pk])),
        client.post(reverse("desk_draft_edition", args=[paper.pk]), edition),
    ):
        assert answer.status_code == 409 and "has no standard text" in answer.content.decode()
