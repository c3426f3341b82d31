"""The world of the benches: made once a run, in a database of its own, by plain SQL."""

from pathlib import Path

import pytest

from tests import databases

WORLD = Path(__file__).with_name("world.sql")


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
    connection.close()
    with django_db_blocker.unblock(), databases.in_use(name):
        yield name
    databases.drop(name)
