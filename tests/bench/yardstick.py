"""How much slower than the limit is it? Variants run interleaved in one process, so that the machine's moods hit all alike.

A figure is the median of the per-round ratios to the first variant, the limit. It is printed, and it is the claim;
milliseconds are shown for orientation only.
"""

import statistics
import time
from collections.abc import Callable


def compare(
    title: str,
    variants: dict[str, Callable],
    *,
    rounds: int = 200,
    warm: int = 20,
    per: int = 1,
    before: Callable = lambda: None,
) -> dict[str, float]:
    """Run the variants A, B, A, B ...; print medians and return each one's ratio to the first.

    `per`: how many units of work one call does (the printed times are per unit, in microseconds). `before` each round
    something may be set up, and is not timed.
    """
    for _ in range(warm):
        before()
        for run in variants.values():
            run()
    taken: dict[str, list[float]] = {name: [] for name in variants}
    for _ in range(rounds):
        before()
        for name, run in variants.items():
            start = time.perf_counter()
            run()
            taken[name].append(time.perf_counter() - start)
    limit = taken[next(iter(variants))]
    ratios = {
        name: statistics.median(mine / base for mine, base in zip(times, limit, strict=True))
        for name, times in taken.items()
    }
    print(f"\n## {title} (n = {rounds})")
    for name, times in taken.items():
        print(f"  {name:<52} {statistics.median(times) / per * 1e6:>12,.1f} us   x {ratios[name]:.2f}")
    return ratios


def verdict(name: str, value: float, goal: float, unit: str = "x") -> None:
    """Print whether the goal was reached; a bench reports, it does not fail."""
    word = "reached" if value <= goal else f"missed by {value - goal:.2f} {unit}"
    print(f"  -> {name}: {value:.2f} {unit}, goal {goal} {unit}: {word}")
