"""A name against 50,000: how long does it take, what is found of what was planted, and what that was not there?

The outside cases are read where RINGFENCE_NAME_CASES names a file in the form of the name bench of
opensanctions/nomenklatura (contrib/name_bench/cases.csv). They are other people's and not kept here.
"""

import csv
import os
import random
import time
from collections import Counter
from pathlib import Path

import pytest

from tests.bench import names, plain_names
from tests.bench.yardstick import verdict
from vendors.matching import HIT, Name, Party, compare, finder

pytestmark = [pytest.mark.bench, pytest.mark.timeout(1800)]
ENTRIES, ASKED = 50_000, 4_000
CASES = os.environ.get("RINGFENCE_NAME_CASES", "")


def party(key, kind: str, text: str) -> Party:
    return Party(key, kind, (Name(text),))


def test_slips_and_word_order_among_plain_names():
    draw = random.Random(11)
    listed = plain_names.names(ENTRIES, draw)
    places = [draw.randrange(ENTRIES) for _ in range(ASKED)]
    planted = [
        (place, party(place, plain_names.kind(listed[place]), plain_names.slipped(draw, listed[place])))
        for place in places
    ]
    strangers = [party(None, plain_names.kind(text), text) for text in plain_names.names(ASKED, draw)]
    find = _indexed([party(place, plain_names.kind(text), text) for place, text in enumerate(listed)])
    found, taken = _asked(find, [each for _place, each in planted])
    wrong, more = _asked(find, strangers)
    recall = sum(_has(matches, place) for matches, (place, _each) in zip(found, planted, strict=True)) / ASKED
    _report("plain names", (taken + more) / (2 * ASKED), recall, sum(map(bool, wrong)) / ASKED)


def test_ways_to_write_a_name():
    listed = names.listed(ENTRIES, seed=12)
    planted, strangers = names.variants(ASKED, listed, seed=13), names.strangers(ASKED, listed, seed=14)
    find = _indexed([party(place, each.kind, each.text) for place, each in enumerate(listed)])
    found, taken = _asked(find, [party(None, listed[place].kind, text) for _way, text, place in planted])
    wrong, more = _asked(find, [party(None, each.kind, each.text) for each in strangers])
    near, _taken = _asked(
        find, [party(None, each.kind, each.text) for each in names.neighbours(ASKED, listed, seed=15)]
    )
    hits, all_of = Counter(), Counter()
    for (way, _text, place), matches in zip(planted, found, strict=True):
        all_of[way] += 1
        hits[way] += _has(matches, place)
    for way in names.WAYS:
        print(f"  {way:<40} recall {hits[way] / all_of[way]:.3f}")
    print(f"  relatives and sister firms taken for it: {sum(map(bool, near)) / ASKED:.2%}")
    recall = sum(hits.values()) / ASKED
    _report("people and firms", (taken + more) / (2 * ASKED), recall, sum(map(bool, wrong)) / ASKED)


@pytest.mark.skipif(not CASES, reason="RINGFENCE_NAME_CASES names no file")
def test_outside_cases():
    with Path(CASES).open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    kinds = {"Person": "person", "LegalEntity": "", "Vessel": "other"}
    said = [_score(row, kinds.get(row["schema"], "organisation")) >= HIT for row in rows]
    truth = [row["is_match"] == "true" for row in rows]
    right = sum(mine and real for mine, real in zip(said, truth, strict=True))
    precision, recall = right / sum(said), right / sum(truth)
    f1 = 2 * precision * recall / (precision + recall)
    print(f"\n## {len(rows)} outside pairs at {HIT}: precision {precision:.3f}, recall {recall:.3f}, F1 {f1:.3f}")
    verdict("1 - F1 of outside pairs", 1 - f1, 0.20, "")


def _score(row: dict, kind: str) -> int:
    return compare(party(1, kind, row["name1"]), party(2, kind, row["name2"])).score


def _indexed(entries: list[Party]):
    begun = time.process_time()
    find = finder(entries)
    print(f"\n  {len(entries):,} names indexed in {time.process_time() - begun:.1f} s of CPU time")
    return find


def _asked(find, parties: list[Party]) -> tuple[list, float]:
    begun = time.process_time()
    return [find(each) for each in parties], time.process_time() - begun


def _has(matches, key) -> bool:
    return any(match.key == key for match in matches)


def _report(title: str, seconds: float, recall: float, false: float) -> None:
    print(
        f"## {title}: {seconds * 1e6:,.0f} us of CPU time a name, recall {recall:.4f}, false hits {false:.2%} at {HIT}"
    )
    verdict("us a name against 50,000", seconds * 1e6, 2000, "us")
    verdict("planted and not found", 1 - recall, 0.01, "")
    verdict("false hits", false, 0.01, "")
