"""What do several tests here need?"""

import pytest
from django.conf import settings

from core import clock, signing


@pytest.fixture(scope="module")
def organisation_key(django_db_setup, django_db_blocker, tmp_path_factory):
    """A signing authority of its own, in a folder of its own."""
    before, settings.SIGNING_KEY_DIR = settings.SIGNING_KEY_DIR, tmp_path_factory.mktemp("keys")
    with django_db_blocker.unblock():
        signing.make_authority(organisation="Northwind Forge", at=clock.now())
    yield
    settings.SIGNING_KEY_DIR = before
