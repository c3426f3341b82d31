"""Whoever moves ciphertexts, keys, rows or versions about behind our back gets nothing opened: a thousand ways, none served."""

import random

import pytest
from django.core.files.storage import default_storage
from django.db import transaction

from access.documents import contents
from access.models import DocumentVersion
from core.files import FileDamaged
from core.models import StoredFile
from tests import make_access
from tests.access.test_documents import added

pytestmark = pytest.mark.django_db
TRIES = 1000


@pytest.fixture
def versions():
    """Two documents of two versions each, all of the same length."""
    owner = make_access.owner()
    made = []
    for title in ("One", "Two"):
        document = make_access.document(make_access.asset(by=owner), title, f"{title} first ".encode())
        added(document, owner, f"{title} second".encode())
        made += document.versions.select_related("file")
    return made


def of(version) -> DocumentVersion:
    return DocumentVersion.objects.select_related("file").get(pk=version.pk)


def swapped_bytes(one, two) -> None:
    """The two files in the storage change places."""
    held = {}
    for row in (one, two):
        with default_storage.open(row.file.storage_name) as sealed:
            held[row.pk] = sealed.read()
    for row, other in ((one, two), (two, one)):
        with default_storage.open(row.file.storage_name, "wb") as sealed:
            sealed.write(held[other.pk])


def taken_over(one, two, chance) -> None:
    """One row takes some of the other's values, as an update of the table would do it."""
    names = chance.sample(["wrapped_key", "version", "about_id", "sha256"], chance.randint(1, 4))
    values = {name: getattr(two.file, name) for name in names if getattr(two.file, name) != getattr(one.file, name)}
    if not values or set(values) == {"sha256"}:
        values = {"wrapped_key": two.file.wrapped_key}
    StoredFile.objects.filter(pk=one.file_id).update(**values)


def pointed_elsewhere(one, two, chance) -> None:
    """The version names the other's file; its number may follow, so that the page looks right."""
    values = {"file_id": two.file_id}
    if two.document_id != one.document_id and chance.random() < 0.5:
        number = (
            two.number
            if not one.document.versions.filter(number=two.number).exclude(pk=one.pk).exists()
            else one.number
        )
        values["number"] = number
    DocumentVersion.objects.filter(pk=one.pk).update(**values)


def test_a_thousand_swaps_of_ciphertext_keys_and_versions_are_refused(versions):
    chance, refused = random.Random(17), 0
    for number in range(TRIES):
        one, two = chance.sample(versions, 2)
        with transaction.atomic():
            kind = ("bytes", "values", "rows")[number % 3]
            if kind == "bytes":
                swapped_bytes(one, two)
            elif kind == "values":
                taken_over(one, two, chance)
            else:
                pointed_elsewhere(one, two, chance)
            with pytest.raises(FileDamaged):
                contents.read(of(one))
            refused += 1
            transaction.set_rollback(True)
        if kind == "bytes":
            swapped_bytes(one, two)
    assert refused == TRIES
    assert sorted(contents.read(of(each)) for each in versions) == [
        b"One first ",
        b"One second",
        b"Two first ",
        b"Two second",
    ]
