"""A name shows what the file is, and the content is what the name says."""

import zipfile
from io import BytesIO

import pytest

from core.files import kinds, names
from core.files.refusals import FileRefused

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n"
PNG = b"\x89PNG\r\n\x1a\n" + b"\x00\x00\x00\rIHDR" + b"\x00" * 40
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01" + b"\x00" * 40
EXE = b"MZ\x90\x00\x03" + b"\x00" * 200


def office(*parts: str, content: bytes = b"<x/>") -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for part in parts:
            archive.writestr(part, content)
    return out.getvalue()


def taken(content: bytes, name: str, purpose: str = "evidence") -> str:
    """Runs every check in the order of the storage door; returns the media type."""
    ending = names.extension(names.cleaned(name))
    kind = kinds.kind_of(ending, purpose)
    kinds.check_inside(BytesIO(content), kind, ending)
    assert b"".join(kinds.checked([content], kind, ending)) == content
    return kind.media_type


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("../../etc/passwd.txt", "passwd.txt"),
        ("C:\\Users\\me\\plan.pdf", "plan.pdf"),
        ("invoice\u202efdp.exe", "invoicefdp.exe"),
        ("a\x00b\r\nc.pdf", "ab c.pdf"),
        ("zero\u200bwidth\ufeff.pdf", "zerowidth.pdf"),
        ("  two   blanks .pdf", "two blanks .pdf"),
        ("..", ""),
        ("", ""),
        ("/", ""),
        ("Übersicht – Ü.pdf", "Übersicht – Ü.pdf"),
        ('quo"te<script>.pdf', "quo_te_script_.pdf"),
    ],
)
def test_a_hostile_name_becomes_a_plain_one(given, shown):
    assert names.cleaned(given) == shown


def test_a_long_name_keeps_its_ending():
    short = names.cleaned("n" * 255 + ".pdf")
    assert len(short) == names.LONGEST and short.endswith("n.pdf")


@pytest.mark.parametrize(
    ("content", "name", "media_type"),
    [
        (PDF, "a.pdf", "application/pdf"),
        (PDF, "A.PDF", "application/pdf"),
        (PNG, "a.png", "image/png"),
        (JPEG, "a.jpeg", "image/jpeg"),
        ("Grüße\n".encode(), "a.txt", "text/plain"),
        (b"\xef\xbb\xbfa;b\r\n", "a.csv", "text/csv"),
        (office("[Content_Types].xml", "word/document.xml"), "a.docx", kinds.KINDS[".docx"].media_type),
        (
            office("docProps/app.xml", "xl/workbook.xml", "[Content_Types].xml"),
            "a.xlsx",
            kinds.KINDS[".xlsx"].media_type,
        ),
    ],
)
def test_an_honest_file_is_taken(content, name, media_type):
    assert taken(content, name) == media_type


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (EXE, "a.pdf"),
        (PNG, "a.pdf"),
        (PDF, "a.png"),
        (PDF, "a.jpg"),
        (b"\n" + PDF, "a.pdf"),
        (b"GIF89a" + PDF, "a.pdf"),
        (b"", "a.pdf"),
        (b"%PD", "a.pdf"),
        (EXE, "a.txt"),
        (b"\xff\xfe\x41", "a.txt"),
        (PDF + b"\x00\xff", "a.csv"),
        (PDF, "a.docx"),
        (office("evil.exe"), "a.docx"),
        (office("[Content_Types].xml", "xl/workbook.xml"), "a.docx"),
        (office("[Content_Types].xml", "word/document.xml")[:-30], "a.docx"),
        (EXE + office("[Content_Types].xml", "word/document.xml"), "a.docx"),
        (PDF, "a.exe"),
        (PDF, "a.pdf.exe"),
        (PDF, "pdf"),
        (PDF, ".pdf"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "a.svg"),
        (b"<script>alert(1)</script>", "a.html"),
    ],
)
def test_a_file_that_is_not_what_it_says_is_refused(content, name):
    with pytest.raises(FileRefused) as refusal:
        taken(content, name)
    assert refusal.value.sentence.endswith(".")


def test_macros_and_bombs_are_refused_without_unpacking():
    macros = office("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin")
    with pytest.raises(FileRefused, match="macros"):
        taken(macros, "a.docx")
    bomb = office("[Content_Types].xml", "word/document.xml", content=b"\x00" * 20_000_000)
    with pytest.raises(FileRefused, match="unpacks"):
        taken(bomb, "a.docx")


def test_each_purpose_has_its_own_list():
    assert taken(b"a,b\n", "people.csv", "import")
    with pytest.raises(FileRefused, match="CSV, XLSX"):
        taken(PDF, "people.pdf", "import")
