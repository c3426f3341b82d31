"""What would the signed table give for this event? An indication with its arithmetic, never a claim.

| formula          | sum                                             |
|------------------|-------------------------------------------------|
| `fixed`          | the amount, once an event                       |
| `per_day`        | the amount for each day that it lasted          |
| `per_item`       | the amount for each file, person or case        |
| `percent_of_fee` | so many percent of the pay agreed for a year    |

Then the ceiling of one event, then what is left of the ceiling of a year. Amounts are Decimal in the currency of the term.
"""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

FIXED, PER_DAY, PER_ITEM, PERCENT = "fixed", "per_day", "per_item", "percent_of_fee"
FORMULAS = (FIXED, PER_DAY, PER_ITEM, PERCENT)
CENT = Decimal("0.01")


@dataclass(frozen=True)
class Term:
    """One row of the table. Ceilings are None where none was agreed; `cure_days` 0: nothing to put right."""

    event: str
    formula: str
    amount: Decimal
    currency: str
    clause: str
    number: str = ""
    cap_event: Decimal | None = None
    cap_year: Decimal | None = None
    cure_days: int = 0


@dataclass(frozen=True)
class Happening:
    """What is known of the event. `spent`: what the same table gave for earlier events of this year."""

    days: int = 1
    items: int = 1
    yearly_fee: Decimal | None = None
    spent: Decimal = Decimal(0)
    days_since_notice: int | None = None  # None: no notice to put it right was given yet
    is_cured: bool = False


@dataclass(frozen=True)
class Step:
    """`kind` names what was done; `amount` is the sum after it."""

    kind: str
    amount: Decimal
    numbers: tuple[Decimal, ...] = ()


@dataclass(frozen=True)
class Result:
    """`lacks`: what has to be known first; then there is no sum. `is_due`: the time to put it right is over, or there is none."""

    term: Term
    amount: Decimal | None
    steps: tuple[Step, ...] = ()
    is_due: bool = True
    lacks: str = ""


def work_out(term: Term, happening: Happening) -> Result:
    """Raises ValueError for a formula that is not in the table above."""
    if term.formula == PERCENT and happening.yearly_fee is None:
        return Result(term, None, lacks="yearly_fee")
    if happening.is_cured and _in_time(term, happening):
        return Result(term, Decimal(0), (Step("cured", Decimal(0)),), is_due=False)
    steps = [_first(term, happening)]
    if term.cap_event is not None and steps[-1].amount > term.cap_event:
        steps.append(Step("cap_event", term.cap_event, (term.cap_event,)))
    if term.cap_year is not None:
        left = max(term.cap_year - happening.spent, Decimal(0))
        if steps[-1].amount > left:
            steps.append(Step("cap_year", left, (term.cap_year, happening.spent)))
    return Result(term, steps[-1].amount, tuple(steps), is_due=not term.cure_days or _is_late(term, happening))


def _first(term: Term, happening: Happening) -> Step:
    if term.formula == FIXED:
        return Step(FIXED, term.amount, (term.amount,))
    if term.formula == PER_DAY:
        return Step(PER_DAY, term.amount * happening.days, (term.amount, Decimal(happening.days)))
    if term.formula == PER_ITEM:
        return Step(PER_ITEM, term.amount * happening.items, (term.amount, Decimal(happening.items)))
    if term.formula == PERCENT and happening.yearly_fee is not None:
        amount = (happening.yearly_fee * term.amount / 100).quantize(CENT, ROUND_HALF_UP)
        return Step(PERCENT, amount, (term.amount, happening.yearly_fee))
    raise ValueError(term.formula)


def _in_time(term: Term, happening: Happening) -> bool:
    return bool(term.cure_days) and (happening.days_since_notice or 0) <= term.cure_days


def _is_late(term: Term, happening: Happening) -> bool:
    return happening.days_since_notice is not None and happening.days_since_notice > term.cure_days
