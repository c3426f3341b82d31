"""How do parent and child talk? A length, a JSON header, a length, bytes; never pickles."""

import json
import struct
from typing import IO

_LENGTH = struct.Struct(">Q")


def send(pipe: IO[bytes], header: dict, body: bytes) -> None:
    words = json.dumps(header).encode()
    pipe.write(_LENGTH.pack(len(words)) + words + _LENGTH.pack(len(body)))
    pipe.write(body)
    pipe.flush()


def receive(pipe: IO[bytes]) -> tuple[dict, bytes]:
    """Raises EOFError when the other side is gone."""
    header = json.loads(_exactly(pipe, _length(pipe)))
    return header, _exactly(pipe, _length(pipe))


def _length(pipe: IO[bytes]) -> int:
    return _LENGTH.unpack(_exactly(pipe, _LENGTH.size))[0]


def _exactly(pipe: IO[bytes], size: int) -> bytes:
    content = pipe.read(size)
    if len(content) < size:
        raise EOFError
    return content
