"""How is a long file encrypted piece by piece, so that no piece can be changed, moved, left out or added?

The STREAM construction over AES-256-GCM: each chunk has the nonce `salt | counter | last`, so that a
chunk from another place fails, and so does a file that ends early or goes on. Every chunk also
authenticates `binding`, the facts that make this file this file. Memory stays at two chunks.
"""

import os
from collections.abc import Iterable, Iterator
from itertools import count

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

CHUNK = 256 * 1024  # bytes of plaintext
TAG = 16  # bytes that GCM adds to each chunk
MAGIC = b"RFS1"
SALT = 7  # bytes; with 4 of counter and 1 of "last" they make the 12 of a nonce


class Damaged(ValueError):
    """The bytes are not what was sealed under this key and binding."""


def new_key() -> bytes:
    """A data key of 32 bytes, for one file and no other."""
    return AESGCM.generate_key(256)


def encrypt(chunks: Iterable[bytes], key: bytes, binding: bytes) -> Iterator[bytes]:
    """Ciphertext of `chunks`, header first; an empty file gives one empty, authenticated chunk."""
    cipher, salt = AESGCM(key), os.urandom(SALT)
    yield MAGIC + salt
    for number, (block, last) in zip(count(), marked(regrouped(chunks, CHUNK)), strict=False):
        yield cipher.encrypt(_nonce(salt, number, last), block, binding)


def decrypt(chunks: Iterable[bytes], key: bytes, binding: bytes) -> Iterator[bytes]:
    """Plaintext of `chunks`. Raises Damaged at the first chunk that does not fit; nothing of it is yielded."""
    cipher, (salt, rest) = AESGCM(key), _header(iter(chunks))
    for number, (block, last) in zip(count(), marked(regrouped(rest, CHUNK + TAG)), strict=False):
        try:
            yield cipher.decrypt(_nonce(salt, number, last), block, binding)
        except InvalidTag as error:
            raise Damaged(f"chunk {number} does not fit") from error


def regrouped(chunks: Iterable[bytes], size: int) -> Iterator[bytes]:
    """The same bytes in blocks of exactly `size`, the last one shorter or, for an empty file, empty."""
    held, sent = bytearray(), False
    for chunk in chunks:
        for start in range(0, len(chunk), size):
            held += chunk[start : start + size]
            while len(held) >= size:
                yield bytes(held[:size])
                del held[:size]
                sent = True
    if held or not sent:
        yield bytes(held)


def marked(blocks: Iterable[bytes]) -> Iterator[tuple[bytes, bool]]:
    """Each block with whether it is the last."""
    ahead = iter(blocks)
    current = next(ahead)
    for following in ahead:
        yield current, False
        current = following
    yield current, True


def _header(chunks: Iterator[bytes]) -> tuple[bytes, Iterator[bytes]]:
    held = b""
    for chunk in chunks:
        held += chunk
        if len(held) >= len(MAGIC) + SALT:
            break
    if not held.startswith(MAGIC) or len(held) < len(MAGIC) + SALT:
        raise Damaged("the file does not begin as a sealed file does")
    return held[len(MAGIC) : len(MAGIC) + SALT], _after(held[len(MAGIC) + SALT :], chunks)


def _after(first: bytes, chunks: Iterator[bytes]) -> Iterator[bytes]:
    yield first
    yield from chunks


def _nonce(salt: bytes, number: int, last: bool) -> bytes:
    """`number` fits four bytes up to 1 PiB of plaintext; beyond that to_bytes raises OverflowError."""
    return salt + number.to_bytes(4, "big") + (b"\x01" if last else b"\x00")
