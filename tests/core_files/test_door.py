"""What is stored comes back whole to whoever holds row and key, and to nobody else; what is refused leaves nothing."""

import hashlib
import os
import resource
import subprocess
import sys
import uuid
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction

from core import files
from core.files import answers, stream
from core.files.refusals import FileDamaged, FileRefused, FileShredded
from core.models import StoredFile
from tests.core_files.test_names_and_kinds import EXE, PDF, office

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
FIRM, RIVAL = uuid.uuid4(), uuid.uuid4()
LONG = PDF + os.urandom(3 * stream.CHUNK)


@pytest.fixture(autouse=True)
def folder(settings, tmp_path) -> Path:
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": str(tmp_path)}},
    }
    return tmp_path


def kept(content: bytes = LONG, **words) -> StoredFile:
    words = {"purpose": "evidence", "name": "report.pdf", "vendor": FIRM, "at": AT, **words}
    return files.store(content, **words)


def on_disk(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def changed(stored: StoredFile, **values) -> StoredFile:
    """The row as someone with access to the table would rewrite it."""
    StoredFile.objects.filter(pk=stored.pk).update(**values)
    return StoredFile.objects.get(pk=values.get("id", stored.pk))


def test_what_was_stored_comes_back_with_its_fingerprints():
    stored = StoredFile.objects.get(pk=kept().pk)
    assert files.read(stored) == LONG
    assert (stored.size, stored.name, stored.media_type) == (len(LONG), "report.pdf", "application/pdf")
    assert stored.sha256 == hashlib.sha256(LONG).hexdigest() and stored.sha512 == hashlib.sha512(LONG).hexdigest()
    assert (stored.vendor_id, stored.scan_state, stored.stored_at) == (FIRM, "not scanned", AT)
    assert files.verify(stored)


def test_uploads_iterators_and_bytes_are_all_taken(folder):
    upload = SimpleUploadedFile("../../evil\u202e.docx", office("[Content_Types].xml", "word/document.xml"))
    stored = files.store(upload, purpose="document", name=upload.name, at=AT)
    assert files.read(stored).startswith(b"PK") and stored.name == "evil.docx" and stored.vendor_id is None
    pieces = (LONG[start : start + 1000] for start in range(0, len(LONG), 1000))
    assert files.read(kept(pieces)) == LONG
    assert all(folder in path.parents for path in on_disk(folder))


def test_nothing_readable_lies_on_the_disk(folder):
    stored = kept(PDF + b"a very secret sentence" * 1000)
    on_the_disk = b"".join(path.read_bytes() for path in on_disk(folder))
    assert b"secret" not in on_the_disk and b"%PDF" not in on_the_disk
    assert "report" not in stored.storage_name


def test_a_file_opens_under_its_own_row_only():
    one, two = kept(), kept(PDF + b"other")
    for values in (
        {"storage_name": "x" + one.storage_name, "pk": None},
        {"vendor_id": RIVAL},
        {"vendor_id": None},
        {"version": 2},
        {"purpose": "document"},
        {"wrapped_key": two.wrapped_key, "key_id": two.key_id},
        {"wrapped_key": with_last_bit_turned(bytes(one.wrapped_key))},
        {"key_id": "0" * 16},
    ):
        with transaction.atomic():
            values = {name: value for name, value in values.items() if name != "pk"}
            broken = changed(one, **values)
            with pytest.raises(FileDamaged):
                files.read(broken)
            assert not _verifies(broken)
            transaction.set_rollback(True)
    assert files.read(one) == LONG


def with_last_bit_turned(content: bytes) -> bytes:
    return content[:-1] + bytes([content[-1] ^ 1])


def _verifies(stored: StoredFile) -> bool:
    try:
        return files.verify(stored)
    except FileDamaged:
        return False


def test_swapped_ciphertexts_are_noticed(folder):
    one, two = kept(), kept(LONG)
    paths = [folder / stored.storage_name for stored in (one, two)]
    first, second = (path.read_bytes() for path in paths)
    paths[0].write_bytes(second)
    paths[1].write_bytes(first)
    for stored in (one, two):
        assert not files.verify(stored)


@pytest.mark.parametrize("damage", ["flip", "cut", "cut-chunk", "extend", "gone", "empty"])
def test_damage_on_the_disk_is_noticed(folder, damage):
    stored = kept()
    path = folder / stored.storage_name
    whole = path.read_bytes()
    broken = {
        "flip": whole[:500] + bytes([whole[500] ^ 1]) + whole[501:],
        "cut": whole[:-1],
        "cut-chunk": whole[: 11 + stream.CHUNK + stream.TAG],
        "extend": whole + b"x",
        "empty": b"",
    }
    path.unlink() if damage == "gone" else path.write_bytes(broken[damage])
    with pytest.raises(FileDamaged):
        files.read(stored)
    assert not files.verify(stored)


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (EXE, "a.pdf"),
        (PDF, "a.exe"),
        (b"", "a.txt"),
        (b"", "a.pdf"),
        (PDF, ""),
        (b"a" * 70_000 + b"\xff", "a.txt"),
        (PDF, ".."),
    ],
)
def test_a_refused_file_leaves_neither_row_nor_bytes(folder, content, name):
    with pytest.raises(FileRefused):
        kept(content, name=name)
    assert on_disk(folder) == [] and not StoredFile.objects.exists()


def test_a_file_over_the_limit_is_stopped_while_it_streams(folder, settings):
    settings.UPLOAD_LIMIT = 2 * 1024**2
    taken = []

    def endless():
        yield PDF
        while True:
            taken.append(1)
            yield os.urandom(64 * 1024)

    with pytest.raises(FileRefused, match="smaller than 2 MB"):
        kept(endless())
    assert len(taken) < 50 and on_disk(folder) == []
    with pytest.raises(FileRefused, match="smaller than 2 MB"):
        kept(SimpleUploadedFile("a.pdf", PDF + b"x" * 2 * 1024**2))


def test_a_failing_sender_or_database_leaves_nothing(folder):
    def breaks():
        yield LONG
        raise ConnectionResetError

    with pytest.raises(ConnectionResetError):
        kept(breaks())
    with pytest.raises(IntegrityError), transaction.atomic():
        kept(by=_nobody())
        transaction.get_connection().check_constraints()
    for path in on_disk(folder):  # the row went with its transaction; the sweep takes the rest
        os.utime(path, (0, 0))
    files.sweep(at=datetime.now(UTC))
    assert on_disk(folder) == [] and not StoredFile.objects.exists()


def _nobody():
    from core.models import User

    return User(id=uuid.uuid4(), email="nobody@example.com")


def test_the_sweep_takes_only_what_nobody_names(folder):
    stored = kept()
    for name in ("2026/11/orphan", "2026/11/young", "notes.txt"):
        (folder / name).write_bytes(b"x")
    for path in (folder / "2026/11/orphan", folder / stored.storage_name, folder / "notes.txt"):
        os.utime(path, (0, 0))
    assert files.sweep(at=datetime.now(UTC)) == 1
    assert {path.name for path in on_disk(folder)} == {"young", "notes.txt", Path(stored.storage_name).name}
    assert files.sweep(at=datetime.now(UTC) + timedelta(days=2)) == 1 and files.verify(stored)


def test_shredding_destroys_key_and_bytes_for_good(folder, django_capture_on_commit_callbacks):
    stored = kept()
    before = (folder / stored.storage_name).read_bytes()
    with django_capture_on_commit_callbacks(execute=True):
        files.shred(stored, at=AT)
    stored = StoredFile.objects.get(pk=stored.pk)
    assert (bytes(stored.wrapped_key), stored.key_id, stored.shredded_at) == (b"", "", AT)
    assert on_disk(folder) == []
    (folder / stored.storage_name).write_bytes(before)  # brought back from a backup
    with pytest.raises(FileShredded):
        files.read(stored)
    assert files.shred(stored, at=AT + timedelta(days=1)).shredded_at == AT


def test_a_rotated_key_opens_old_and_new_files(settings):
    import base64

    old, new = settings.KEY_ENCRYPTION_KEY, base64.b64encode(os.urandom(32)).decode()
    stored = kept()
    settings.KEY_ENCRYPTION_KEY = f"{new},{old}"
    assert files.read(stored) == LONG
    assert files.rewrap(stored) and not files.rewrap(stored)
    settings.KEY_ENCRYPTION_KEY = new
    assert files.read(StoredFile.objects.get(pk=stored.pk)) == LONG


def test_read_keeps_to_its_limit():
    with pytest.raises(FileRefused):
        files.read(kept(), limit=1000)


def test_a_download_is_inert_and_whole():
    response = answers.attach(kept(name="Übersicht.pdf"))
    assert b"".join(response.streaming_content) == LONG
    assert response["Content-Length"] == str(len(LONG)) and response["Content-Disposition"].startswith("attachment; ")
    assert response["X-Content-Type-Options"] == "nosniff" and "sandbox" in response["Content-Security-Policy"]


def test_a_damaged_download_fails_before_it_begins(folder):
    stored = kept()
    (folder / stored.storage_name).write_bytes(b"RFS1" + b"x" * 400)
    with pytest.raises(FileDamaged):
        answers.attach(stored)


def test_an_object_store_can_read_what_we_write():
    from core.files.intake import Outgoing

    blocks = [os.urandom(size) for size in (11, 5000, 70_000, 1)]
    whole, body = b"".join(blocks), Outgoing(iter(blocks))
    assert not body.seekable() and b"".join(iter(lambda: body.read(4096), b"")) == whole
    assert Outgoing(iter(blocks)).read() == whole


FLAT = """
import os, resource, sys
import django
django.setup()
from core.files import stream
size, key = int(sys.argv[1]) * 1024**2, stream.new_key()
def source():
    piece = os.urandom(1024**2)
    for _number in range(size // len(piece)):
        yield piece
total = sum(map(len, stream.decrypt(stream.encrypt(source(), key, b"x"), key, b"x")))
assert total == size
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


def test_memory_stays_flat_for_200_megabytes():
    small, large = (
        int(subprocess.run([sys.executable, "-c", FLAT, size], capture_output=True, check=True).stdout)  # noqa: S603
        for size in ("2", "200")
    )
    assert large - small < 8 * 1024, f"{small} KB for 2 MB, {large} KB for 200 MB"


def test_storing_200_megabytes_needs_no_more_memory_than_a_few_chunks(settings):
    settings.UPLOAD_LIMIT = 300 * 1024**2
    piece = os.urandom(1024**2)

    def large():
        yield PDF
        for _number in range(200):
            yield piece

    kept(PDF)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    stored = kept(large())
    assert stored.size > 200 * 1024**2 and files.verify(stored)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 24 * 1024
    default_storage.delete(stored.storage_name)


def test_office_files_must_come_whole():
    document = office("[Content_Types].xml", "word/document.xml")
    assert kept(BytesIO(document), name="a.docx").size == len(document)
    with pytest.raises(TypeError, match="seek"):
        kept(iter([document]), name="a.docx")
