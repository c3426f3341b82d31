"""Who asked for what in the demo, and what became of it? Open grants, one with a first approval, one waiting, one declined."""

import datetime

from access.actions import conflicts, exceptions, grants
from config.demo.story import Story

# (who, asset, days ago, for so many days, why); `FILES` to take marked copies, the others to read.
FILES = [("tomas", "fixtures", 39, 180, "Drawings at the bench while fixture F-12 is built")]
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
    for level, (who, asset, days, length, why) in [
        *(("view", row) for row in OPEN),
        *(("download", row) for row in FILES),
    ]:
        grant = _request(tale, who, asset, why, tale.ago(days), length, level)
        grants.approve(grant, because="Needed for the work", by=tale.staff("officer"), at=tale.ago(days, hours=-3))
        grants.approve(grant, because="The right person for it", by=tale.staff("owner"), at=tale.ago(days, hours=-5))
    _keep_apart(tale)
    half = _request(tale, "sinead", "endurance", "Second evaluation of series 14", tale.ago(2), 60)
    grants.approve(half, because="Works on the same series", by=tale.staff("officer"), at=tale.ago(1))
    _request(tale, "julia", "firmware", "Fault handling of release 8", tale.ago(1), 90)
    refused = _request(tale, "sinead", "lattice", "I would like to read it", tale.ago(15), 30)
    grants.decline(
        refused, because="The summary in the handbook is enough for this work.", by=tale.staff("owner"), at=tale.ago(14)
    )


def _keep_apart(tale: Story) -> None:
    """Who sees the measured data and the method could work back to what neither says alone. Tomas needs both, for one series."""
    rule = conflicts.declare(
        name="Endurance data and calibration", assets=[tale.assets[key] for key in ("endurance", "lattice", "optics")],
        because="Together they give away how a joint is calibrated; each alone does not.", by=tale.staff("officer"), at=tale.ago(12),
    )  # fmt: skip
    asked = exceptions.ask(
        tale.people["tomas"], rule, (tale.assets["endurance"], tale.assets["lattice"]), by=tale.staff("officer"), at=tale.ago(9, hours=2),
        because="Series 15 is measured on a bench that he calibrates himself.", ends_at=tale.ago(-19),
        control="He reads the method in our test hall alone, with Piotr Nowak beside him.",
    )  # fmt: skip
    exceptions.grant(
        asked, because="One series, and never alone with it.", by=tale.staff("owner"), at=tale.ago(9, hours=1)
    )


def _request(tale: Story, who: str, asset: str, why: str, at: datetime.datetime, length: int, level: str = "view"):
    firm = next(key for key, row in tale.firms.items() if row.pk == tale.people[who].vendor_id)
    return grants.request(
        tale.people[who], tale.assets[asset], purpose=why, starts_at=at, ends_at=at + datetime.timedelta(days=length),
        engagement=tale.works[firm], level=level, by=tale.person(who), at=at,
    )  # fmt: skip
