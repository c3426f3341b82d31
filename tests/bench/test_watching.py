"""How long does a list update take to go through a register of 100,000 subcontractors?"""

import json
import time

import pytest
from django.db import transaction

from core import clock
from core.actors import Actor, system
from core.database import context
from core.database.roles import STAFF
from tests import databases
from tests.bench import names
from tests.bench.yardstick import verdict
from vendors.actions import watching, watchlists
from vendors.models import Vendor, WatchRun

pytestmark = [pytest.mark.bench, pytest.mark.timeout(1800)]
FIRMS, LISTED, CHANGED = 100_000, 5_000, 250
CLOCK = system("bench")


@pytest.fixture
def register(django_db_setup, django_db_blocker):
    """A database of its own with nothing but firms."""
    name = "ringfence_bench_watching"
    databases.drop(name)
    databases.clone(name)
    firms = [each for each in names.listed(FIRMS * 3, seed=30) if each.kind == "organisation"][:FIRMS]
    with django_db_blocker.unblock(), databases.in_use(name):
        with transaction.atomic():
            context.step_into(STAFF)
            rows = [Vendor(reference=f"B-{at}", name=each.text, country="IE") for at, each in enumerate(firms)]
            Vendor.objects.bulk_create(rows, batch_size=2000)
        yield
    databases.drop(name)


def content(entries: list[names.Listed], spelling: str = "") -> bytes:
    rows = []
    for number, each in enumerate(entries):
        text = f"{each.text} {spelling}" if number < CHANGED else each.text
        schema = "Person" if each.kind == "person" else "Company"
        rows.append(json.dumps({"id": f"n{number}", "schema": schema, "properties": {"name": [text]}}))
    return ("\n".join(rows) + "\n").encode()


def in_force(content: bytes) -> WatchRun:
    staff = Actor(kind="system", label="bench")
    with transaction.atomic():
        context.step_into(STAFF)
        at = clock.now()
        listed = watchlists.add("Bench", "opensanctions_ftm", stale_after=7, by=staff, at=at)
        version = watchlists.upload(listed, {"main": (content, "list.json")}, by=staff, at=at)
        version = watchlists.read_in(version, by=CLOCK, at=at)
        return WatchRun.objects.get(version=version)


def through(run: WatchRun) -> float:
    begun = time.process_time()
    while True:
        with transaction.atomic():
            context.step_into(STAFF)
            if not watching.carry_on(run, by=CLOCK, at=clock.now()):
                return time.process_time() - begun


def test_an_update_against_the_whole_register(register):
    entries = names.listed(LISTED, seed=31)
    first = in_force(content(entries))
    taken = through(first)
    update = in_force(content(entries, "Nova"))
    again = through(update)
    with transaction.atomic():
        context.step_into(STAFF)
        update.refresh_from_db()
        counts = update.version.counts
    print(
        f"\n  {update.done:,} subjects, {counts['changed']} changed entries of {counts['entries']:,}, {update.hits:,} hits"
    )
    print(f"  the first version took {taken:.1f} s of CPU time, the update {again:.1f} s")
    verdict("seconds for 100,000 subjects by difference", again / update.done * 100_000, 60, "s")
