"""How do accounts speak? Names and explanations of lines, ratios and models, and the sentence for what is wrong or missing."""

from decimal import Decimal

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l
from django.utils.translation import ngettext

from vendors.finance import lines
from vendors.finance.ratios import Found

# Line -> its name, and what it takes in.
LINES = {
    "cash": (_l("Cash and cash equivalents"), _l("Money in hand and at banks, and what turns to money within three months")),
    "receivables": (_l("Trade receivables"), _l("What customers owe")),
    "inventories": (_l("Inventories"), _l("Stock and work in progress. A firm without any: 0")),
    "current_assets": (_l("Current assets, total"), _l("All that turns to money within a year")),
    "total_assets": (_l("Total assets"), _l("The sum of the assets' side")),
    "payables": (_l("Trade payables"), _l("What is owed to suppliers")),
    "current_liabilities": (_l("Current liabilities, total"), _l("All that has to be paid within a year")),
    "total_liabilities": (_l("Total liabilities"), _l("All that is owed, provisions included, equity not")),
    "debt": (_l("Interest-bearing debt"), _l("Loans, bonds and leases, short and long. Part of the total liabilities")),
    "retained_earnings": (_l("Retained earnings"), _l("Profits kept since the beginning; with a minus where losses add up")),
    "equity": (_l("Equity, total"), _l("What belongs to the owners; with a minus where more is owed than owned")),
    "revenue": (_l("Revenue"), _l("Sales of the period without taxes on them")),
    "cost_of_sales": (_l("Cost of sales"), _l("What the goods and services sold have cost, without a minus")),
    "operating_profit": (_l("Operating profit"), _l("Before interest and taxes (EBIT); with a minus for a loss")),
    "depreciation": (_l("Depreciation and amortisation"), _l("Of the period, without a minus")),
    "interest": (_l("Interest expense"), _l("Of the period, without a minus. A firm without debt: 0")),
    "net_profit": (_l("Net profit"), _l("After taxes; with a minus for a loss")),
    "operating_cash_flow": (_l("Cash flow from operations"), _l("From the cash flow statement; with a minus where cash went out")),
    "market_value": (_l("Market value of the shares"), _l("Price at the end of the period times the number of shares. Listed firms alone")),
}  # fmt: skip
PARTS = [
    (_l("Assets, on the last day"), lines.ASSETS),
    (_l("Liabilities and equity, on the last day"), lines.CLAIMS),
    (_l("Income of the period"), lines.INCOME),
    (_l("Cash of the period"), lines.CASH),
    (_l("The stock exchange"), lines.MARKET),
]
GROUPS = {
    "liquidity": _l("Liquidity"), "leverage": _l("Debt"), "coverage": _l("Cover"), "profitability": _l("Profit"), "payment": _l("Payment"),
}  # fmt: skip
# Ratio -> its name and formula; the sources stand in vendors/finance/ratios.py.
RATIOS = {
    "current_ratio": (_l("Current ratio"), _l("Current assets ÷ current liabilities")),
    "quick_ratio": (_l("Quick ratio"), _l("(Current assets − inventories) ÷ current liabilities")),
    "cash_ratio": (_l("Cash ratio"), _l("Cash ÷ current liabilities")),
    "cash_runway": (_l("Cash lasts"), _l("Cash ÷ what operations use up in a month")),
    "equity_ratio": (_l("Equity ratio"), _l("Equity ÷ total assets")),
    "debt_to_equity": (_l("Liabilities to equity"), _l("Total liabilities ÷ equity")),
    "debt_to_earnings": (_l("Net debt to earnings"), _l("(Debt − cash) ÷ (operating profit + depreciation)")),
    "interest_cover": (_l("Interest cover"), _l("Operating profit ÷ interest")),
    "operating_margin": (_l("Operating margin"), _l("Operating profit ÷ revenue")),
    "net_margin": (_l("Net margin"), _l("Net profit ÷ revenue")),
    "return_on_assets": (_l("Return on assets"), _l("Net profit ÷ total assets")),
    "days_payable": (_l("Pays suppliers after"), _l("Trade payables ÷ cost of sales × 365")),
    "days_receivable": (_l("Is paid after"), _l("Trade receivables ÷ revenue × 365")),
}
MODELS = {
    "z": (_l("Altman Z (1968)"), _l("It is a manufacturer whose shares are listed.")),
    "z1": (_l("Altman Z′ (1983)"), _l("It is a manufacturer whose shares are not listed.")),
    "z2": (_l("Altman Z″ (1995)"), _l("It is no manufacturer, or in an emerging market.")),
}
VARIABLES = {
    "x1": _l("Working capital ÷ total assets"), "x2": _l("Retained earnings ÷ total assets"), "x3": _l("Operating profit ÷ total assets"),
    "x4": _l("Book value of equity ÷ total liabilities"), "x5": _l("Revenue ÷ total assets"),
}  # fmt: skip
MARKET_X4 = _l("Market value of equity ÷ total liabilities")
ZONES = {
    "safe": (_l("Safe zone"), "plain", "check"), "grey": (_l("Grey zone"), "warn", "triangle-alert"), "distress": (_l("Distress zone"), "danger", "circle-x"),
}  # fmt: skip
SOURCES = [
    _l("Z: E. I. Altman, Financial Ratios, Discriminant Analysis and the Prediction of Corporate Bankruptcy, Journal of Finance 23(4), 1968."),
    _l("Z′: E. I. Altman, Corporate Financial Distress, Wiley, 1983."),
    _l("Z″: E. I. Altman, J. Hartzell, M. Peck, Emerging Markets Corporate Bonds: A Scoring System, Salomon Brothers, 1995. Here without the constant of 3.25 that some print."),
    _l("Ratios: CFA Program curriculum, Financial Analysis Techniques. How long cash lasts is common usage, no standard."),
]  # fmt: skip
LIMITS = [
    _l("The weights come from firms of the United States, those of Z from 66 manufacturers of 1946 to 1965. They drift with time, country and accounting rules."),
    _l("No model is for banks, insurers or other financial firms."),
    _l("Young firms score low, because they had no time to retain earnings."),
    _l("The score says how alike a firm is to firms that failed within about two years, not how probable failure is."),
    _l("Figures that are old, not audited or wrong give a score that is no better than they are."),
]  # fmt: skip


def wrong(found: lines.Wrong) -> str:
    """What cannot be so, as a sentence for the field of its line."""
    name, other = LINES[found.line][0], LINES[found.other][0] if found.other else ""
    sentences = {
        "missing": _("Enter “%(name)s”; without it nothing can be checked"),
        "negative": _("“%(name)s” cannot be below 0"),
        "within": _("“%(name)s” is part of “%(other)s” but %(by)s more"),
        "parts": _("Cash, trade receivables and inventories are part of “%(name)s” but %(by)s more together"),
        "balance": _("Total assets are not liabilities plus equity: the difference is %(by)s"),
    }
    return sentences[found.kind] % {"name": name, "other": other, "by": amount(found.by)}


def sums(amounts: lines.Amounts) -> list[dict]:
    """What has to agree, as a line each: {parts, found, rule, whole, limit, tag}."""
    tags = {
        "agrees": (_("Agrees"), "ok", "check"),
        "differs": (_("Does not agree"), "danger", "circle-x"),
        "unknown": (_("Unknown"), "outline", "circle-dashed"),
    }
    return [
        {
            "parts": " + ".join(str(LINES[part][0]) for part in each.parts),
            "found": amount(each.found),
            "rule": _("at most") if each.is_within else _("equal to"),
            "whole": LINES[each.whole][0],
            "limit": amount(amounts.get(each.whole)),
            "tag": dict(zip(("text", "tone", "icon"), tags[each.state], strict=True)),
        }
        for each in lines.sums(amounts)
    ]


def amount(value: Decimal | int | None) -> str:
    """A whole number with its thousands apart."""
    return "" if value is None else _plain(value, 0)


def _plain(number: Decimal | int, places: int) -> str:
    """With the minus that a figure has in print."""
    return number_format(number, places, use_l10n=True, force_grouping=True).replace("-", "\u2212")


def value(found: Found, form: str, key: str = "") -> str:
    """As people read it: 1.25, 12.5 %, 34 days; in words where there is no number."""
    if found.value is None:
        return unknown(found, key)
    return figure(found.value, form)


def figure(number: Decimal, form: str, places: int = 2) -> str:
    if form == "days":
        days = int(number.quantize(Decimal(1)))
        return ngettext("%(n)s day", "%(n)s days", days) % {"n": amount(days)}
    if form == "months":
        return _("%(n)s months") % {"n": _plain(number, 1)}
    return _("%(n)s %%") % {"n": _plain(number, 1)} if form == "percent" else _plain(number, places)


def unknown(found: Found, key: str = "") -> str:
    """Why there is no number."""
    special = {
        ("cash_runway", "no_burn"): _("Operations bring cash in"),
        ("interest_cover", "nought"): _("Pays no interest"),
        ("debt_to_equity", "negative"): _("Owes more than it owns"),
        ("debt_to_equity", "nought"): _("Has no equity"),
        ("debt_to_earnings", "negative"): _("Earns nothing to pay with"),
        ("debt_to_earnings", "no_debt"): _("No more debt than cash"),
    }
    if found.why == "missing":
        return _("Unknown")
    return special.get((key, found.why), _("Cannot be divided by 0"))


def lacking(found: Found) -> str:
    """Which lines are missing."""
    if not found.missing:
        return ""
    return _("Missing: %(lines)s") % {"lines": ", ".join(str(LINES[line][0]) for line in found.missing)}


def trend(direction: str, steps: int) -> str:
    if not direction:
        return ""
    if direction == "steady":
        return _("Steady")
    if direction == "better":
        return ngettext("Better than the year before", "Better %(n)d years running", steps) % {"n": steps}
    return ngettext("Worse than the year before", "Worse %(n)d years running", steps) % {"n": steps}
