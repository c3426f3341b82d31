"""A sealed file opens whole and unchanged, or not at all."""

import os

import pytest

from core.files import stream
from core.files.stream import CHUNK, MAGIC, SALT, TAG, Damaged

HEADER = len(MAGIC) + SALT
BINDING = b"ringfence-file-1|firm|file|1|evidence"


def sealed(content: bytes, key: bytes, binding: bytes = BINDING) -> bytes:
    return b"".join(stream.encrypt([content], key, binding))


def opened(content: bytes, key: bytes, binding: bytes = BINDING) -> bytes:
    return b"".join(stream.decrypt([content], key, binding))


@pytest.fixture
def key() -> bytes:
    return stream.new_key()


@pytest.mark.parametrize("size", [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK, 3 * CHUNK + 7])
@pytest.mark.parametrize("piece", [1000, CHUNK, 10 * CHUNK])
def test_what_goes_in_comes_out_however_it_is_cut(key, size, piece):
    content = os.urandom(size)
    pieces = [content[i : i + piece] for i in range(0, size, piece)]
    whole = b"".join(stream.encrypt(pieces, key, BINDING))
    back = b"".join(stream.decrypt([whole[i : i + piece] for i in range(0, len(whole), piece)], key, BINDING))
    assert back == content
    assert len(whole) == HEADER + size + TAG * max(1, -(-size // CHUNK))


def test_each_flipped_bit_is_noticed(key):
    whole = sealed(os.urandom(2 * CHUNK + 5), key)
    places = [0, 3, HEADER - 1, HEADER, HEADER + CHUNK, HEADER + CHUNK + TAG - 1, len(whole) // 2, len(whole) - 1]
    for place in places:
        broken = bytearray(whole)
        broken[place] ^= 1
        with pytest.raises(Damaged):
            opened(bytes(broken), key)


@pytest.mark.parametrize("kept", [0, 5, HEADER, HEADER + 1, HEADER + CHUNK + TAG, HEADER + 2 * (CHUNK + TAG), -1])
def test_a_cut_file_is_noticed_even_between_chunks(key, kept):
    whole = sealed(os.urandom(3 * CHUNK), key)
    with pytest.raises(Damaged):
        opened(whole[:kept], key)


def test_chunks_cannot_change_places_be_doubled_or_be_left_out(key):
    whole = sealed(os.urandom(4 * CHUNK), key)
    header, size = whole[:HEADER], CHUNK + TAG
    one, two, three, four = (whole[HEADER + n * size : HEADER + (n + 1) * size] for n in range(4))
    for order in [(two, one, three, four), (one, one, two, three, four), (one, three, four), (one, two, four, three)]:
        with pytest.raises(Damaged):
            opened(header + b"".join(order), key)


def test_nothing_can_be_added_at_the_end(key):
    whole = sealed(b"short", key)
    for extra in (b"\x00", whole[HEADER:], os.urandom(CHUNK)):
        with pytest.raises(Damaged):
            opened(whole + extra, key)


def test_another_key_or_another_binding_does_not_open(key):
    whole = sealed(b"drawing", key)
    with pytest.raises(Damaged):
        opened(whole, stream.new_key())
    for other in (BINDING.replace(b"firm", b"rival"), BINDING.replace(b"|1|", b"|2|"), BINDING + b"|", b""):
        with pytest.raises(Damaged):
            opened(whole, key, other)


def test_the_same_content_never_looks_the_same_twice(key):
    assert sealed(b"same", key) != sealed(b"same", key)
