"""A signing authority and a sound PDF for every test here."""

from datetime import UTC, datetime

import pytest

from core import pdf, signing

AT = datetime(2026, 1, 5, 9, 30, 15, tzinfo=UTC)


@pytest.fixture(scope="session")
def paper() -> bytes:
    return pdf.render_html("<html lang=en><title>Agreement</title><h1>Agreement</h1><p>Keep it secret.</p></html>")


@pytest.fixture
def authority(settings, tmp_path):
    settings.SIGNING_KEY_DIR = tmp_path / "signing"
    settings.TIMESTAMP_URL = ""
    signing.make_authority(organisation="Halden Robotics", at=AT)
    return settings.SIGNING_KEY_DIR


@pytest.fixture
def sealed(authority, paper) -> signing.SealedPdf:
    return signing.seal(paper, reason="Agreement completed", at=AT, name="Halden Robotics")
