"""What does a signed table of sums give for an event, with which arithmetic, and which table binds on a day?"""

import datetime
from decimal import Decimal

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from agreements import penalty_table
from agreements.actions import agreements, amendments, penalties
from agreements.models import PenaltyTerm
from agreements.penalties.working_out import FORMULAS, Happening, Term, work_out
from core import clock
from core.refusals import NotAllowed, NotNow
from tests import make
from tests import make_agreements as papers
from tests.agreements.test_amendments import put_in_force

DAY = datetime.timedelta(days=1)
TERM = Term(
    "late_return", "per_day", Decimal(1000), "EUR", "return-destruction", "33", Decimal(5000), Decimal(8000), 10
)
SAID = {
    "event": "late_return", "formula": "per_day", "amount": Decimal(1000), "currency": "EUR", "clause": "return-destruction",
    "cap_event": Decimal(5000), "cap_year": Decimal(8000), "cure_days": 10,
}  # fmt: skip


def test_each_ceiling_is_a_step_of_its_own():
    assert work_out(TERM, Happening(days=3)).amount == 3000
    capped = work_out(TERM, Happening(days=9))
    assert [step.kind for step in capped.steps] == ["per_day", "cap_event"] and capped.amount == 5000
    late = work_out(TERM, Happening(days=9, spent=Decimal(6000)))
    assert late.steps[-1].kind == "cap_year" and late.amount == 2000
    assert work_out(TERM, Happening(days=9, spent=Decimal(9000))).amount == 0


def test_what_was_put_right_in_time_costs_nothing_and_what_was_not_is_due_after_the_days():
    assert work_out(TERM, Happening(days=3, days_since_notice=10, is_cured=True)).amount == 0
    assert work_out(TERM, Happening(days=3, days_since_notice=11, is_cured=True)).amount == 3000
    assert not work_out(TERM, Happening(days=3)).is_due
    assert not work_out(TERM, Happening(days=3, days_since_notice=10)).is_due
    assert work_out(TERM, Happening(days=3, days_since_notice=11)).is_due


def test_a_share_of_an_unknown_pay_is_not_known():
    term = Term("disclosure", "percent_of_fee", Decimal("2.5"), "EUR", "use-restriction")
    assert work_out(term, Happening()).amount is None
    assert work_out(term, Happening(yearly_fee=Decimal("100000"))).amount == Decimal("2500.00")
    assert penalty_table.said(work_out(term, Happening())) != []


@given(
    formula=st.sampled_from(FORMULAS), amount=st.integers(1, 10**6), days=st.integers(1, 400), items=st.integers(1, 400),
    cap_event=st.none() | st.integers(1, 10**6), cap_year=st.none() | st.integers(1, 10**6), spent=st.integers(0, 10**6),
)  # fmt: skip
def test_no_ceiling_is_ever_passed(formula, amount, days, items, cap_event, cap_year, spent):
    caps = {"cap_event": cap_event and Decimal(cap_event), "cap_year": cap_year and Decimal(cap_year)}
    term = Term("disclosure", formula, Decimal(amount), "EUR", "use-restriction", **caps)
    found = work_out(term, Happening(days, items, Decimal(50_000), Decimal(spent))).amount
    assert found >= 0
    assert cap_event is None or found <= cap_event
    assert cap_year is None or found <= max(cap_year - spent, 0)


@pytest.fixture
def counsel():
    return papers.counsel()


def with_sums(draft, counsel, **said):
    penalties.set_term(draft, **{**SAID, **said}, by=counsel, at=clock.now())
    return draft


@pytest.mark.django_db
def test_the_table_is_frozen_with_the_text_and_cites_its_clause(counsel):
    draft = papers.draft(make.vendor(tier=2), by=counsel)
    with pytest.raises(NotAllowed):
        penalties.set_term(draft, **SAID, by=make.officer(), at=clock.now())
    with_sums(draft, counsel)
    issued = agreements.issue(draft, by=counsel, at=clock.now(), because="Worked out with the firm")
    assert "Schedule of agreed sums" in issued.html and "EUR 1000.00" in issued.html
    assert "agreed-sums" in {row["id"] for row in issued.overrides}
    with pytest.raises(NotNow):
        with_sums(issued, counsel, amount=Decimal(2))
    PenaltyTerm.objects.update(amount=Decimal(7))
    (term,) = penalty_table.in_force(issued)
    number = next(row["number"] for row in issued.body["sections"] if row["key"] == "return-destruction")
    assert term.amount == 1000 and term.number == str(number)


@pytest.mark.django_db
def test_a_row_whose_clause_is_not_in_the_text_bars_the_issue(counsel):
    draft = with_sums(papers.draft(make.vendor(tier=2), by=counsel), counsel, clause="non-compete")
    assert "sum-late_return" in {problem.id for problem in papers.drafting.look(draft).stops}


@pytest.mark.django_db
def test_an_amendment_sets_another_table_from_its_day_and_an_incident_asks_for_it(counsel):
    firm = make.vendor(tier=2)
    draft = with_sums(papers.draft(firm, by=counsel), counsel)
    agreement = put_in_force(draft, counsel)
    on = agreement.starts_on + 20 * DAY
    paper = amendments.draft(agreement, effective_on=on, by=counsel, at=clock.now())
    put_in_force(with_sums(paper, counsel, amount=Decimal(300)), counsel)
    assert [penalty_table.in_force(agreement, day)[0].amount for day in (on - DAY, on)] == [1000, 300]
    at = agreement.signed_at + datetime.timedelta(minutes=1)
    ((found, result),) = penalty_table.indications(firm, "late_return", Happening(days=2), at=at)
    assert found == agreement and result.amount == 2000
    assert penalty_table.indications(make.vendor(), "late_return", Happening(), at=at) == []


@pytest.mark.django_db
def test_counsel_sets_the_table_and_works_an_event_out(client, counsel):
    draft = papers.draft(make.vendor(tier=2), by=counsel)
    client.force_login(counsel.user)
    url = reverse("desk_penalties", args=[draft.pk])
    said = {**{name: str(value) for name, value in SAID.items()}, "currency": "eur"}
    assert client.post(url, {**said, "amount": "0"}).status_code == 422
    assert client.post(url, said).status_code == 302
    assert "Return or destruction came late" in client.get(url).content.decode()
    agreement = put_in_force(draft, counsel)
    asked = reverse("desk_penalty", args=[agreement.pk])
    page = client.get(asked + "?event=late_return&days=9&days_since_notice=12").content.decode()
    assert "EUR 5,000" in page and "Not more than EUR 5,000 for one event" in page
    assert client.get(asked + "?event=late_return&days=none").status_code == 200
