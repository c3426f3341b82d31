"""What do the ratios of one year say? Plain values in and out, so that anybody can work them out again.

`amounts`: line (vendors/finance/lines.py) -> Decimal, all in the same unit of the same currency; no ratio depends on
which. `months`: the length of the period; a year's flow set against a balance is scaled to twelve months. Balances are
those of the last day, not averages. A line that is not given makes its ratios unknown, never nought.

Definitions follow the CFA Program curriculum, "Financial Analysis Techniques" (Financial Statement Analysis), where no
other source is named. They compare a firm with itself and with its trade; none of them is a verdict.
"""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from vendors.finance.lines import Amounts

TWELVE, DAYS = Decimal(12), Decimal(365)


class Undefined(Exception):
    """The sum has no meaning with these values; `why` names the reason: nought, negative, no_burn, no_debt."""

    def __init__(self, why: str):
        self.why = why


@dataclass(frozen=True)
class Found:
    """`value` is None where it is unknown (`why` is missing, with the lines) or has no meaning (`why` as in Undefined)."""

    value: Decimal | None
    why: str = ""
    missing: tuple[str, ...] = ()


@dataclass(frozen=True)
class Ratio:
    """`better` is higher or lower; `form` is times, percent, days or months: how the value is said."""

    group: str
    better: str
    form: str
    needs: tuple[str, ...]
    work: Callable[[Amounts, int], Decimal]


def current_ratio(a: Amounts, months: int) -> Decimal:
    """Current assets / current liabilities: can what falls due within a year be paid from what turns to cash within it?"""
    return over(a["current_assets"], a["current_liabilities"])


def quick_ratio(a: Amounts, months: int) -> Decimal:
    """(Current assets - inventories) / current liabilities: the same, should nothing in stock be sold."""
    return over(a["current_assets"] - a["inventories"], a["current_liabilities"])


def cash_ratio(a: Amounts, months: int) -> Decimal:
    """Cash and equivalents / current liabilities: the same, should no customer pay."""
    return over(a["cash"], a["current_liabilities"])


def equity_ratio(a: Amounts, months: int) -> Decimal:
    """Equity / total assets, in percent: how much of the firm may be lost before its creditors lose."""
    return percent(a["equity"], a["total_assets"])


def debt_to_equity(a: Amounts, months: int) -> Decimal:
    """Total liabilities / equity. With no equity, or less than none, it has no meaning, and that says more than the ratio."""
    if a["equity"] < 0:
        raise Undefined("negative")
    return over(a["total_liabilities"], a["equity"])


def debt_to_earnings(a: Amounts, months: int) -> Decimal:
    """(Interest-bearing debt - cash) / (operating profit + depreciation and amortisation of twelve months): years that all
    earnings would take to pay the net debt. With as much cash as debt there is none to pay; with no earnings it is never paid."""
    owed, earned = a["debt"] - a["cash"], year(a["operating_profit"] + a["depreciation"], months)
    if owed <= 0:
        raise Undefined("no_debt")
    if earned <= 0:
        raise Undefined("negative")
    return over(owed, earned)


def interest_cover(a: Amounts, months: int) -> Decimal:
    """Operating profit / interest expense: how many times the interest is earned. Without interest it has no meaning."""
    return over(a["operating_profit"], a["interest"])


def operating_margin(a: Amounts, months: int) -> Decimal:
    """Operating profit / revenue, in percent."""
    return percent(a["operating_profit"], a["revenue"])


def net_margin(a: Amounts, months: int) -> Decimal:
    """Net profit / revenue, in percent."""
    return percent(a["net_profit"], a["revenue"])


def return_on_assets(a: Amounts, months: int) -> Decimal:
    """Net profit of twelve months / total assets of the last day, in percent."""
    return percent(year(a["net_profit"], months), a["total_assets"])


def cash_runway(a: Amounts, months: int) -> Decimal:
    """Cash / monthly outflow from operations, in months: how long the cash lasts at this pace. Common usage of lenders and
    investors, no standard. A firm whose operations bring cash in burns none: no number is right for it."""
    if a["operating_cash_flow"] >= 0:
        raise Undefined("no_burn")
    return a["cash"] / (-a["operating_cash_flow"] / months)


def days_payable(a: Amounts, months: int) -> Decimal:
    """Trade payables / cost of sales of twelve months x 365: how late it pays its own suppliers. Cost of sales stands for
    purchases, which accounts seldom print. Rising days are an early sign of short cash."""
    return over(a["payables"], year(a["cost_of_sales"], months)) * DAYS


def days_receivable(a: Amounts, months: int) -> Decimal:
    """Trade receivables / revenue of twelve months x 365: how late its customers pay."""
    return over(a["receivables"], year(a["revenue"], months)) * DAYS


RATIOS = {
    "current_ratio": Ratio("liquidity", "higher", "times", ("current_assets", "current_liabilities"), current_ratio),
    "quick_ratio": Ratio(
        "liquidity", "higher", "times", ("current_assets", "inventories", "current_liabilities"), quick_ratio
    ),
    "cash_ratio": Ratio("liquidity", "higher", "times", ("cash", "current_liabilities"), cash_ratio),
    "cash_runway": Ratio("liquidity", "higher", "months", ("cash", "operating_cash_flow"), cash_runway),
    "equity_ratio": Ratio("leverage", "higher", "percent", ("equity", "total_assets"), equity_ratio),
    "debt_to_equity": Ratio("leverage", "lower", "times", ("total_liabilities", "equity"), debt_to_equity),
    "debt_to_earnings": Ratio(
        "leverage", "lower", "times", ("debt", "cash", "operating_profit", "depreciation"), debt_to_earnings
    ),
    "interest_cover": Ratio("coverage", "higher", "times", ("operating_profit", "interest"), interest_cover),
    "operating_margin": Ratio("profitability", "higher", "percent", ("operating_profit", "revenue"), operating_margin),
    "net_margin": Ratio("profitability", "higher", "percent", ("net_profit", "revenue"), net_margin),
    "return_on_assets": Ratio("profitability", "higher", "percent", ("net_profit", "total_assets"), return_on_assets),
    "days_payable": Ratio("payment", "lower", "days", ("payables", "cost_of_sales"), days_payable),
    "days_receivable": Ratio("payment", "lower", "days", ("receivables", "revenue"), days_receivable),
}


def of(amounts: Amounts, months: int) -> dict[str, Found]:
    """Every ratio of one statement, in the order of RATIOS."""
    return {key: one(rule.work, rule.needs, amounts, months) for key, rule in RATIOS.items()}


def one(work: Callable[[Amounts, int], Decimal], needs: tuple[str, ...], amounts: Amounts, months: int) -> Found:
    missing = tuple(line for line in needs if line not in amounts)
    if missing:
        return Found(None, "missing", missing)
    try:
        return Found(work(amounts, months))
    except Undefined as undefined:
        return Found(None, undefined.why)


def over(top: Decimal, bottom: Decimal) -> Decimal:
    """Raises Undefined where the divisor is nought."""
    if bottom == 0:
        raise Undefined("nought")
    return top / bottom


def percent(top: Decimal, bottom: Decimal) -> Decimal:
    return over(top, bottom) * 100


def year(flow: Decimal, months: int) -> Decimal:
    """What flowed in `months`, as of twelve."""
    return flow * TWELVE / months
