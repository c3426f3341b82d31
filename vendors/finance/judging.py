"""What falls short of what we ask of a tier, and which way does a ratio move? Plain values in and out.

`method` is vendors/starter/finance.yaml. Nothing here is a verdict: it names what an analyst has to weigh.
"""

from decimal import Decimal

from vendors.finance.ratios import RATIOS, Found

# A ratio without a number that is as good as any, or worse than any.
FINE = {("cash_runway", "no_burn"), ("interest_cover", "nought"), ("debt_to_earnings", "no_debt")}
POOR = {("debt_to_equity", "negative"), ("debt_to_equity", "nought"), ("debt_to_earnings", "negative")}


def limit(method: dict, tier: int | None, key: str) -> Decimal | None:
    """What the tier asks of this ratio; None where it asks nothing, or the tier is not set."""
    row = next((each for each in method["limits"] if each["ratio"] == key), None)
    asked = row["by_tier"].get(str(tier)) if row else None
    return None if asked is None else Decimal(str(asked))


def state(method: dict, tier: int | None, key: str, found: Found) -> str:
    """met, short, unknown, or "" where nothing is asked."""
    asked = limit(method, tier, key)
    if asked is None:
        return ""
    if found.value is None:
        return "met" if (key, found.why) in FINE else "short" if (key, found.why) in POOR else "unknown"
    is_met = found.value >= asked if RATIOS[key].better == "higher" else found.value <= asked
    return "met" if is_met else "short"


def trend(method: dict, better: str, values: list[Decimal | None]) -> tuple[str, int]:
    """(better, worse, steady or "", steps in that direction without a break). `values`: oldest first; the last step counts.

    A step below `steady_percent` of the value before is steady. Without the two newest values there is no trend.
    """
    steps = [_step(method, better, *pair) for pair in zip(values, values[1:], strict=False)]
    if not steps or not steps[-1]:
        return "", 0
    count = 0
    for step in reversed(steps):
        if step != steps[-1]:
            break
        count += 1
    return steps[-1], count


def _step(method: dict, better: str, before: Decimal | None, after: Decimal | None) -> str:
    if before is None or after is None:
        return ""
    change = after - before
    if abs(change) * 100 < abs(before) * method["steady_percent"] or change == 0:
        return "steady"
    return "better" if (change > 0) == (better == "higher") else "worse"
