"""Is a file fetched from a public place, and nothing from inside, by whatever name it is called?"""

import io
import socket

import pytest

from core import outbound
from core.outbound import Unreachable
from core.refusals import NotThis
from tests.core_outbound import publisher
from tests.core_outbound.publisher import HOST, PUBLIC

INSIDE = [
    "127.0.0.1", "127.8.9.1", "0.0.0.0", "10.0.0.1", "10.255.255.255", "100.64.0.1", "169.254.169.254", "172.16.0.1", "172.31.255.254",
    "192.0.0.1", "192.0.2.1", "192.168.0.1", "192.168.255.254", "198.18.0.1", "198.51.100.7", "203.0.113.9", "224.0.0.1", "239.255.255.255",
    "240.0.0.1", "255.255.255.255", "::", "::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:169.254.169.254", "::ffff:8.8.8.8",
    "64:ff9b::a00:1", "64:ff9b::7f00:1", "64:ff9b:1::1", "100::1", "2001::1", "2001:db8::1", "2002:7f00:1::1", "2002:a00:1::1", "fc00::1",
    "fd12:3456::1", "fe80::1", "fe80::1%eth0", "ff02::1", "::7f00:1", "3fff::1", "5f00::1",
]  # fmt: skip
SPELT = [  # by what the resolver of this machine makes of them
    "127.1", "127.0.1", "0x7f.0.0.1", "0x7f000001", "2130706433", "0177.0.0.1", "017700000001", "localhost", "LOCALHOST", "[::1]",
    "[::ffff:127.0.0.1]", "[0:0:0:0:0:0:0:1]", "[::ffff:7f00:1]", "[::]", "0", "10.1", "0xa.1", "192.168.257", "[fd00::1]", "[64:ff9b::a00:1]",
]  # fmt: skip
NO_ADDRESS = [
    "", "lists.example", "http://lists.example/", "ftp://lists.example/", "file:///etc/passwd", "gopher://lists.example/", "//lists.example/",
    "https://", "https:///list.xml", "https://lists.example:8443/", "https://lists.example:80/", "https://a@lists.example/",
    "https://a:b@lists.example/", "https://lists.example@10.0.0.1/", "https://lists.example:port/", "https://[::1/", "https://lists.example/a b",
    "https://lists.example/\r\nHost: other", "https://lists.exämple/", "javascript:alert(1)", "https://lists.example\t/", "data:text/xml,x",
]  # fmt: skip


@pytest.fixture
def unconnected(monkeypatch):
    """Every try to connect to something, which fails."""
    tried: list = []

    def refuse(where, *_args, **_options):
        tried.append(where)
        raise OSError("nothing is connected in this test")

    monkeypatch.setattr(socket, "create_connection", refuse)
    return tried


def named(monkeypatch, *addresses: str) -> None:
    rows = [
        (socket.AF_INET6 if ":" in each else socket.AF_INET, socket.SOCK_STREAM, 6, "", (each, 443))
        for each in addresses
    ]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_args, **_options: rows)


def fetched(url: str, most: int = 1024) -> bytes:
    into = io.BytesIO()
    outbound.fetch(url, into, most=most)
    return into.getvalue()


@pytest.mark.parametrize("address", INSIDE)
def test_a_name_that_leads_inside_is_not_followed(monkeypatch, unconnected, address):
    for addresses in ([address], [PUBLIC, address], [address, PUBLIC]):
        named(monkeypatch, *addresses)
        with pytest.raises(Unreachable, match="not public"):
            fetched(f"https://{HOST}/list.xml")
    assert unconnected == []


@pytest.mark.parametrize("host", SPELT)
def test_no_spelling_of_an_inner_address_is_followed(unconnected, host):
    with pytest.raises(Unreachable):
        fetched(f"https://{host}/list.xml")
    assert unconnected == []


@pytest.mark.parametrize("url", NO_ADDRESS)
def test_what_is_no_plain_address_is_not_asked(unconnected, url):
    with pytest.raises(NotThis, match="https://"):
        fetched(url)
    assert unconnected == []


def test_a_public_address_is_asked(monkeypatch, unconnected):
    for addresses in (["2606:4700:4700::1111", PUBLIC], ["2606:4700:4700::1111"]):
        named(monkeypatch, *addresses)
        with pytest.raises(Unreachable, match="does not answer"):
            fetched(f"https://{HOST}/")
    assert [where[0] for where in unconnected] == [PUBLIC, "2606:4700:4700::1111"]


def test_the_name_is_looked_up_once_and_the_connection_goes_where_it_led(monkeypatch, unconnected):
    """A name that means another machine a moment later gains nothing."""
    answers = iter([[PUBLIC], ["127.0.0.1"]])
    row = lambda address: (socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, 443))  # noqa: E731
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_args, **_options: [row(each) for each in next(answers)])
    with pytest.raises(Unreachable):
        fetched(f"https://{HOST}/")
    assert unconnected == [(PUBLIC, 443)] and next(answers) == ["127.0.0.1"]


def test_a_file_comes_whole_and_the_host_is_named(monkeypatch, tmp_path):
    with publisher.at_work(tmp_path, {"/list.xml?token=a": (200, {}, b"<list/>")}) as (port, trusted, asked):
        connected = publisher.reach(monkeypatch, port, trusted)
        assert fetched(f"https://{HOST}/list.xml?token=a") == b"<list/>"
    assert asked == [(HOST, "/list.xml?token=a")] and connected == [(PUBLIC, 443)]


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        ((302, {"Location": "https://other.example/x"}, b""), "leads on to other.example"),
        ((301, {"Location": "http://127.0.0.1/"}, b""), "leads on to 127.0.0.1"),
        ((404, {}, b"gone"), "404"),
        ((500, {}, b""), "500"),
        ((200, {}, b"x" * 2000), "larger than"),
        ((200, {"Content-Length": "500"}, b"cut"), "br"),
    ],
)
def test_what_is_no_whole_file_is_not_taken(monkeypatch, tmp_path, answer, why):
    with publisher.at_work(tmp_path, {"/": answer}) as (port, trusted, asked):
        connected = publisher.reach(monkeypatch, port, trusted)
        with pytest.raises(Unreachable, match=why):
            fetched(f"https://{HOST}/")
    assert len(asked) == len(connected) == 1


def test_a_certificate_for_another_name_is_not_trusted(monkeypatch, tmp_path):
    with publisher.at_work(tmp_path, {}, host="other.example") as (port, trusted, asked):
        publisher.reach(monkeypatch, port, trusted)
        with pytest.raises(Unreachable, match="certificate"):
            fetched(f"https://{HOST}/")
    assert asked == []
