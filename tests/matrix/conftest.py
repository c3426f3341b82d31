"""One world for all doors: built once in a database of its own, and every request to it taken back."""

import uuid

import pytest
from django.conf import settings

from core import clock, signing
from tests import databases
from tests.matrix import cast


@pytest.fixture(scope="package")
def company(django_db_setup, django_db_blocker, tmp_path_factory):
    """The cast, with two rival firms behind it; committed, so that a superuser can put marks on it."""
    name = f"ringfence_{uuid.uuid4().hex[:12]}"
    databases.clone(name)
    before = {each: getattr(settings, each) for each in ("SIGNING_KEY_DIR", "STEP_UP_SECONDS")}
    settings.SIGNING_KEY_DIR, settings.STEP_UP_SECONDS = tmp_path_factory.mktemp("keys"), 3600
    with django_db_blocker.unblock(), databases.in_use(name):
        with databases.committed():
            signing.make_authority(organisation="Northwind Forge", at=clock.now())
            made = cast.Company()
        yield made
    for each, value in before.items():
        setattr(settings, each, value)
    databases.drop(name)
