"""Which countries and jurisdictions can be chosen? ISO 3166-1, and the states whose own law governs agreements.

countries.tsv holds code and English short name, from the public-domain table of the time zone database.
"""

from functools import cache
from pathlib import Path

from django.utils.translation import gettext_lazy as _l

# ISO 3166-2 codes that agreements know a law for, besides countries.
STATES = [
    ("CA-ON", _l("Canada, Ontario")), ("CA-QC", _l("Canada, Quebec")),
    ("US-CA", _l("United States, California")), ("US-MN", _l("United States, Minnesota")), ("US-NY", _l("United States, New York")),
    ("US-TX", _l("United States, Texas")), ("US-WA", _l("United States, Washington")),
]  # fmt: skip


@cache
def countries() -> list[tuple[str, str]]:
    """(code, English short name), by name."""
    lines = Path(__file__).with_name("countries.tsv").read_text(encoding="utf-8").splitlines()
    return sorted((tuple(line.split("\t")) for line in lines), key=lambda pair: pair[1])


def jurisdictions() -> list[tuple[str, str]]:
    return [*countries(), *STATES]


def name_of(code: str) -> str:
    return dict(jurisdictions()).get(code, code)
