"""The world of the benches: made once a run, in a database of its own, by plain SQL."""

from pathlib import Path

import pytest

from tests import databases

WORLD = Path(__file__).with_name("world.sql")
# What a sweep that has run for a year has noted: the rule's answers of now, a thousandth of the grants at a time.
NOTES = """
insert into access_usability (grant_id, vendor_id, person_id, asset_id, level, is_usable, unmet, until, seen_at, turns_at)
select g.id, g.vendor_id, g.person_id, g.asset_id, g.level, d.allowed, d.unmet, d.until, %(at)s, d.turns
from access_decide_many(%(persons)s::uuid[], %(assets)s::uuid[], %(levels)s::text[], %(at)s, %(at)s) d
join access_grant g on g.id = (%(ids)s::uuid[])[d.place]
"""


@pytest.fixture(scope="session")
def big_world(django_db_setup, django_db_blocker):
    """100,000 people, 1,000,000 grants and 100,000 subcontractors; the connection is a web login, nothing else."""
    name = "ringfence_bench"
    databases.drop(name)
    databases.clone(name)
    connection = databases.connect_as_superuser(name)
    connection.autocommit = True
    statements = WORLD.read_text(encoding="utf-8").replace(":vendors", "100000")
    with connection.cursor() as cursor:
        for statement in statements.split(";\n"):
            if statement.strip():
                cursor.execute(statement)
        _note_all(cursor)
    connection.close()
    with django_db_blocker.unblock(), databases.in_use(name):
        yield name
    databases.drop(name)


def _note_all(cursor) -> None:
    cursor.execute("select now()")
    at = cursor.fetchone()[0]
    cursor.execute("set session_replication_role = replica")
    for part in range(1000):
        cursor.execute(
            "select array_agg(id)::text[], array_agg(person_id)::text[], array_agg(asset_id)::text[], array_agg(level::text)"
            " from access_grant where id >= nid(12, %s) and id < nid(12, %s)",
            [1 + part * 1000, 1 + (part + 1) * 1000],
        )
        ids, persons, assets, levels = cursor.fetchone()
        if ids:
            cursor.execute(NOTES, {"ids": ids, "persons": persons, "assets": assets, "levels": levels, "at": at})
    cursor.execute("set session_replication_role = origin")
    cursor.execute("vacuum analyze access_usability")
