"""How does a test get accounts? Entered through the action, with what is not said filled in."""

import datetime

from core import clock
from tests import make, make_dd
from vendors.actions import statements
from vendors.models import Statement

AMOUNTS = {
    "cash": 200, "receivables": 300, "inventories": 100, "current_assets": 700, "total_assets": 2_000, "payables": 120,
    "current_liabilities": 400, "total_liabilities": 1_200, "debt": 500, "retained_earnings": 300, "equity": 800, "revenue": 2_400,
    "cost_of_sales": 1_460, "operating_profit": 240, "depreciation": 60, "interest": 40, "net_profit": 120, "operating_cash_flow": 90,
}  # fmt: skip
YEAR = {
    "months": 12, "currency": "EUR", "unit": 1_000, "kind": "private-manufacturer", "assurance": "audited", "is_consolidated": False,
    "source": "Public register", "note": "",
}  # fmt: skip


def ended(years_ago: int = 0) -> datetime.date:
    """The last day of a financial year that is over."""
    return datetime.date(make_dd.today().year - 1 - years_ago, 12, 31)


def said(**more) -> dict:
    amounts = {**AMOUNTS, **more.pop("amounts", {})}
    return {**YEAR, "amounts": {line: amount for line, amount in amounts.items() if amount is not None}, **more}


def statement(firm, *, years_ago: int = 0, by=None, **more) -> Statement:
    make.starter_content()
    return statements.enter(firm, ends_on=ended(years_ago), by=by or make_dd.analyst(), at=clock.now(), **said(**more))


def typed(**more) -> dict:
    """What the page sends for a year."""
    day = ended()
    first = {"ends_on_day": day.day, "ends_on_month": day.month, "ends_on_year": day.year}
    return {**first, **YEAR, **AMOUNTS, "is_consolidated": "alone", **more}
