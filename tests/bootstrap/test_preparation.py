"""Is a step done once, and done anew when what it works on changes?"""

import sys

import pytest

from bootstrap import places, preparation, testing
from bootstrap.say import Stop


@pytest.fixture
def counting(tmp_path, monkeypatch):
    """A step that writes a line each time it is carried out, and the file that it writes to."""
    done = tmp_path / "done"
    monkeypatch.setattr(
        preparation, "manage", lambda *words: [sys.executable, "-c", f"open({str(done)!r}, 'a').write('x')"]
    )
    inputs = {"now": "a"}
    return preparation.Step("Doing it", ("migrate",), lambda: inputs["now"]), inputs, done


def carry_out(step, tmp_path):
    preparation.carry_out([step], tmp_path / "stamps", {}, tmp_path / "log")


def test_a_step_is_done_once_until_its_inputs_change(counting, tmp_path):
    step, inputs, done = counting
    carry_out(step, tmp_path)
    carry_out(step, tmp_path)
    assert done.read_text() == "x"
    inputs["now"] = "b"
    carry_out(step, tmp_path)
    assert done.read_text() == "xx"


def test_a_step_that_failed_is_told_and_done_again(tmp_path, monkeypatch):
    monkeypatch.setattr(
        preparation, "manage", lambda *words: [sys.executable, "-c", "raise SystemExit('the well is dry')"]
    )
    step = preparation.Step("Drawing water", ("migrate",), lambda: "a")
    for _again in range(2):
        with pytest.raises(Stop, match="the well is dry"):
            carry_out(step, tmp_path)


def test_a_changed_migration_changes_the_schema(tmp_path, monkeypatch):
    monkeypatch.setattr(places, "PROJECT", tmp_path)
    folder = tmp_path / "core" / "migrations"
    folder.mkdir(parents=True)
    (folder / "0001_first.py").write_text("1")
    before = preparation.schema()
    (folder / "0002_second.py").write_text("2")
    assert preparation.schema() not in {before, ""}


def test_what_is_made_is_no_input(tmp_path, monkeypatch):
    monkeypatch.setattr(places, "PROJECT", tmp_path)
    before = preparation.look()
    (tmp_path / "var" / "static").mkdir(parents=True)
    (tmp_path / "var" / "static" / "made.css").write_text("")
    assert preparation.look() == before


@pytest.mark.parametrize(
    ("asked", "given"),
    [
        ([], ["-m", testing.SLOW, *testing.SPREAD]),
        (["-x"], ["-m", testing.SLOW, *testing.SPREAD, "-x"]),
        (["-n0"], ["-m", testing.SLOW, "-n0"]),
        (["-m", "race"], ["-m", "race"]),
        (["tests/core_files"], ["tests/core_files"]),
    ],
)
def test_everything_is_everything_but_the_slow(asked, given):
    assert testing.arguments(asked) == given


def test_quick_leaves_the_slow_ones_out_where_paths_are_named():
    assert testing.arguments(["tests/house"], quick=True) == ["-m", testing.SLOW, *testing.SPREAD, "tests/house"]
