"""Which entries of a list may this party be, and why? Pure functions on values: no database, no clock.

The whole engine stands behind one signature, so that another can take its place (settings.WATCH_MATCHER):

    finder(entries: Iterable[Party], least: int = HIT) -> (Party -> list[Match])

The method, its figures and its limits are in docs/matching.md.
"""

from collections.abc import Callable, Iterable

from vendors.matching.party import HIT, Line, Match, Name, Party

__all__ = ["HIT", "Line", "Match", "Name", "Party", "compare", "finder"]

# The engine itself is read by whoever compares, not by every web process.


def compare(ours: Party, theirs: Party) -> Match:
    """Every name of ours with every name of theirs, and what else is known of the two."""
    from vendors.matching import scoring

    return scoring.compare(ours, theirs)


def finder(entries: Iterable[Party], least: int = HIT) -> Callable[[Party], list[Match]]:
    """Index the entries once; the answer finds those that a party may be, best first, `least` points and more."""
    from vendors.matching.index import Index

    index = Index(entries)
    return lambda party: index.find(party, least)
