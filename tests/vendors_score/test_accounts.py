"""The financial factor rests on the accounts where they say something, on the mark where they do not, and on nothing where neither does."""

import datetime
import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core import clock
from tests import make, make_dd, make_finance
from tests.vendors_score.test_arithmetic import METHOD, NOTHING, mark, points
from vendors import score_inputs, score_words
from vendors.actions import scores, statements
from vendors.models import RiskScore, ScoreDoubt, ScoreMethod
from vendors.panels import score as panels
from vendors.scoring import arithmetic, doubting

ALL = {"current_ratio": "met", "net_margin": "met", "equity_ratio": "met", "altman": "met"}


def accounts(zone="fine", assurance="audited", ends_on="2025-12-31", **states) -> dict:
    return {"states": {**ALL, **states}, "zone": zone, "assurance": assurance, "ends_on": ends_on}


def factor(**known) -> dict:
    found = arithmetic.score(METHOD, {**NOTHING, **known})["factors"]
    return next(each for each in found if each["key"] == "financial")


# The arithmetic: at most 10 of 100 weights of 70 % of 60 points, so 4.2


@pytest.mark.parametrize(
    ("said", "taken"),
    [
        (accounts(), -4),
        (accounts(net_margin="short", equity_ratio="short"), -2),
        (accounts(assurance="reviewed"), -3),
        (accounts(assurance="none"), -2),
        (accounts(ends_on="2024-01-31"), -2),
        (accounts(ends_on="2020-12-31"), 0),
        (accounts(net_margin="unknown", equity_ratio="unknown"), -2),
        (accounts(zone="short", altman="short"), 2),
    ],
    ids=["all met", "half short", "reviewed", "not looked at", "old", "too old", "half unknown", "distress"],
)
def test_what_the_accounts_take_away(said, taken):
    assert points("financial", accounts=said) == taken


def test_the_accounts_stand_in_the_place_of_the_mark():
    good = {"dimensions": {"financial": mark(4, fresh_on="2026-11-01")}}
    assert factor(**good)["points"] == -4
    assert factor(**good, accounts=accounts(zone="short", altman="short"))["points"] == 2


@pytest.mark.parametrize(
    "said", [None, {"states": {}, "zone": "", "assurance": "audited", "ends_on": "2025-12-31"}, accounts(**dict.fromkeys(ALL, "unknown"))],
    ids=["none", "nothing asked", "all unknown"],
)  # fmt: skip
def test_unknown_stays_unknown_and_the_mark_counts_where_there_is_one(said):
    assert factor(accounts=said)["is_known"] is False
    assert factor(accounts=said, dimensions={"financial": mark()})["mark"] == 3


def test_a_score_of_the_method_before_is_worked_out_as_it_was():
    before = {name: part for name, part in METHOD.items() if name != "accounts"}
    known = {**NOTHING, "dimensions": {"financial": mark()}}
    assert arithmetic.score(before, {**known, "accounts": accounts(zone="short")}) == arithmetic.score(before, known)


def test_a_rating_from_outside_puts_the_accounts_in_doubt_as_well():
    known = {**NOTHING, "accounts": accounts(), "dimensions": {"financial": mark(), "legal": mark()}}
    left = doubting.without(known, "rating")
    assert (left["accounts"], set(left["dimensions"])) == (None, {"legal"})
    assert doubting.without(known, "news")["accounts"] == known["accounts"]


def test_it_says_how_it_stands_and_what_is_unknown():
    said = score_words.text(factor(accounts=accounts(zone="short", altman="short", net_margin="unknown")))
    assert said.startswith("Financial: by the accounts to 31 Dec 2025")
    assert "2 of 4 met, 1 unknown, in the distress zone" in said


# From the records


@pytest.mark.django_db
class TestFromRecords:
    def test_the_newest_accounts_are_judged_by_the_tier(self):
        firm = make.vendor(tier=1)
        make_finance.statement(firm, years_ago=1, amounts={"current_liabilities": 600})
        assert known(firm)["states"]["current_ratio"] == "short"
        newest = make_finance.statement(firm, amounts={"inventories": None})
        found = known(firm)
        assert (found["statement"], found["zone"], found["assurance"]) == (str(newest.pk), "fine", "audited")
        assert (found["states"]["current_ratio"], found["states"]["quick_ratio"]) == ("met", "unknown")

    def test_a_correction_counts_from_when_it_was_known(self):
        firm = make.vendor(tier=1)
        row = make_finance.statement(firm)
        before = clock.now()
        later = before + datetime.timedelta(minutes=1)
        said = make_finance.said(amounts={"current_liabilities": 600})
        statements.correct(row, **said, because="Misread", by=make_dd.analyst(), at=later)
        assert known(firm, later)["states"]["current_ratio"] == "short"
        assert known(firm, before)["states"]["current_ratio"] == "met"

    def test_accounts_that_were_taken_back_say_nothing(self):
        firm = make.vendor(tier=1)
        row = make_finance.statement(firm)
        statements.take_back(row, because="Another firm", by=make_dd.analyst(), at=clock.now())
        assert known(firm) is None

    def test_entering_accounts_puts_the_score_in_doubt_and_the_download_works_it_out_again(self):
        firm = make.vendor(tier=1)
        scores.work_out_doubtful(by=make.CLOCK, at=clock.now())
        make_finance.statement(firm)
        assert ScoreDoubt.objects.filter(vendor=firm).exists()
        scores.work_out_doubtful(by=make.CLOCK, at=clock.now())
        kept = RiskScore.objects.newest_of(firm)
        assert kept.known["accounts"]["states"]
        again = json.loads(json.dumps({"method": ScoreMethod.objects.latest().content, "known": kept.known}))
        assert arithmetic.score(again["method"], again["known"]) == kept.result

    def test_the_same_queries_for_one_firm_and_for_many(self):
        firms = [make.vendor(tier=1) for _each in range(3)]
        for firm in firms:
            make_finance.statement(firm)
        counts = []
        for some in (firms[:1], firms):
            with CaptureQueriesContext(connection) as seen:
                score_inputs.of(some, clock.now())
            counts.append(len(seen))
        assert counts[0] == counts[1]

    def test_the_page_names_the_accounts(self):
        firm = make.vendor(tier=1)
        make_finance.statement(firm)
        found = panels.worked_out(firm, clock.now())
        assert any("by the accounts" in score_words.text(each) for each in found["result"]["factors"])


def known(firm, known_at=None) -> dict | None:
    return score_inputs.of([firm], clock.now(), known_at)[firm.pk]["accounts"]
