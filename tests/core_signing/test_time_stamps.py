"""With a time-stamp authority the seal proves when, and for long; without its answer nothing is sealed."""

import shutil
from datetime import UTC, datetime, timedelta
from io import BytesIO

import pytest
from pyhanko.pdf_utils.reader import PdfFileReader

from core import signing
from tests.core_signing.clock import Clock, make_clock
from tests.core_signing.test_seals import added, annotate, overlay

pytestmark = pytest.mark.skipif(not shutil.which("openssl"), reason="openssl is not installed")


@pytest.fixture
def clock(authority, settings, tmp_path):
    make_clock(tmp_path / "clock")
    shutil.copy(tmp_path / "clock" / "root.pem", authority / "timestamp-roots.pem")
    with Clock(tmp_path / "clock") as clock:
        settings.TIMESTAMP_URL = clock.url
        yield clock


def test_the_seal_carries_the_authority_s_time_and_its_proofs(clock, paper):
    now = datetime.now(UTC)
    sealed = signing.seal(paper, reason="x", at=now, name="x")
    verdict = signing.examine(sealed.content)
    assert (sealed.level, verdict.level, verdict.state, verdict.reasons) == ("B-LTA", "B-LTA", "intact", ())
    assert abs(verdict.sealed_at - now) < timedelta(seconds=30)
    reader = PdfFileReader(BytesIO(sealed.content))
    assert len(reader.embedded_timestamp_signatures) == 1 and len(reader.root["/DSS"]["/CRLs"]) == 1
    assert clock.asked >= 2


@pytest.mark.parametrize("change", [overlay, annotate])
def test_a_change_behind_a_long_term_seal_is_seen(clock, paper, change):
    sealed = signing.seal(paper, reason="x", at=datetime.now(UTC), name="x")
    assert signing.examine(added(sealed.content, change)).state == "altered"
    assert signing.examine(sealed.content + b"\n").state == "altered"


def test_cutting_the_last_stamp_off_is_seen(clock, paper):
    sealed = signing.seal(paper, reason="x", at=datetime.now(UTC), name="x").content
    ends = [place + 6 for place in range(len(sealed)) if sealed.startswith(b"%%EOF", place)]
    for end in ends[:-1]:
        verdict = signing.examine(sealed[:end])
        assert (verdict.state, verdict.level) != ("intact", "B-LTA")


def test_a_stamp_from_an_unknown_authority_does_not_count(clock, paper, authority, tmp_path):
    sealed = signing.seal(paper, reason="x", at=datetime.now(UTC), name="x")
    make_clock(tmp_path / "other")
    shutil.copy(tmp_path / "other" / "root.pem", authority / "timestamp-roots.pem")
    verdict = signing.examine(sealed.content)
    assert verdict.state == "altered" and "A time stamp in the file does not verify." in verdict.reasons


@pytest.mark.parametrize("broken", ["status", "words", "redirect"])
def test_a_failing_authority_means_no_seal(clock, paper, broken):
    clock.broken = broken
    with pytest.raises(signing.CannotSeal, match="time-stamp authority"):
        signing.seal(paper, reason="x", at=datetime.now(UTC), name="x")


def test_an_absent_authority_means_no_seal(clock, paper, settings):
    settings.TIMESTAMP_URL = "http://127.0.0.1:9/"
    with pytest.raises(signing.CannotSeal, match="time-stamp authority"):
        signing.seal(paper, reason="x", at=datetime.now(UTC), name="x")


def test_without_its_roots_the_operator_is_told(clock, paper, authority):
    (authority / "timestamp-roots.pem").unlink()
    with pytest.raises(signing.CannotSeal, match="timestamp-roots.pem"):
        signing.seal(paper, reason="x", at=datetime.now(UTC), name="x")
