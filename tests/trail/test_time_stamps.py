"""Where an authority is named, each seal carries its stamp; where it fails, sealing goes on without."""

import shutil
import subprocess

import pytest

from tests.core_signing.clock import Clock, make_clock
from tests.trail import world

pytestmark = pytest.mark.skipif(not shutil.which("openssl"), reason="openssl is not installed")


@pytest.fixture
def clock(committing_database, settings, tmp_path):
    make_clock(tmp_path / "clock")
    with Clock(tmp_path / "clock") as clock:
        settings.TIMESTAMP_URL = clock.url
        yield clock


def test_a_seal_carries_a_stamp_over_its_digest_that_openssl_accepts(clock):
    world.happen(2)
    (seal,) = world.seal()
    (clock.folder / "token.der").write_bytes(bytes(seal.time_stamp))
    verify = f"openssl ts -verify -digest {seal.digest} -in token.der -token_in -CAfile root.pem"
    assert "OK" in subprocess.run(verify.split(), cwd=clock.folder, capture_output=True, text=True, check=True).stdout
    assert world.examine().is_whole


def test_a_stamp_given_for_something_else_is_found(clock, tamper):
    for _ in range(2):
        world.happen(1)
        world.seal()
    tamper("update core_seal set time_stamp = (select time_stamp from core_seal where number = 1) where number = 2")
    assert [(damage.kind, damage.seal) for damage in world.examine().damages] == [("time-stamp", 2)]


@pytest.mark.parametrize("broken", ["words", "status"])
def test_an_authority_that_fails_does_not_stop_sealing(clock, broken):
    clock.broken = broken
    world.happen(1)
    (seal,) = world.seal()
    assert seal.time_stamp is None and world.examine().is_whole
