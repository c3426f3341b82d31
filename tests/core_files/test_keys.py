"""The key of a file opens that file alone, and only where the key-encryption key is."""

import base64
import os

import pytest
from django.core.exceptions import ImproperlyConfigured

from core.files import keys
from core.files.refusals import FileDamaged


def encoded() -> str:
    return base64.b64encode(os.urandom(32)).decode()


def test_a_wrapped_key_comes_back_under_its_own_binding_only(settings):
    settings.KEY_ENCRYPTION_KEY = encoded()
    data_key = os.urandom(32)
    wrapped, by = keys.wrap(data_key, b"file one")
    assert keys.unwrap(wrapped, by, b"file one") == data_key
    assert data_key not in wrapped
    with pytest.raises(FileDamaged):
        keys.unwrap(wrapped, by, b"file two")
    with pytest.raises(FileDamaged):
        keys.unwrap(wrapped[:-1] + bytes([wrapped[-1] ^ 1]), by, b"file one")


def test_an_old_key_still_opens_after_rotation_and_no_more_when_it_is_gone(settings):
    old, new = encoded(), encoded()
    settings.KEY_ENCRYPTION_KEY = old
    wrapped, by = keys.wrap(b"k" * 32, b"file")
    settings.KEY_ENCRYPTION_KEY = f"{new}, {old}"
    assert keys.unwrap(wrapped, by, b"file") == b"k" * 32
    assert keys.current_id() != by
    settings.KEY_ENCRYPTION_KEY = new
    with pytest.raises(FileDamaged, match="not among"):
        keys.unwrap(wrapped, by, b"file")


@pytest.mark.parametrize("value", ["", " , ", "not base64 !", base64.b64encode(b"short").decode()])
def test_a_weak_or_missing_key_is_refused_by_name(settings, value):
    settings.KEY_ENCRYPTION_KEY = value
    with pytest.raises(ImproperlyConfigured, match="KEY_ENCRYPTION_KEY"):
        keys.wrap(b"k" * 32, b"file")


def test_derived_secrets_differ_by_purpose_and_are_stable(settings):
    settings.KEY_ENCRYPTION_KEY = encoded()
    assert keys.derive("one") == keys.derive("one") != keys.derive("two")
