"""Who asked for what in the demo, and what became of it? Open grants, one with a first approval, one waiting, one declined."""

import datetime

from access.actions import grants
from config.demo.story import Story

# (who, asset, days ago, for so many days, why)
OPEN = [
    ("tomas", "endurance", 20, 80, "Evaluating series 14"),
    ("tomas", "fixtures", 40, 180, "Building fixture F-12"),
    ("tomas", "lattice", 9, 28, "Calibrating the bench before series 15"),
    ("sinead", "fixtures", 38, 180, "Building fixture F-12"),
    ("emre", "firmware", 45, 48, "Current loop of release 8"),
    ("grace", "housing", 30, 120, "Casting of the first series"),
    ("petra", "housing", 28, 120, "Patterns for the first series"),
]


def ask(tale: Story) -> None:
    for who, asset, days, length, why in OPEN:
        grant = _request(tale, who, asset, why, tale.ago(days), length)
        grants.approve(grant, because="Needed for the work", by=tale.staff("officer"), at=tale.ago(days, hours=-3))
        grants.approve(grant, because="The right person for it", by=tale.staff("owner"), at=tale.ago(days, hours=-5))
    half = _request(tale, "sinead", "endurance", "Second evaluation of series 14", tale.ago(2), 60)
    grants.approve(half, because="Works on the same series", by=tale.staff("officer"), at=tale.ago(1))
    _request(tale, "julia", "firmware", "Fault handling of release 8", tale.ago(1), 90)
    refused = _request(tale, "sinead", "lattice", "I would like to read it", tale.ago(15), 30)
    grants.decline(
        refused, because="The summary in the handbook is enough for this work.", by=tale.staff("owner"), at=tale.ago(14)
    )


def _request(tale: Story, who: str, asset: str, why: str, at: datetime.datetime, length: int):
    firm = next(key for key, row in tale.firms.items() if row.pk == tale.people[who].vendor_id)
    return grants.request(
        tale.people[who], tale.assets[asset], purpose=why, starts_at=at, ends_at=at + datetime.timedelta(days=length),
        engagement=tale.works[firm], by=tale.person(who), at=at,
    )  # fmt: skip
