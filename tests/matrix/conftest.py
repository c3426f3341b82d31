"""One world for all doors: built once in a database of its own, and every request to it taken back."""

import uuid
from contextlib import contextmanager
from unittest import mock

import pytest
from django.db import connections
from django.test import override_settings

from core import clock, signing
from tests import databases
from tests.matrix import cast, sheets

DURING = {
    # Nobody has to confirm half way through.
    "STEP_UP_SECONDS": 3600,
    "ACCOUNT_REAUTHENTICATION_TIMEOUT": 3600,
    "PASSWORD_HASHERS": ["django.contrib.auth.hashers.MD5PasswordHasher"],  # a tenth of a second each, else
}


def pytest_collection_modifyitems(config, items):
    """What is wide is asked for by its marker, also where this folder is named."""
    if config.option.markexpr:
        return
    wide = [item for item in items if item.get_closest_marker("wide")]
    items[:] = [item for item in items if item not in set(wide)]
    config.hook.pytest_deselected(items=wide)


@pytest.fixture(scope="package")
def company(django_db_setup, django_db_blocker, tmp_path_factory):
    """The cast, with two rival firms behind it; committed, so that a superuser can put marks on it."""
    name = f"ringfence_{uuid.uuid4().hex[:12]}"
    databases.clone(name)
    keys = {"SIGNING_KEY_DIR": tmp_path_factory.mktemp("keys")}
    with override_settings(**DURING, **keys), django_db_blocker.unblock(), databases.in_use(name):
        with databases.committed():
            signing.make_authority(organisation="Northwind Forge", at=clock.now())
            with mock.patch("core.pdf.render_html", sheets.printed):
                made = cast.Company()
        yield made
    databases.drop(name)


@contextmanager
def copied(company):
    """A database like the company's, for what would spoil it for others."""
    name, source = f"ringfence_{uuid.uuid4().hex[:12]}", databases.current()
    connections.close_all()  # nobody may be connected to what is copied
    databases.clone(name, template=source)
    with databases.in_use(name):
        yield name
    databases.drop(name)


@pytest.fixture
def cells(request):
    """Counts what was asked: `cells(1)` for each request whose answer was looked at. The sum stands below the tests."""
    return lambda number: request.node.user_properties.append(("cells", number))
