"""A worker that tries what a worker taken over would try."""

import os
import socket
import subprocess
import time

from core.sandbox import Refused


def answer(header: dict, body: bytes) -> tuple[dict, bytes]:
    match header["deed"]:
        case "refuse":
            raise Refused("no", "not today")
        case "sleep":
            time.sleep(60)
        case "eat":
            return {}, bytes(10**9)
        case "crash":
            os.abort()
        case "raise":
            raise LookupError("unexpected")
        case "environment":
            return {"names": list(os.environ)}, b""
    attempts = {
        "connect": lambda: socket.create_connection(("127.0.0.1", 9), 1),
        "resolve": lambda: socket.getaddrinfo("example.com", 80),
        "spawn": lambda: subprocess.run(["true"], check=True),
        "system": lambda: os.system("true"),
    }
    if header["deed"] in attempts:
        return {"outcome": _outcome(attempts[header["deed"]])}, b""
    return {"pid": os.getpid()}, body


def _outcome(attempt) -> str:
    try:
        attempt()
    except OSError as error:
        return type(error).__name__
    return "done"
