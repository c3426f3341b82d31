"""What left the machine convicts a trail that was cut short or made anew."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from django.core import mail as outgoing
from django.core.management import call_command
from django.test import override_settings

from core import checkpoints, tasks
from core.models import Checkpoint
from core.verification import witness
from tests.databases import committed
from tests.trail import world

EMPTY = ["delete from core_sealedevent", "delete from core_seal"]


@pytest.fixture
def witnessed(departures, sealed):
    """Three seals and the checkpoint of the last one in the directory."""
    tasks.checkpoint()
    return departures


def test_a_checkpoint_leaves_once_and_carries_a_signature_that_a_stranger_can_check(witnessed):
    tasks.checkpoint()
    (found,) = witness.read_folder(witnessed, checkpoints.public_key())
    assert (found.seal, found.events) == (3, 12) and found.is_genuine()
    with committed():
        assert Checkpoint.objects.count() == 1


def test_a_whole_trail_agrees_with_its_checkpoints(witnessed):
    world.happen(2)
    world.seal()
    tasks.checkpoint()
    assert len(list(witnessed.iterdir())) == 2
    assert world.examine(witnessed).is_whole


def test_a_trail_cut_short_is_found(witnessed, tamper):
    cut = ["core_eventdetail where event_id in", "core_event where id in"]
    last = "(select event_id from core_sealedevent where position > 8)"
    tamper(
        "delete from core_checkpoint",
        *[f"delete from {rest} {last}" for rest in cut],
        "delete from core_sealedevent where position > 8",
        "delete from core_seal where number = 3",
    )
    assert world.examine().damages and [damage.seal for damage in world.examine(witnessed).damages] == [3]
    assert world.kinds(world.examine(witnessed)) == {"truncated"}


def test_a_trail_made_anew_looks_whole_from_inside_and_not_to_the_checkpoint(witnessed, tamper, tmp_path):
    edited = "update core_event set name = 'client.created' where id = (select event_id from core_sealedevent where position = 5)"
    tamper("delete from core_checkpoint", edited, *EMPTY)
    world.seal()
    world.happen(1)
    world.seal()
    world.happen(1)
    world.seal()
    (tmp_path / "nothing").mkdir()
    assert world.examine(tmp_path / "nothing").is_whole
    assert [(damage.kind, damage.seal) for damage in world.examine(witnessed).damages] == [("rebuilt", 3)]


def test_a_forged_checkpoint_convicts_nobody(witnessed):
    path = next(witnessed.iterdir())
    path.write_text(
        path.read_text().replace("digest: ", "digest: f", 1).replace("\nsealed:", "", 0)[:0] + _forged(path.read_text())
    )
    assert world.kinds(world.examine(witnessed)) == {"checkpoint-forged"}


def _forged(text: str) -> str:
    digest = text.split("digest: ")[1][:64]
    return text.replace(digest, digest[::-1])


def test_a_directory_that_is_gone_is_tried_again(departures, sealed):
    departures.rmdir()
    tasks.checkpoint()
    with committed():
        assert not Checkpoint.objects.exists()
    departures.mkdir()
    tasks.checkpoint()
    assert len(list(departures.iterdir())) == 1


def test_a_checkpoint_by_mail_can_be_read_back_from_the_saved_mail(departures, sealed, tmp_path):
    with override_settings(
        CHECKPOINT_DIR="",
        CHECKPOINT_MAIL=["notary@example.com"],
        EMAIL_BACKEND="django.core.mail.backends.locmem.EmailBackend",
    ):
        outgoing.outbox = []
        tasks.checkpoint()
        tasks.checkpoint()
    (sent,) = outgoing.outbox
    (tmp_path / "mails").mkdir()
    (tmp_path / "mails" / "one.eml").write_bytes(sent.message().as_bytes())
    (found,) = witness.read_folder(tmp_path / "mails", checkpoints.public_key())
    assert found.seal == 3 and found.is_genuine()


def test_the_signing_key_is_kept_encrypted_and_private(departures, sealed, settings):
    key = checkpoints.public_key()
    path = Path(settings.SIGNING_KEY_DIR) / checkpoints.KEY_FILE
    assert path.stat().st_mode & 0o777 == 0o600 and b"ENCRYPTED" in path.read_bytes()
    assert checkpoints.public_key() == key


@pytest.fixture
def kit(witnessed, tmp_path):
    call_command("export_trail", str(tmp_path / "kit"))
    return tmp_path / "kit"


def _by_a_stranger(kit, *arguments):
    """The exported program, by a Python that sees no package of ours and none of anybody else."""
    command = [
        sys.executable,
        "-I",
        "-S",
        "-c",
        _LAUNCH,
        str(kit / "verify_trail.py"),
        str(kit / "trail.jsonl"),
        *arguments,
    ]
    done = subprocess.run(command, capture_output=True, text=True, cwd="/", env={}, timeout=60)
    return done.returncode, done.stdout + done.stderr


_LAUNCH = "import runpy, sys; sys.argv = sys.argv[1:]; runpy.run_path(sys.argv[0], run_name='__main__')"


def test_a_stranger_finds_the_exported_trail_whole(kit, witnessed):
    status, said = _by_a_stranger(kit, "--checkpoints", str(witnessed), "--key", checkpoints.public_key())
    assert status == 0 and "12 events, 3 seals" in said and "whole" in said


def test_a_stranger_finds_an_edit_in_the_export_and_its_place(kit):
    path = kit / "trail.jsonl"
    lines = path.read_text().splitlines()
    row = json.loads(lines[7])
    row["event"]["name"] = "client.created"
    path.write_text("\n".join([*lines[:7], json.dumps(row), *lines[8:]]))
    status, said = _by_a_stranger(kit, "--json")
    found = json.loads(said)
    assert status == 1 and found["damages"][0]["kind"] == "event-edited" and found["damages"][0]["position"] == 7


def test_a_stranger_with_another_key_does_not_believe_our_checkpoint_against_the_trail(kit, witnessed):
    path = next(witnessed.iterdir())
    path.write_text(_forged(path.read_text()))
    status, said = _by_a_stranger(kit, "--checkpoints", str(witnessed), "--key", "ab" * 32)
    assert status == 1 and "checkpoint-forged" in said


def test_an_export_that_cannot_be_read_is_no_verdict(kit):
    (kit / "trail.jsonl").write_text("{not json")
    assert _by_a_stranger(kit)[0] == 2


def test_the_command_answers_with_its_exit_status(sealed, departures, tamper, capsys):
    call_command("verify_trail", "--json")
    assert json.loads(capsys.readouterr().out)["whole"] is True
    tamper("update core_event set door = 'desk' where id = (select event_id from core_sealedevent where position = 2)")
    with pytest.raises(SystemExit) as ended:
        call_command("verify_trail")
    assert ended.value.code == 1 and "position 2" in capsys.readouterr().out
