"""What does a journey need? A house with its starter content and a signing key, and assertions that explain themselves."""

import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.test import override_settings

pytest.register_assert_rewrite(
    "tests.journeys.agreeing",
    "tests.journeys.arriving",
    "tests.journeys.proving",
    "tests.journeys.mails",
    "tests.journeys.sealing",
    "tests.journeys.working",
    "tests.journeys.watching",
)


@pytest.fixture
def house(committing_database, tmp_path):
    """An installation as an operator leaves it, with its starter content: nobody in it yet, and what is done stays done."""
    cache.clear()
    with override_settings(SIGNING_KEY_DIR=tmp_path / "keys"):
        call_command("make_signing_authority", verbosity=0)
        yield
