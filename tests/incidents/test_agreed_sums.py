"""Does a case show what the signed tables of the firm would give, to those who may read agreements?"""

import pytest
from django.urls import reverse

from incidents import agreed_sums
from tests import make, make_incidents
from tests import make_agreements as papers
from tests.agreements.test_amendments import put_in_force

pytestmark = pytest.mark.django_db


@pytest.fixture
def firm():
    return make.vendor("Corrib Test Works", tier=2)


@pytest.fixture
def agreement(firm):
    counsel = papers.counsel()
    draft = papers.draft(firm, by=counsel)
    papers.agreed_sum(draft, by=counsel)
    return put_in_force(draft, counsel)


def test_the_case_cites_the_clause_and_the_sum(client, firm, agreement):
    case = make_incidents.case(make.person(firm, "Tomas"))
    client.force_login(make.officer().user)
    page = client.get(reverse("incident", args=[case.pk])).content.decode()
    assert "Indicative contractual penalty" in page and "EUR 25,000" in page and agreement.reference in page
    (row,) = agreed_sums.rows(case, make.officer())
    assert "clause" in row["meta"] and reverse("desk_penalty", args=[agreement.pk]) in row["url"]


def test_nothing_is_shown_where_no_sum_was_agreed_or_no_firm_is_named(firm):
    papers.signed(firm)
    assert agreed_sums.rows(make_incidents.case(make.person(firm, "Tomas")), make.officer()) == []
    assert agreed_sums.rows(make_incidents.without_name(), make.officer()) == []
