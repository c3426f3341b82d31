"""Which entries of a list may this party be, and why? Pure functions on values: no database, no clock.

The whole engine stands behind one signature, so that another can take its place (settings.WATCH_MATCHER):

    finder(entries: Iterable[Party], least: int = HIT) -> (Party -> list[Match])

The method, its figures and its limits are in docs/matching.md.
"""

from collections.abc import Callable, Iterable

from vendors.matching.party import Line, Match, Name, Party
from vendors.matching.scoring import HIT, compare

__all__ = ["HIT", "Line", "Match", "Name", "Party", "compare", "finder"]


def finder(entries: Iterable[Party], least: int = HIT) -> Callable[[Party], list[Match]]:
    """Index the entries once; the answer finds those that a party may be, best first, `least` points and more."""
    from vendors.matching.index import Index  # numpy: read by whoever screens, not by every web process

    index = Index(entries)
    return lambda party: index.find(party, least)
