"""Once a night every stored file is read through, and keys follow the newest key by themselves."""

import base64
import os
from datetime import UTC, datetime, timedelta

import pytest
from django.core.files.storage import default_storage
from django.urls import reverse

from core import actors, files, health
from core.actions import stored_files
from core.models import Event, StoredFile
from tests import make
from tests.core_files.test_door import FIRM, folder, kept  # noqa: F401 - the fixture gives each test a storage of its own
from tests.core_files.test_names_and_kinds import PDF

pytestmark = pytest.mark.django_db
NIGHT = datetime(2026, 11, 25, 1, 10, tzinfo=UTC)
CLOCK = actors.system("check_files")


def check(at=NIGHT) -> bool:
    return stored_files.check_some(by=CLOCK, at=at)


def names() -> list[str]:
    return list(Event.objects.filter(name__startswith="file").order_by("at", "id").values_list("name", flat=True))


def encoded() -> str:
    return base64.b64encode(os.urandom(32)).decode()


def test_a_night_looks_at_each_file_once_and_records_the_outcome():
    kept(), kept(PDF + b"two")
    assert not check() and not check(NIGHT + timedelta(hours=1))
    (event,) = Event.objects.filter(name="files.checked").select_related("detail")
    assert (event.detail.data["files"], event.detail.data["damaged"]) == (2, 0)
    assert set(StoredFile.objects.values_list("checked_at", flat=True)) == {NIGHT}
    assert not check(NIGHT + timedelta(days=1)) and names() == ["files.checked"] * 2


def test_long_nights_are_cut_into_stretches(monkeypatch):
    for number in range(5):
        kept(PDF + bytes([number]))
    monkeypatch.setattr(stored_files, "FILES", 2)
    assert [check(), check(), check(), check()] == [True, True, False, False]
    monkeypatch.setattr(stored_files, "BYTES", 1)
    assert check(NIGHT + timedelta(days=1)) and StoredFile.objects.filter(checked_at__gt=NIGHT).count() == 1


@pytest.mark.parametrize("damage", ["changed", "missing"])
def test_damage_is_told_once_and_unmarked_when_it_is_whole_again(folder, damage):  # noqa: F811
    stored, whole = kept(), kept(PDF + b"other")
    path = folder / stored.storage_name
    before = path.read_bytes()
    path.write_bytes(before[:-1] + bytes([before[-1] ^ 1])) if damage == "changed" else path.unlink()
    for night in range(2):
        check(NIGHT + timedelta(days=night))
    stored.refresh_from_db(), whole.refresh_from_db()
    assert (stored.damaged_at, whole.damaged_at) == (NIGHT, None)
    event = Event.objects.get(name="file.damaged")
    assert (event.vendor_id, event.detail.data["file"]) == (FIRM, str(stored.pk)) and "report" not in str(
        event.detail.labels
    )
    path.write_bytes(before)
    check(NIGHT + timedelta(days=2))
    stored.refresh_from_db()
    assert stored.damaged_at is None and names() == [
        "file.damaged",
        "files.checked",
        "files.checked",
        "file.restored",
        "files.checked",
    ]


def test_what_is_shredded_while_it_is_read_is_no_damage(monkeypatch):
    stored = kept()

    def shredded_meanwhile(row):
        default_storage.delete(row.storage_name)
        files.shred(StoredFile.objects.get(pk=row.pk), at=NIGHT)
        return False

    monkeypatch.setattr(files, "verify", shredded_meanwhile)
    check()
    stored.refresh_from_db()
    assert stored.shredded_at and not stored.damaged_at and "file.damaged" not in names()


def test_a_file_whose_key_is_gone_is_damage_and_no_crash(settings):
    kept()
    settings.KEY_ENCRYPTION_KEY = encoded()
    check()
    assert names() == ["file.damaged", "files.checked"]


def test_keys_are_wrapped_anew_in_stretches_and_files_open_all_along(settings, monkeypatch):
    rows = [kept(PDF + bytes([number])) for number in range(3)]
    monkeypatch.setattr(stored_files, "KEYS", 2)
    old, settings.KEY_ENCRYPTION_KEY = settings.KEY_ENCRYPTION_KEY, ""
    new = encoded()
    settings.KEY_ENCRYPTION_KEY = f"{new},{old}"
    for more in (True, False, False):
        assert stored_files.rewrap_some(by=CLOCK, at=NIGHT) is more
        assert all(files.verify(StoredFile.objects.get(pk=row.pk)) for row in rows)
    settings.KEY_ENCRYPTION_KEY = new
    assert all(files.verify(StoredFile.objects.get(pk=row.pk)) for row in rows)
    assert Event.objects.filter(name="files.rewrapped").count() == 2


def test_the_page_shows_keys_damage_and_how_far_a_change_is(client, folder, settings):  # noqa: F811
    stored, _other = kept(), kept(PDF + b"two")
    (folder / stored.storage_name).unlink()
    check()
    settings.KEY_ENCRYPTION_KEY = f"{encoded()},{settings.KEY_ENCRYPTION_KEY}"
    client.force_login(make.staff_member("administrator").user)
    page = client.get(reverse("organisation_files")).content.decode()
    assert stored.storage_name in page and "report" not in page, "an administrator learns of no file's name"
    assert "2 files left to wrap anew" in page and "Still needed" in page and "Wraps today" in page
    settings.KEY_ENCRYPTION_KEY = encoded()
    page = client.get(reverse("organisation_files")).content.decode()
    assert "2 files name keys that this installation does not have" in page and "Not here" in page


def test_damage_degrades_the_health():
    assert health._files() == ""
    StoredFile.objects.filter(pk=kept().pk).update(damaged_at=NIGHT)
    assert health._files() == "1 stored files are missing or changed"
