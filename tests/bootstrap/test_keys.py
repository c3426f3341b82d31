"""Are the installation's secrets made once, and kept from others?"""

import base64
import stat
from pathlib import Path

import pytest

from bootstrap import keys


@pytest.fixture(autouse=True)
def _nothing_set_by_the_operator(monkeypatch):
    for name in keys.MAKERS:
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(f"{name}_FILE", raising=False)


def test_secrets_are_made_once(tmp_path):
    first = {name: Path(path).read_text() for name, path in keys.provide(tmp_path / "s").items()}
    second = {name: Path(path).read_text() for name, path in keys.provide(tmp_path / "s").items()}
    assert first == second
    assert len(base64.b64decode(first["RINGFENCE_KEY_ENCRYPTION_KEY_FILE"])) == 32
    assert len(first["RINGFENCE_SECRET_KEY_FILE"]) >= 40


def test_two_installations_share_no_secret(tmp_path):
    one, other = (
        {Path(path).read_text() for path in keys.provide(tmp_path / name).values()} for name in ("one", "other")
    )
    assert not one & other


def test_only_the_owner_reads_them(tmp_path):
    paths = [Path(path) for path in keys.provide(tmp_path / "s").values()]
    assert {stat.S_IMODE(path.stat().st_mode) for path in paths} == {0o600}
    assert stat.S_IMODE((tmp_path / "s").stat().st_mode) == 0o700


def test_what_the_operator_set_wins(tmp_path, monkeypatch):
    monkeypatch.setenv("RINGFENCE_SECRET_KEY", "mine")
    assert set(keys.provide(tmp_path / "s")) == {"RINGFENCE_KEY_ENCRYPTION_KEY_FILE"}
