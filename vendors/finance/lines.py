"""Which lines of the accounts do we ask for, and do they fit together?

Amounts are whole numbers in one unit of one currency, as the analyst copied them; a line that is not given is not there.
"""

from dataclasses import dataclass
from decimal import Decimal

Amounts = dict[str, Decimal]

ASSETS = ("cash", "receivables", "inventories", "current_assets", "total_assets")
CLAIMS = ("payables", "current_liabilities", "total_liabilities", "debt", "retained_earnings", "equity")
INCOME = ("revenue", "cost_of_sales", "operating_profit", "depreciation", "interest", "net_profit")
CASH = ("operating_cash_flow",)
MARKET = ("market_value",)
LINES = (*ASSETS, *CLAIMS, *INCOME, *CASH, *MARKET)
NEEDED = ("total_assets", "total_liabilities", "equity")  # without these nothing can be checked
MAY_BE_NEGATIVE = frozenset({"retained_earnings", "equity", "operating_profit", "net_profit", "operating_cash_flow"})
# A part, and the whole that it is within.
WITHIN = (
    ("current_assets", "total_assets"),
    ("current_liabilities", "total_liabilities"),
    ("payables", "current_liabilities"),
    ("debt", "total_liabilities"),
)
LIQUID = ("cash", "receivables", "inventories")
ROUNDING = Decimal(2)  # units: three figures, each rounded by half a unit at most, differ by less


@dataclass(frozen=True)
class Wrong:
    """`kind`: missing, negative, within (more than `other`), parts (together more than `other`), balance. `by`: how much."""

    line: str
    kind: str
    other: str = ""
    by: Decimal = Decimal(0)


@dataclass(frozen=True)
class Sum:
    """What `parts` come to against `whole`: equal to it, or `is_within` it. `found` is None where a part is missing (of those
    within, where all are); `state`: agrees, differs or unknown, as `wrongs` judges."""

    parts: tuple[str, ...]
    whole: str
    is_within: bool
    found: Decimal | None
    state: str


def sums(amounts: Amounts) -> list[Sum]:
    """Every sum that has to agree."""
    wrong = {(each.line, each.kind, each.other) for each in wrongs(amounts)}
    asked = [
        (("total_liabilities", "equity"), "total_assets", ("total_assets", "balance", "")),
        (LIQUID, "current_assets", ("current_assets", "parts", "")),
        *(((part,), whole, (part, "within", whole)) for part, whole in WITHIN),
    ]
    return [_sum(amounts, parts, whole, key[1] != "balance", key in wrong) for parts, whole, key in asked]


def _sum(amounts: Amounts, parts: tuple[str, ...], whole: str, is_within: bool, is_wrong: bool) -> Sum:
    given = [amounts[part] for part in parts if part in amounts]
    is_known = bool(given) if is_within else len(given) == len(parts)
    found = sum(given, Decimal(0)) if is_known else None
    state = "unknown" if found is None or whole not in amounts else "differs" if is_wrong else "agrees"
    return Sum(parts, whole, is_within, found, state)


def wrongs(amounts: Amounts) -> list[Wrong]:
    """What cannot be so, each at the line where it shows. Lines that are not given are left out of the sums."""
    found = [Wrong(line, "missing") for line in NEEDED if line not in amounts]
    found += [Wrong(line, "negative") for line in LINES if amounts.get(line, 0) < 0 and line not in MAY_BE_NEGATIVE]
    found += [
        Wrong(part, "within", whole, amounts[part] - amounts[whole])
        for part, whole in WITHIN
        if part in amounts and whole in amounts and amounts[part] - amounts[whole] > ROUNDING
    ]
    liquid = sum((amounts[line] for line in LIQUID if line in amounts), Decimal(0))
    if "current_assets" in amounts and liquid - amounts["current_assets"] > ROUNDING:
        found.append(Wrong("current_assets", "parts", "", liquid - amounts["current_assets"]))
    if all(line in amounts for line in NEEDED):
        gap = amounts["total_assets"] - amounts["total_liabilities"] - amounts["equity"]
        if abs(gap) > ROUNDING:
            found.append(Wrong("total_assets", "balance", "", gap))
    return found
