"""What do accounts come to? Published examples first, then each coefficient by itself, and what has no number."""

from decimal import Decimal

import pytest

from tests import make_finance
from vendors import finance_words
from vendors.finance import altman, judging, lines, ratios
from vendors.finance.ratios import Found
from vendors.forms.finance import AmountField

# The sample of exinfm.com, "The Z Score": 2.86, "not sure". The debt of 700 is all that is owed there.
EXINFM = {
    "total_assets": 1_000, "retained_earnings": 400, "operating_profit": 50, "revenue": 1_500, "market_value": 600,
    "total_liabilities": 700, "current_assets": 300, "current_liabilities": 200,
}  # fmt: skip
# Ratios of 0.34, 0.15, 0.00, 0.80 and 1.6: 2.70 (wizedu.com, question 366502).
WIZEDU = {
    "total_assets": 100, "retained_earnings": 15, "operating_profit": 0, "revenue": 160, "market_value": 40,
    "total_liabilities": 50, "current_assets": 44, "current_liabilities": 10,
}  # fmt: skip
# The means of the firms that failed and of those that did not, in percent, in Altman's paper of 1968, table 1.
FAILED = {"x1": "-6.1", "x2": "-62.6", "x3": "-31.8", "x4": "40.1", "x5": "150"}
HELD = {"x1": "41.4", "x2": "35.5", "x3": "15.3", "x4": "247.7", "x5": "190"}
FULL = {
    "cash": 200, "receivables": 300, "inventories": 100, "current_assets": 700, "total_assets": 2_000, "payables": 120,
    "current_liabilities": 400, "total_liabilities": 1_200, "debt": 500, "retained_earnings": 300, "equity": 800, "revenue": 2_400,
    "cost_of_sales": 1_460, "operating_profit": 240, "depreciation": 60, "interest": 40, "net_profit": 120, "operating_cash_flow": -60,
}  # fmt: skip


def money(amounts: dict) -> lines.Amounts:
    return {line: Decimal(amount) for line, amount in amounts.items()}


@pytest.mark.parametrize(("amounts", "published"), [(EXINFM, "2.86"), (WIZEDU, "2.70")], ids=["exinfm", "wizedu"])
def test_published_examples_of_z_come_out_as_printed(amounts, published):
    score = altman.of("listed-manufacturer", money(amounts), 12)
    assert f"{score.found.value:.2f}" == published and score.zone == "grey"


@pytest.mark.parametrize(("means", "zone"), [(FAILED, "distress"), (HELD, "safe")], ids=["failed", "held"])
def test_the_mean_firms_of_the_paper_fall_on_either_side(means, zone):
    weights = altman.MODELS["listed-manufacturer"].weights
    assert (
        altman.zone(altman.MODELS["listed-manufacturer"], sum(weights[x] * Decimal(means[x]) / 100 for x in weights))
        == zone
    )


@pytest.mark.parametrize(
    ("kind", "line", "weight"),
    [
        ("private-manufacturer", "current_assets", "0.717"), ("private-manufacturer", "retained_earnings", "0.847"),
        ("private-manufacturer", "operating_profit", "3.107"), ("private-manufacturer", "equity", "0.420"), ("private-manufacturer", "revenue", "0.998"),
        ("other", "current_assets", "6.56"), ("other", "retained_earnings", "3.26"), ("other", "operating_profit", "6.72"), ("other", "equity", "1.05"),
        ("listed-manufacturer", "current_assets", "1.2"), ("listed-manufacturer", "retained_earnings", "1.4"),
        ("listed-manufacturer", "operating_profit", "3.3"), ("listed-manufacturer", "market_value", "0.6"), ("listed-manufacturer", "revenue", "0.999"),
    ],
)  # fmt: skip
def test_each_coefficient_is_the_published_one(kind, line, weight):
    """One line is as large as total assets and liabilities, all others are nought: the score is its weight."""
    nothing = dict.fromkeys([*altman.MODELS[kind].needs], 0) | {"total_assets": 500, "total_liabilities": 500}
    score = altman.of(kind, money(nothing | {line: 500}), 12)
    assert score.found.value == Decimal(weight)


@pytest.mark.parametrize(
    ("kind", "safe", "distress"),
    [("listed-manufacturer", "2.99", "1.81"), ("private-manufacturer", "2.90", "1.23"), ("other", "2.60", "1.10")],
)
def test_a_score_on_a_border_is_grey(kind, safe, distress):
    model = altman.MODELS[kind]
    step = Decimal("0.01")
    found = [altman.zone(model, Decimal(value)) for value in (safe, distress)]
    assert found == ["grey", "grey"]
    assert (
        altman.zone(model, Decimal(safe) + step) == "safe"
        and altman.zone(model, Decimal(distress) - step) == "distress"
    )


def test_no_model_is_for_a_financial_firm_and_a_missing_line_gives_no_score():
    assert altman.of("financial", money(FULL), 12) is None
    score = altman.of("listed-manufacturer", money(FULL), 12)
    assert score.found == Found(None, "missing", ("market_value",)) and score.zone == ""


def test_nothing_owed_leaves_altman_undefined():
    score = altman.of("other", money(FULL | {"total_liabilities": 0}), 12)
    assert score.found == Found(None, "nought") and score.zone == ""


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("current_ratio", "1.75"), ("quick_ratio", "1.5"), ("cash_ratio", "0.5"), ("equity_ratio", "40"), ("debt_to_equity", "1.5"),
        ("debt_to_earnings", "1"), ("interest_cover", "6"), ("operating_margin", "10"), ("net_margin", "5"), ("return_on_assets", "6"),
        ("cash_runway", "40"), ("days_payable", "30"), ("days_receivable", "45.625"),
    ],
)  # fmt: skip
def test_each_ratio_is_worked_out_by_its_formula(key, value):
    assert ratios.of(money(FULL), 12)[key].value == Decimal(value)


@pytest.mark.parametrize("key", ratios.RATIOS)
def test_a_missing_line_is_unknown_and_never_nought(key):
    for line in ratios.RATIOS[key].needs:
        found = ratios.of(money({each: amount for each, amount in FULL.items() if each != line}), 12)[key]
        assert found.value is None and found.missing == (line,)
    assert finance_words.value(found, ratios.RATIOS[key].form, key) == "Unknown"


@pytest.mark.parametrize("key", ratios.RATIOS)
def test_nothing_divides_by_nought(key):
    found = ratios.of(money(dict.fromkeys(FULL, 0)), 12)[key]
    assert found.value is None and found.why in {"nought", "no_burn", "no_debt"}


def test_a_half_year_counts_twice_against_a_balance_and_once_against_itself():
    half, full = ratios.of(money(FULL), 6), ratios.of(money(FULL), 12)
    assert half["return_on_assets"].value == 2 * full["return_on_assets"].value
    assert half["days_payable"].value == full["days_payable"].value / 2
    assert half["cash_runway"].value == full["cash_runway"].value / 2
    assert half["net_margin"].value == full["net_margin"].value


def test_who_owes_more_than_it_owns_has_no_ratio_of_debt_but_falls_short():
    found = ratios.of(money(FULL | {"equity": -10}), 12)["debt_to_equity"]
    assert (
        found == Found(None, "negative")
        and finance_words.value(found, "times", "debt_to_equity") == "Owes more than it owns"
    )
    assert judging.state(METHOD, 1, "debt_to_equity", found) == "short"


@pytest.mark.parametrize(
    ("changes", "why", "state"),
    [({"cash": 500}, "no_debt", "met"), ({"operating_profit": -60}, "negative", "short"), ({"operating_profit": -900, "cash": 600}, "no_debt", "met")],
    ids=["cash", "loss", "both"],
)  # fmt: skip
def test_debt_is_weighed_without_a_number_where_none_is_right(changes, why, state):
    found = ratios.of(money(FULL | changes), 12)["debt_to_earnings"]
    assert (found.value, found.why) == (None, why)
    assert (
        judging.state({"limits": [{"ratio": "debt_to_earnings", "by_tier": {"1": "4"}}]}, 1, "debt_to_earnings", found)
        == state
    )


METHOD = {
    "steady_percent": 5,
    "limits": [
        {"ratio": "current_ratio", "by_tier": {"1": "1.2", "2": "1.0"}},
        {"ratio": "debt_to_equity", "by_tier": {"1": "3"}},
        {"ratio": "cash_runway", "by_tier": {"1": "12"}},
    ],
}


def test_a_limit_is_met_when_it_is_reached():
    assert judging.state(METHOD, 1, "current_ratio", Found(Decimal("1.2"))) == "met"
    assert judging.state(METHOD, 1, "current_ratio", Found(Decimal("1.19"))) == "short"
    assert judging.state(METHOD, 1, "debt_to_equity", Found(Decimal("3.01"))) == "short"
    assert judging.state(METHOD, 1, "current_ratio", Found(None, "missing")) == "unknown"
    assert judging.state(METHOD, 1, "cash_runway", Found(None, "no_burn")) == "met"
    assert (
        judging.state(METHOD, 3, "current_ratio", Found(Decimal(0)))
        == judging.state(METHOD, None, "current_ratio", Found(Decimal(0)))
        == ""
    )


@pytest.mark.parametrize(
    ("values", "trend"),
    [
        ([1, 2, 3], ("better", 2)), ([3, 2, 1], ("worse", 2)), ([1, 3, 2], ("worse", 1)), ([100, 104], ("steady", 1)), ([100, 105], ("better", 1)),
        ([None, 2], ("", 0)), ([1, None, 2, 3], ("better", 1)), ([1], ("", 0)), ([0, 0], ("steady", 1)), ([-4, -2], ("better", 1)),
    ],
    ids=str,
)  # fmt: skip
def test_a_trend_is_the_newest_step_and_how_long_it_goes_on(values, trend):
    found = [None if value is None else Decimal(value) for value in values]
    assert judging.trend(METHOD, "higher", found) == trend
    turned = {"better": "worse", "worse": "better"}
    assert judging.trend(METHOD, "lower", found) == (turned.get(trend[0], trend[0]), trend[1])


def wrong(**changes) -> list[tuple]:
    return [(each.line, each.kind) for each in lines.wrongs(money(FULL | changes))]


def test_a_balance_is_checked_within_rounding():
    assert wrong() == [] and wrong(total_assets=2_002) == []
    assert wrong(total_assets=2_003) == [("total_assets", "balance")]
    assert wrong(equity=-800, total_assets=400, current_assets=400, cash=0) == []


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"current_assets": 2_500}, ("current_assets", "within")), ({"current_liabilities": 1_300}, ("current_liabilities", "within")),
        ({"payables": 500}, ("payables", "within")), ({"debt": 1_300}, ("debt", "within")), ({"cash": 400}, ("current_assets", "parts")),
        ({"revenue": -1}, ("revenue", "negative")),
    ],
    ids=str,
)  # fmt: skip
def test_each_line_that_cannot_be_so_is_named(changes, expected):
    assert wrong(**changes) == [expected]


def test_what_has_to_be_there_is_named_and_the_rest_is_left_out_of_the_sums():
    assert [(each.line, each.kind) for each in lines.wrongs({})] == [(line, "missing") for line in lines.NEEDED]
    assert lines.wrongs(money({"total_assets": 9, "total_liabilities": 4, "equity": 5})) == []


@pytest.mark.parametrize(("typed", "amount"), [("(1,234)", -1234), ("−1 234", -1234), ("1.234.000", 1234000), ("0", 0)])
def test_figures_are_read_as_accounts_print_them(typed, amount):
    assert AmountField().clean(typed) == amount


def test_each_sum_agrees_where_nothing_is_wrong_and_differs_where_it_is():
    good = {line: Decimal(amount) for line, amount in make_finance.AMOUNTS.items()}
    assert {each.state for each in lines.sums(good)} == {"agrees"}
    for wrong in ({"equity": 900}, {"cash": 900}, {"payables": 900}, {"debt": 5_000}):
        states = [each.state for each in lines.sums({**good, **{line: Decimal(at) for line, at in wrong.items()}})]
        assert states.count("differs") == 1, wrong
