"""What the tests of the trail start from: twelve events under three seals, and somebody who rules the database."""

import pytest
from django.test import override_settings

from tests.trail import world

TABLES = ("core_event", "core_eventdetail", "core_seal", "core_sealedevent")


@pytest.fixture
def sealed(committing_database):
    """Three seals over twelve events of two subcontractors and the company."""
    for firm in (0, 1, 2):
        world.happen(4, firm)
        world.seal()


@pytest.fixture
def tamper(superuser):
    """Change rows as somebody who rules the database: the guards are off meanwhile, and on again after."""

    def run(*statements, **values):
        with superuser.cursor() as cursor:
            for table in TABLES:
                cursor.execute(f"alter table {table} disable trigger all")
            for statement in statements:
                cursor.execute(statement, values)
            for table in TABLES:
                cursor.execute(f"alter table {table} enable trigger all")
                cursor.execute(f"alter table {table} enable always trigger trail_rows_stay")
                cursor.execute(f"alter table {table} enable always trigger trail_stays")
            cursor.execute("alter table core_eventdetail enable always trigger trail_only_erased")

    return run


@pytest.fixture
def departures(tmp_path):
    """A directory that checkpoints leave to, and a signing key of its own."""
    left = tmp_path / "left"
    left.mkdir()
    with override_settings(CHECKPOINT_DIR=str(left), CHECKPOINT_MAIL=[], SIGNING_KEY_DIR=tmp_path / "keys"):
        yield left
