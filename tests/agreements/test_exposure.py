"""Does the legal-exposure sheet say what is known, work the periods out, and admit what is not known?"""

import datetime
from decimal import Decimal

import pytest
from django.urls import reverse

from agreements import exposure
from agreements.models import Jurisdiction
from tests import make
from tests import make_agreements as papers
from tests.agreements.test_amendments import put_in_force

LEAKED, LEARNED = datetime.date(2026, 3, 10), datetime.date(2026, 5, 20)
DAYS = {"learned_on": LEARNED, "leaked_on": LEAKED}


def test_a_period_runs_from_its_own_day_and_not_past_the_long_stop():
    rule = {"claim": "Damages", "years": 3, "from": "knowledge"}
    assert exposure.last_day(rule, **DAYS) == datetime.date(2029, 5, 20)
    assert exposure.last_day({**rule, "from": "event"}, **DAYS) == datetime.date(2029, 3, 10)
    assert exposure.last_day({**rule, "year_end": True}, **DAYS) == datetime.date(2029, 12, 31)
    late = {"learned_on": datetime.date(2035, 1, 1), "leaked_on": LEAKED}
    assert exposure.last_day({**rule, "long_stop": 10}, **late) == datetime.date(2036, 3, 10)


def test_a_state_adds_to_the_law_of_its_country():
    found = exposure.law("US-CA", **DAYS)
    assert [row["claim"] for row in found["limits"]] == ["State trade secret", "Federal trade secret"]
    criminal = next(part["text"] for part in found["parts"] if part["title"] == "Criminal law")
    assert "ten years" in criminal


def test_a_province_adds_to_the_law_of_canada_and_canada_alone_names_no_period():
    found = exposure.law("CA-QC", **DAYS)
    assert (found["name"], [row["last_on"].year for row in found["limits"]]) == ("Canada, Quebec", [2029])
    assert "deceit" in next(part["text"] for part in found["parts"] if part["title"] == "Criminal law")
    assert exposure.law("CA", **DAYS)["limits"] == []


def test_the_cap_on_a_penalty_in_vietnam_is_said():
    contract = next(part["text"] for part in exposure.law("VN", **DAYS)["parts"] if part["title"] == "Contract")
    assert "8 percent" in contract


def test_what_is_not_on_file_is_said_to_be_unknown():
    assert exposure.law("ZZ", **DAYS) == {"name": "ZZ", "is_known": False}


@pytest.mark.django_db
def test_every_country_that_an_agreement_can_be_under_says_something():
    papers.library()
    usable = [row.key for row in Jurisdiction.objects.newest() if row.content["usable"]]
    assert usable
    silent = [code for code in usable if not exposure.law(code, **DAYS)["is_known"]]
    assert silent == []


@pytest.mark.django_db
def test_an_award_reaches_where_both_are_parties_and_an_unknown_place_is_said_so():
    papers.library()
    assert "New York Convention" in exposure.reach("IE", "DE")["award"]
    assert "Brussels" in exposure.reach("IE", "DE")["judgment"] and exposure.reach("IE", "IE")["is_home"]
    unknown = exposure.reach("IE", "ZZ")
    assert unknown["award"].startswith("Not known") and unknown["judgment"].startswith("Not known")


@pytest.mark.django_db
def test_a_place_outside_the_convention_says_so_from_either_side():
    papers.library()
    for ours, theirs in (("IE", "TW"), ("TW", "IE")):
        found = exposure.reach(ours, theirs)
        assert "outside the New York Convention" in found["award"]
        assert any("Kluwer" in source["title"] for source in found["sources"])


@pytest.mark.django_db
def test_what_their_country_asks_of_an_award_is_said_beside_the_convention():
    papers.library()
    assert "gazetted" in exposure.reach("IE", "IN")["award"] and "gazetted" not in exposure.reach("IN", "IE")["award"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("ours", "theirs", "words"),
    [
        ("IE", "SG", "Hague Convention of 2005"), ("CN", "IT", "A treaty between the two"), ("GB", "CA-ON", "1984"),
        ("IE", "BR", "Superior Court of Justice"), ("IE", "US-TX", "No treaty on judgments"), ("CA-ON", "KR", "reciprocity"),
    ],
)  # fmt: skip
def test_a_judgment_is_told_of_by_the_pair_else_by_their_country(ours, theirs, words):
    papers.library()
    assert words in exposure.reach(ours, theirs)["judgment"]


@pytest.mark.django_db
def test_a_firm_in_canada_without_a_province_reads_that_no_period_is_known(client):
    papers.library()
    counsel, firm = papers.counsel(), make.vendor("Moose Works", country="CA", jurisdiction="")
    client.force_login(counsel.user)
    page = client.get(reverse("desk_legal_exposure", args=[firm.pk])).content.decode()
    assert "Ask counsel there before a period is relied on" in page and "Parties to the New York Convention" in page


@pytest.mark.django_db
def test_the_sheet_names_the_papers_the_sums_and_the_missing_insurance(client):
    counsel, firm = papers.counsel(), make.vendor("Corrib Test Works", tier=2)
    draft = papers.draft(firm, by=counsel, jurisdiction="DE")
    papers.agreed_sum(draft, by=counsel, amount=Decimal(25_000))
    agreement = put_in_force(draft, counsel)
    client.force_login(counsel.user)
    url = reverse("desk_legal_exposure", args=[firm.pk])
    page = client.get(url + "?learned_on=2026-05-20&leaked_on=2026-03-10").content.decode()
    assert agreement.reference in page and "Germany" in page and "31 December 2029" in page
    assert "EUR 25,000" in page and "No accepted policy" in page and "Not legal advice" in page
    assert client.get(url + "?learned_on=2026-01-01&leaked_on=2026-03-10").status_code == 422
    paper = client.get(reverse("desk_legal_exposure_paper", args=[firm.pk]))
    assert paper["Content-Type"] == "application/pdf" and paper.content.startswith(b"%PDF")
    record = client.get(reverse("subcontractor_tab", args=[firm.pk, "agreements"])).content.decode()
    assert url in record


@pytest.mark.django_db
def test_who_may_not_read_agreements_may_not_read_the_sheet(client):
    firm = make.vendor()
    client.force_login(make.staff_member("trainer").user)
    assert client.get(reverse("desk_legal_exposure", args=[firm.pk])).status_code == 403
