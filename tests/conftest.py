"""What does every test find when it starts?"""

import os
import uuid

import hypothesis
import pytest

from tests import databases

# No example fails for the time that it took: machines are shared.
hypothesis.settings.register_profile("shared", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow])
hypothesis.settings.load_profile("shared")


def pytest_collection_modifyitems(config, items):
    """Browser tests are skipped, never passed, where there is no Chromium."""
    if os.environ.get("RINGFENCE_CHROMIUM"):
        return
    skipped = pytest.mark.skip(reason="no Chromium here: apt-get install chromium")
    for item in items:
        if item.get_closest_marker("browser"):
            item.add_marker(skipped)


def pytest_terminal_summary(terminalreporter):
    """How many doors the matrix tried, by file."""
    counts: dict[str, int] = {}
    for report in (each for kind in ("passed", "failed") for each in terminalreporter.stats.get(kind, ())):
        for name, number in report.user_properties:
            if name == "cells":
                counts[report.fspath] = counts.get(report.fspath, 0) + number
    for path, number in sorted(counts.items()):
        terminalreporter.write_line(f"{path}: {number:,} cells")


@pytest.fixture(scope="session")
def django_db_setup(django_db_blocker, worker_id):
    """Each pytest process has a clone of its own; bin/test made and migrated what it is cloned from."""
    name = f"ringfence_{worker_id}"
    databases.drop(name)
    databases.clone(name)
    with django_db_blocker.unblock(), databases.in_use(name):
        yield
    databases.drop(name)


@pytest.fixture(autouse=True)
def _in_the_role_of_staff(request):
    """A test with a transaction of its own begins as staff; requests that it makes step into their own role."""
    if "committing_database" in request.fixturenames or not _asks_for_database(request):
        return
    request.getfixturevalue("_django_db_helper")
    from core.database import context
    from core.database.roles import STAFF

    context.step_into(STAFF)


@pytest.fixture(scope="session")
def furnished(django_db_setup, django_db_blocker):
    """The name of a database with the starter content and nobody in it; to be cloned, never used."""
    from django.core.management import call_command

    name = f"ringfence_{uuid.uuid4().hex[:12]}"
    databases.clone(name)
    with django_db_blocker.unblock(), databases.in_use(name):
        call_command("load_starter", verbosity=0)
    yield name
    databases.drop(name)


@pytest.fixture
def committing_database(request, django_db_setup, django_db_blocker):
    """A fresh database for one test, in which what is committed stays: for races, triggers and live servers.

    `tests.databases.committed()` opens a transaction there as staff, or in another role.
    """
    name = f"ringfence_{uuid.uuid4().hex[:12]}"
    template = request.getfixturevalue("furnished") if "house" in request.fixturenames else databases.TEMPLATE
    databases.clone(name, template)
    with django_db_blocker.unblock(), databases.in_use(name):
        yield name
    databases.drop(name)


@pytest.fixture
def superuser(committing_database):
    """A connection that gets past every wall, to the database of `committing_database`."""
    connection = databases.connect_as_superuser(committing_database)
    yield connection
    connection.close()


@pytest.fixture(scope="module")
def organisation_key(django_db_setup, django_db_blocker, tmp_path_factory):
    """A signing authority of its own, in a folder of its own."""
    from django.conf import settings

    from core import clock, signing

    before, settings.SIGNING_KEY_DIR = settings.SIGNING_KEY_DIR, tmp_path_factory.mktemp("keys")
    with django_db_blocker.unblock():
        signing.make_authority(organisation="Northwind Forge", at=clock.now())
    yield
    settings.SIGNING_KEY_DIR = before


def _asks_for_database(request) -> bool:
    return request.node.get_closest_marker("django_db") is not None or bool(
        {"db", "transactional_db"} & set(request.fixturenames)
    )
