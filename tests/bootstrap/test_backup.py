"""Does a dump, made and restored as the README says, bring everything back?"""

import os
import subprocess
from contextlib import closing

import pytest
from psycopg2.extensions import make_dsn

from bootstrap import postgres
from core.database.roles import BACKUP, BACKUP_LOGIN, OWNER
from core.models import Event
from tests import databases, make
from vendors.models import Vendor


@pytest.fixture
def restored(committing_database):
    name = f"{committing_database}_back"
    with closing(databases.connect_as_superuser()) as connection, connection.cursor() as cursor:
        cursor.execute(f'create database "{name}" owner {OWNER} template template0')
    yield name
    databases.drop(name)


def run(program: str, *words: str) -> None:
    subprocess.run([postgres.find().folder / program, *words], check=True)


def test_a_dump_by_the_backup_login_brings_everything_back(committing_database, restored, tmp_path):
    with databases.committed():
        make.vendor("Brightmoor Test Lab")
        events = Event.objects.count()
    server, dump = os.environ["RINGFENCE_SUPERUSER_DSN"], str(tmp_path / "dump")
    run("pg_dump", "--role", BACKUP, "-Fc", "-f", dump, make_dsn(server, user=BACKUP_LOGIN, dbname=committing_database))
    run("pg_restore", "--exit-on-error", "-d", make_dsn(server, dbname=restored), dump)
    with databases.in_use(restored), databases.committed():
        assert Vendor.objects.filter(name="Brightmoor Test Lab").exists()
        assert Event.objects.count() == events
