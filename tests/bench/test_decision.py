"""One decision by the full rule with reasons, and a batch of them, against a bare round trip on 1,000,000 grants."""

import random
import uuid

import pytest
from django.db import connection, transaction

from access import eligibility
from core import clock
from core.database import context
from core.database.roles import PORTAL, STAFF
from tests.bench.yardstick import compare, verdict

pytestmark = pytest.mark.bench
ROUNDS, BATCH = 3000, 2000


def number(kind: int, n: int) -> uuid.UUID:
    return uuid.UUID(f"{kind:08x}-0000-7000-8000-{n:012x}")


def pairs(count: int) -> list:
    """Grants that exist: (person, asset, level), spread over the table."""
    rng = random.Random(1)
    return [
        (number(3, 1 + (g * 7919) % 100_000), number(5, 1 + (g * 104_729) % 20_000), "view")
        for g in rng.sample(range(1, 1_000_001), count)
    ]


@pytest.mark.parametrize("role", [STAFF, PORTAL])
def test_one_decision_with_reasons(big_world, role):
    with transaction.atomic():
        at, asked = clock.now(), iter(pairs(ROUNDS + 40) * 3)
        context.step_into(role)

        def bare():
            with connection.cursor() as cursor:
                cursor.execute("select 1")
                cursor.fetchone()

        def decided():
            person, asset, _level = next(asked)
            eligibility.decide(person, asset, at=at)

        if role == PORTAL:
            context.step_into(PORTAL, vendor=number(2, 1 + 50_000 % 5000))
        ratios = compare(
            f"one decision, {role}", {"bare round trip": bare, "decide, reasons and until": decided}, rounds=ROUNDS
        )
        verdict("one decision", ratios["decide, reasons and until"], 3.5)


def test_a_batch_of_decisions(big_world):
    with transaction.atomic():
        context.step_into(STAFF)
        at, asked = clock.now(), pairs(BATCH)
        import time

        eligibility.decide_many(asked, at=at)
        times = []
        for _ in range(9):
            start = time.perf_counter()
            answers = eligibility.decide_many(asked, at=at)
            times.append(time.perf_counter() - start)
        each = sorted(times)[len(times) // 2] / BATCH * 1e6
        singles = [eligibility.decide(person, asset, at=at).allowed for person, asset, _level in asked[:300]]
        assert singles == [answer.allowed for answer in answers[:300]]
        print(f"\n## batch of {BATCH}: {sum(a.allowed for a in answers)} allowed")
        verdict("a batch", each, 10, "us a decision")
