"""The pages of financial health: ratios in words, one year, entering and correcting it, and the file."""

import csv
import io

import pytest
from django.test import Client
from django.urls import reverse

from core.web.dates import say_day
from tests import make, make_dd, make_finance
from vendors.models import Statement

pytestmark = pytest.mark.django_db


def client_of(actor=None) -> Client:
    client = Client()
    client.force_login((actor or make_dd.analyst()).user)
    return client


def text_of(name: str, *args, actor=None, **query) -> str:
    answer = client_of(actor).get(reverse(name, args=args), query)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def test_what_falls_short_is_said_in_words_and_is_no_verdict():
    firm = make.vendor(tier=1)
    make_finance.statement(firm, amounts={"cash": 50, "current_assets": 460}, assurance="none")
    text = text_of("subcontractor_finance", firm.pk)
    assert "Current ratio: 1.15, asked for at least 1.20" in text and "not a verdict" in text
    assert "neither audited nor reviewed" in text and "1 year alone shows no trend" in text
    assert (
        "Altman Z′ (1983)" in text and "Its shares are not listed" not in text and "whose shares are not listed" in text
    )
    assert "Journal of Finance" in text and "66 manufacturers" in text


def test_years_stand_side_by_side_with_their_trend():
    firm = make.vendor(tier=1)
    make_finance.statement(firm, years_ago=2, amounts={"current_liabilities": 300})
    make_finance.statement(firm, years_ago=1, amounts={"current_liabilities": 350})
    make_finance.statement(firm)
    assert "Worse 2 years running" in text_of("subcontractor_finance", firm.pk)


def test_a_missing_line_reads_unknown_and_says_which():
    firm = make.vendor(tier=1)
    make_finance.statement(firm, amounts={"inventories": None})
    text = text_of("subcontractor_finance", firm.pk)
    assert "Missing: Inventories" in text and "1 of 9 ratios that are asked for is unknown" in text


def test_the_record_and_the_screening_show_it_beside_the_financial_dimension():
    firm = make.vendor(tier=1)
    make_finance.statement(firm, amounts={"cash": 50, "current_assets": 460})
    assert "Current ratio: 1.15" in text_of("subcontractor_tab", firm.pk, "assessments")
    screening = make_dd.screening(firm, by=make_dd.analyst())
    assert "Current ratio: 1.15" in text_of("screening_dimension", screening.pk, "financial")
    assert "Current ratio: 1.15" not in text_of("screening_dimension", screening.pk, "legal")


def test_a_year_is_entered_and_leads_to_its_page():
    firm = make.vendor()
    answer = client_of().post(reverse("statement_new", args=[firm.pk]), make_finance.typed(cash="(5)", note="Seen"))
    assert answer.status_code == 422 and "cannot be below 0" in answer.content.decode()
    answer = client_of().post(
        reverse("statement_new", args=[firm.pk]), make_finance.typed(revenue="2.400", note="Seen")
    )
    row = Statement.objects.get(vendor=firm)
    assert answer["Location"] == reverse("statement", args=[row.pk])
    assert (row.amounts["revenue"], row.note, row.is_consolidated) == (2_400, "Seen", False)


def test_each_error_stands_at_its_line_and_what_was_typed_is_kept():
    firm = make.vendor()
    wrong = make_finance.typed(total_assets="2100", payables="500", currency="ZZZ", source="", market_value="77")
    answer = client_of().post(reverse("statement_new", args=[firm.pk]), wrong)
    form = answer.context["form"]
    assert set(form.errors) == {"total_assets", "payables", "currency", "stored"}
    assert 'value="77"' in answer.content.decode() and not Statement.objects.exists()


def test_a_year_that_is_there_is_refused_at_its_date():
    firm = make.vendor()
    make_finance.statement(firm)
    answer = client_of().post(reverse("statement_new", args=[firm.pk]), make_finance.typed(cash="150"))
    assert answer.status_code == 422 and "Correct them instead" in answer.content.decode()


def test_a_correction_begins_with_what_is_there_and_shows_both_versions():
    row = make_finance.statement(make.vendor())
    client = client_of()
    page = client.get(reverse("statement_correction", args=[row.pk])).content.decode()
    assert 'name="cash" value="200"' in page and "ends_on_day" not in page
    said = make_finance.typed(cash="150", because="Misread the page")
    answer = client.post(reverse("statement_correction", args=[row.pk]), said)
    newest = Statement.objects.current().get()
    assert answer["Location"] == reverse("statement", args=[newest.pk])
    assert "Misread the page" in text_of("statement", newest.pk) and "An older version" in text_of("statement", row.pk)
    stale = client.post(reverse("statement_correction", args=[row.pk]), said | {"cash": "10"})
    assert stale.status_code == 409


def test_a_year_is_taken_back_with_a_reason():
    row = make_finance.statement(make.vendor())
    client = client_of()
    assert client.post(reverse("statement_removal", args=[row.pk]), {"because": ""}).status_code == 422
    client.post(reverse("statement_removal", args=[row.pk]), {"because": "Of another firm"})
    assert "Taken back. It no longer counts." in text_of("statement", row.pk)


def test_the_file_holds_lines_and_ratios_of_this_firm_alone():
    firm, other = make.vendor("Alder"), make.vendor("Birch")
    make_finance.statement(firm), make_finance.statement(other)
    answer = client_of(make.officer()).get(reverse("subcontractor_finance", args=[firm.pk]), {"export": "csv"})
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert [row["Subcontractor"] for row in rows] == ["Alder"]
    assert (
        rows[0]["Total assets"] == "2000"
        and rows[0]["Current ratio"] == "1.7500"
        and rows[0]["Altman model"] == "Altman Z′ (1983)"
    )
    assert rows[0]["Market value of the shares"] == ""


def test_who_only_reads_finds_no_button_and_a_steward_of_another_firm_nothing():
    row = make_finance.statement(make.vendor())
    assert "Enter a financial year" not in text_of(
        "subcontractor_finance", row.vendor_id, actor=make.staff_member("approver")
    )
    stranger = make.steward(make.vendor())
    assert client_of(stranger).get(reverse("statement", args=[row.pk])).status_code == 404


def test_the_year_before_stands_beside_each_figure():
    firm = make.vendor()
    make_finance.statement(firm, years_ago=2, amounts={"cash": 11})
    make_finance.statement(firm, years_ago=1, amounts={"cash": 222})
    text = text_of("statement_new", firm.pk)
    assert "222" in text and "Year to" in text and say_day(make_finance.ended(1), "full") in text
    newest = make_finance.statement(firm, amounts={"cash": 199})
    assert 'value="199"' in text_of("statement_correction", newest.pk)
    assert "222" in text_of("statement_correction", newest.pk)


def test_without_a_year_before_there_is_no_empty_column():
    assert "Year before" not in text_of("statement_new", make.vendor().pk)


def test_the_sums_are_worked_out_by_the_server_and_nothing_is_kept():
    firm = make.vendor()
    typed = make_finance.typed(total_assets="2100", receivables="")
    for answer in (
        client_of().post(reverse("statement_sums", args=[firm.pk]), typed),
        client_of().post(reverse("statement_new", args=[firm.pk]), {**typed, "then": "sums"}),
    ):
        text = " ".join(answer.content.decode().split())
        assert answer.status_code == 200 and not Statement.objects.exists()
        assert "Total liabilities + Equity, total" in text and "Does not agree" in text
    assert 'value="2100"' in text


def test_a_sum_is_unknown_while_its_parts_are():
    answer = client_of().post(reverse("statement_sums", args=[make.vendor().pk]), {})
    assert [each["tag"]["text"] for each in answer.context["sums"]] == ["Unknown"] * 6
