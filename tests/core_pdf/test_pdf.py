"""A paper is laid out as written, and nothing that is written into it can reach out."""

import shutil
import subprocess
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO

import pypdfium2 as pdfium
import pytest
from pyhanko.pdf_utils.reader import PdfFileReader

from core import pdf

SECRET = "the-words-of-a-file-that-must-not-leave"
PAPER = {
    "document_title": "Confidentiality agreement",
    "document_id": "AGR-2026-0042",
    "document_class": "Restricted",
    "document_class_key": "restricted",
    "organisation": {"name": "Halden Robotics"},
}


def text_of(content: bytes) -> str:
    return "\n".join(page.get_textpage().get_text_range() for page in pdfium.PdfDocument(content))


@pytest.fixture
def trap():
    """Counts who calls; one web server for all the payloads of a test."""

    class Door(BaseHTTPRequestHandler):
        def do_GET(self):
            server.calls.append(self.path)
            self.send_response(200)
            self.end_headers()

        def log_message(self, *words):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Door)
    server.calls = []
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


PAYLOADS = [
    '<img src="{url}">',
    '<img srcset="{url} 2x" src="{url}">',
    '<picture><source srcset="{url}"><img src="{url}"></picture>',
    '<link rel="stylesheet" href="{url}">',
    '<link rel="attachment" href="{url}">',
    '<a rel="attachment" href="{url}">x</a>',
    '<link rel="icon" href="{url}"><link rel="preload" href="{url}">',
    "<style>@import url({url});</style>",
    '<style>@import "{url}";</style>',
    "<style>body {{ background: url({url}) }}</style>",
    "<style>p::before {{ content: url({url}) }}</style><p>x</p>",
    "<style>ul {{ list-style-image: url({url}) }}</style><ul><li>x</ul>",
    "<style>p {{ border-image: url({url}) 3 }}</style><p>x</p>",
    "<style>p {{ mask-image: url({url}) }}</style><p>x</p>",
    "<style>@font-face {{ font-family: x; src: url({url}) }} p {{ font-family: x }}</style><p>x</p>",
    "<style>@page {{ background: url({url}) }}</style>",
    "<style>@color-profile --x {{ src: url({url}) }} p {{ color: color(--x 1 0 0) }}</style><p>x</p>",
    '<p style="background-image: url({url})">x</p>',
    '<body background="{url}">x</body>',
    '<table background="{url}"><tr><td background="{url}">x</table>',
    '<svg xmlns="http://www.w3.org/2000/svg"><image href="{url}" width="9" height="9"/></svg>',
    '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"><image xlink:href="{url}" width="9" height="9"/></svg>',
    '<svg xmlns="http://www.w3.org/2000/svg"><use href="{url}#a"/></svg>',
    '<svg xmlns="http://www.w3.org/2000/svg"><style>@import url({url});</style><rect width="9" height="9"/></svg>',
    '<object data="{url}">x</object>',
    '<embed src="{url}">',
    '<iframe src="{url}"></iframe>',
    '<base href="{url}/"><img src="x.png">',
    '<video poster="{url}" src="{url}"></video><audio src="{url}"></audio>',
    '<input type="image" src="{url}">',
    '<meta http-equiv="refresh" content="0; url={url}">',
    '<script src="{url}"></script>',
]


@pytest.mark.parametrize("payload", PAYLOADS)
def test_hostile_html_reaches_nothing(payload, trap, tmp_path):
    (tmp_path / "secret.svg").write_text(f"<svg xmlns='http://www.w3.org/2000/svg'><text y='20'>{SECRET}</text></svg>")
    for url in (f"http://127.0.0.1:{trap.server_port}/x", f"file://{tmp_path}/secret.svg", f"{tmp_path}/secret.svg"):
        try:
            content = pdf.render_html(f"<h1>t</h1>{payload.format(url=url)}", variant=None)
        except pdf.CannotRender:
            continue
        reader = PdfFileReader(BytesIO(content))
        assert SECRET not in text_of(content) and "/EmbeddedFiles" not in reader.root.get("/Names", {})
        assert SECRET.encode() not in b"".join(
            stream.data for stream in (reader.get_object(ref) for ref in reader.xrefs.explicit_refs_in_revision(0))
            if hasattr(stream, "data")
        )  # fmt: skip
    assert trap.calls == []


@pytest.mark.parametrize("payload", PAYLOADS)
def test_the_same_in_a_field_is_text(payload, tmp_path):
    words = payload.format(url="http://127.0.0.1:9/x")
    content = pdf.render("documents/base.html", {**PAPER, "document_title": words})
    assert str(PdfFileReader(BytesIO(content)).trailer_view["/Info"]["/Title"]) == " ".join(words.split())
    assert "<" in text_of(content)


def test_our_own_style_is_the_one_thing_that_is_served():
    styled = pdf.render_html('<link rel="stylesheet" href="ringfence:document.css"><p class="mono">x</p>')
    assert styled
    for other in (
        "ringfence:other.css",
        "ringfence:../print/document.css",
        "ringfence:document.css?x",
        "ringfence:",
        "data:,x",
    ):
        with pytest.raises(pdf.CannotRender):
            pdf.render_html(f'<link rel="stylesheet" href="{other}"><p>x</p>')


def test_each_page_carries_class_number_and_document_id():
    html = {**PAPER}
    content = pdf.render("documents/base.html", html)
    words = text_of(content)
    assert "RESTRICTED" in words.upper() and "AGR-2026-0042" in words
    assert "Page 1 of 1" in " ".join(words.split())
    assert "Halden Robotics" in words


def test_the_paper_is_tagged_archivable_and_has_its_fonts_inside(tmp_path):
    content = pdf.render("documents/base.html", PAPER)
    root = PdfFileReader(BytesIO(content)).root
    assert b"pdfaid:part" in root["/Metadata"].data and root["/MarkInfo"]["/Marked"]
    assert str(root["/Lang"]).startswith("en")
    if tool := shutil.which("pdffonts"):
        (tmp_path / "a.pdf").write_bytes(content)
        lines = subprocess.run(
            [tool, tmp_path / "a.pdf"], capture_output=True, text=True, check=True
        ).stdout.splitlines()[2:]  # noqa: S603
        assert lines and all("Source-Sans" in line or "IBM-Plex" in line for line in lines)
        assert all(line.split()[-5:-2] == ["yes", "yes", "yes"] for line in lines)


def test_the_same_paper_gives_the_same_bytes_in_any_process():
    first = pdf.render("documents/base.html", PAPER)
    assert pdf.render("documents/base.html", PAPER) == first
    pdf._child().stop()
    assert pdf.render("documents/base.html", PAPER) == first


def test_an_endless_paper_is_given_up_and_the_next_one_works():
    endless = "<style>p { columns: 3 } </style>" + "<div><table><tr><td>" * 120 + "<p>x</p>" * 20_000
    with pytest.raises(pdf.CannotRender, match="shorter"):
        pdf.render_html(endless, seconds=1.0)
    assert pdf.render_html("<p>next</p>").startswith(b"%PDF")
