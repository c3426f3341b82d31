"""The one way out: fetch a file over HTTPS from an address that a person entered, and from nowhere inside the fence.

https on its own port, no name or password in the address; every address that the host resolves to has to be public, and the
connection goes to one of those that were looked at, so that a name cannot mean another machine a moment later. Redirects
are not followed. There is a limit to size and time.
"""

import contextlib
import ipaddress
import socket
import ssl
import time
from http.client import HTTPException, HTTPSConnection
from typing import BinaryIO
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from core.refusals import NotThis

PATIENCE = 20  # seconds for each single answer of the other side
LONGEST = 600  # seconds for all of it
_CHUNK = 256 * 1024
_NOT_FOR_US = [
    ipaddress.ip_network(each) for each in ("64:ff9b::/96", "3fff::/20")
]  # NAT64; RFC 9637, newer than Python's list


class Unreachable(Exception):
    """Nothing was fetched. `sentence` is fit for the person who entered the address."""

    def __init__(self, sentence: str):
        super().__init__(sentence)
        self.sentence = sentence


class _Pinned(HTTPSConnection):
    """Speaks to `address`, and asks for the certificate of the host."""

    def __init__(self, host: str, address: str, context: ssl.SSLContext):
        super().__init__(host, timeout=PATIENCE, context=context)
        self._address, self._checked = address, context

    def connect(self) -> None:
        plain = socket.create_connection((self._address, self.port), self.timeout)
        self.sock = self._checked.wrap_socket(plain, server_hostname=self.host)


def check_address(url: str, *, field: str = "address") -> None:
    """Raises NotThis for what is no plain https address. Where it leads is seen when it is fetched."""
    try:
        parts = urlsplit(url)
        is_plain = parts.scheme == "https" and parts.hostname and parts.port in {None, 443} and "@" not in parts.netloc
    except ValueError:
        is_plain = False
    if not is_plain or not url.isascii() or any(letter.isspace() or not letter.isprintable() for letter in url):
        raise NotThis(
            field, _("Enter an address that begins with https://, without a port, a name or a password in it.")
        )


def fetch(url: str, into: BinaryIO, *, most: int) -> int:
    """Write what stands at the address into the file. `most`: bytes. Returns how many came. Raises Unreachable, NotThis."""
    check_address(url)
    parts = urlsplit(url)
    host, target = parts.hostname or "", (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    ends_at = time.monotonic() + LONGEST
    with contextlib.closing(_Pinned(host, _public_address(host), ssl.create_default_context())) as line:
        try:
            line.request("GET", target, headers={"Accept-Encoding": "identity", "User-Agent": "Ringfence"})
            answer = line.getresponse()
            _check_answer(answer)
            return _copy(answer, into, most, ends_at)
        except ssl.SSLCertVerificationError as error:
            raise Unreachable(
                _("The certificate of %(host)s is not one that this server trusts.") % {"host": host}
            ) from error
        except (OSError, HTTPException) as error:
            raise Unreachable(_("%(host)s does not answer, or breaks off.") % {"host": host}) from error


def _public_address(host: str) -> str:
    try:
        found = {str(row[4][0]) for row in socket.getaddrinfo(host, 443, type=socket.SOCK_STREAM)}
    except (OSError, UnicodeError) as error:
        raise Unreachable(_("The name %(host)s is not known.") % {"host": host}) from error
    if not found or not all(map(is_public, found)):
        raise Unreachable(
            _("%(host)s lies inside a network that is not public; nothing is fetched from there.") % {"host": host}
        )
    return sorted(found, key=lambda each: (":" in each, each))[0]


def is_public(address: str) -> bool:
    """Of an IPv4 or IPv6 address, also where one stands for another (mapped, 6to4, Teredo, NAT64)."""
    found = ipaddress.ip_address(address.partition("%")[0])
    if not found.is_global or found.is_multicast or found.is_reserved:
        return False
    return isinstance(found, ipaddress.IPv4Address) or not _inner(found)


def _inner(address: ipaddress.IPv6Address) -> bool:
    """Does it carry an IPv4 address, so that somebody between here and there decides where it leads, or is it only for books?"""
    carries = address.ipv4_mapped or address.sixtofour or address.teredo
    return bool(carries) or any(address in network for network in _NOT_FOR_US)


def _check_answer(answer) -> None:
    if 300 <= answer.status < 400:
        there = urlsplit(answer.headers.get("Location", "")).hostname or _("another page")
        raise Unreachable(_("The address leads on to %(there)s, and that is not followed. Enter where the file lies itself.") % {"there": there})  # fmt: skip
    if answer.status != 200:
        raise Unreachable(_("There is no file at this address: the answer was %(status)s.") % {"status": answer.status})


def _copy(answer, into: BinaryIO, most: int, ends_at: float) -> int:
    came = 0
    while chunk := answer.read(_CHUNK):
        came += len(chunk)
        if came > most:
            raise Unreachable(_("The file is larger than %(most)s MB.") % {"most": most // 1024**2})
        if time.monotonic() > ends_at:
            raise Unreachable(_("The file came too slowly; it was given up after %(minutes)s minutes.") % {"minutes": LONGEST // 60})  # fmt: skip
        into.write(chunk)
    if answer.length:
        raise Unreachable(_("The file broke off before its end."))
    return came
