"""The known ways to make a reader show other words under a valid seal: not one of them passes for intact.

The names are those of the literature: incremental saving, universal signature forgery, signature wrapping (all 2019),
shadow attacks (2021). Only the upkeep that the format itself foresees, a further time stamp, leaves a paper intact.
"""

import re
import shutil
import subprocess
from datetime import UTC, datetime
from io import BytesIO

import pytest
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.writer import copy_into_new_writer
from pyhanko.sign.signers.pdf_signer import PdfTimeStamper
from pyhanko_certvalidator import ValidationContext

from core import signing
from core.signing.clocks import WebClock
from core.signing.seals import parsed
from tests.core_signing.clock import Clock, make_clock
from tests.core_signing.conftest import AT
from tests.core_signing.test_seals import added


def name(value: str) -> generic.NameObject:
    return generic.NameObject(value)


def first_page(writer):
    return writer.root["/Pages"]["/Kids"][0].get_object()


def hide(writer):
    """Shadow attack, hide: a picture that covers the words lies in the file and is switched on."""
    page = first_page(writer)
    cover = writer.add_object(generic.StreamObject(stream_data=b"1 1 1 rg 0 0 600 850 re f"))
    page[name("/Contents")] = generic.ArrayObject([page.raw_get("/Contents"), cover])
    writer.update_container(page)


def replace_font(writer):
    """Shadow attack, replace: the same codes are drawn with other letters."""
    fonts = first_page(writer)["/Resources"]["/Font"]
    font = next(iter(fonts.values())).get_object()
    font[name("/BaseFont")] = name("/Other")
    writer.update_container(font)


def replace_form_value(writer):
    """Shadow attack, replace: a form field lies over the words and gets another value."""
    page = first_page(writer)
    field = generic.DictionaryObject({
        name("/Type"): name("/Annot"), name("/Subtype"): name("/Widget"), name("/FT"): name("/Tx"),
        name("/T"): generic.TextStringObject("sum"), name("/V"): generic.TextStringObject("1.000.000"),
        name("/Rect"): generic.ArrayObject(map(generic.NumberObject, (50, 50, 500, 700))),
    })  # fmt: skip
    kept = writer.add_object(field)
    writer.root["/AcroForm"]["/Fields"].append(kept)
    writer.update_container(writer.root["/AcroForm"]["/Fields"])
    page[name("/Annots")] = generic.ArrayObject([*page.get("/Annots", []), kept])
    writer.update_container(page)


def hide_and_replace(writer):
    """Shadow attack, hide and replace: the file gets another root, with pages of its own."""
    page = generic.DictionaryObject({name("/Type"): name("/Page"), name("/MediaBox"): generic.ArrayObject(
        map(generic.NumberObject, (0, 0, 600, 850)))})  # fmt: skip
    page[name("/Contents")] = writer.add_object(generic.StreamObject(stream_data=b"BT (other words) Tj ET"))
    pages = generic.DictionaryObject({name("/Type"): name("/Pages"), name("/Count"): generic.NumberObject(1)})
    pages[name("/Kids")] = generic.ArrayObject([writer.add_object(page)])
    writer.root[name("/Pages")] = writer.add_object(pages)
    writer.update_root()


def swap_enclosed(writer):
    """The words are left alone; a file is put beside them."""
    stream = generic.StreamObject(stream_data=b"other text")
    spec = generic.DictionaryObject({
        name("/Type"): name("/Filespec"), name("/UF"): generic.TextStringObject("text.html"),
        name("/EF"): generic.DictionaryObject({name("/F"): writer.add_object(stream)}),
    })  # fmt: skip
    writer.root[name("/AF")] = generic.ArrayObject([writer.add_object(spec)])
    writer.update_root()


def drop_seal(writer):
    """The form that holds the seal is taken out of the document."""
    del writer.root["/AcroForm"]
    writer.update_root()


@pytest.mark.parametrize(
    "change", [hide, replace_font, replace_form_value, hide_and_replace, swap_enclosed, drop_seal], ids=lambda f: f.__name__
)  # fmt: skip
def test_a_shadow_put_behind_the_seal_is_seen(sealed, change):
    verdict = signing.examine(added(sealed.content, change))
    assert verdict.state == "altered" and "The file cannot be read as a PDF." not in verdict.reasons


@pytest.mark.parametrize(
    ("what", "instead"),
    [
        (rb"/ByteRange ?\[[^]]*\]", b"/ByteRange null"),
        (rb"/ByteRange ?\[[^]]*\]", b"/ByteRange [0 0 0 0]"),
        (rb"/ByteRange ?\[[^]]*\]", b"/ByteRange [0 -1 0 99]"),
        (rb"/ByteRange(?= ?\[)", b"/ByteRanje"),
        (rb"/Contents <[0-9A-Fa-f]+>", b"/Contents <>"),
        (rb"/Contents <[0-9A-Fa-f]+>", b"/Contents null"),
        (rb"/Contents(?= <[0-9A-F]{64})", b"/Kontents"),
    ],
)
def test_a_seal_with_a_hole_is_no_seal(sealed, what, instead):
    """Universal signature forgery: a reader that skips the check where a part is missing calls it valid."""
    found = re.search(what, sealed.content)
    broken = sealed.content[: found.start()] + instead.ljust(len(found[0])) + sealed.content[found.end() :]
    assert len(broken) == len(sealed.content)
    assert signing.examine(broken).state != "intact"


def wrapped(content: bytes, *, room: int = 40_000) -> bytes:
    """Signature wrapping: the second signed part moves back, and what is read stands in the room that this makes.

    Each signed byte is kept. The table that a reader follows lies where the old one lay and is ours; the seal that it
    finds is a copy that says where the signed parts are now, and the page is another.
    """
    start = content.index(b"%%EOF") + 6  # of what sealing added
    found = re.search(rb"/ByteRange \[(\d+) (\d+) (\d+) (\d+)\]", content)
    end, second, length = (int(found[place]) for place in (2, 3, 4))
    table = int(re.findall(rb"startxref\s+(\d+)", content)[-1])
    objects = {int(row[1]): start + row.start(1) for row in re.finditer(rb"(?m)^(\d+) 0 obj", content[start:end])}
    seal = max(objects, key=objects.__getitem__)
    forged = content[objects[seal] : content.index(b"endobj", second) + 7].replace(
        found[0], b"/ByteRange [0 %d %d %d]" % (end, second + room, length)
    )
    page = max(number for number in objects if b"/Type /Page\n" in content[objects[number] : objects[number] + 900])
    other = b"%d 0 obj\n<< /Type /Page /MediaBox [0 0 600 850] >>\nendobj\n" % page
    objects |= {seal: table + 4_000, page: table + 4_000 + len(forged) + 10}
    rows = "".join(f"{number} 1\n{at:010} 00000 n \n" for number, at in sorted(objects.items()))
    first_table = re.findall(rb"startxref\s+(\d+)", content)[0].decode()
    root, info = (re.findall(rb"/%s (\d+) 0 R" % key, content)[-1].decode() for key in (b"Root", b"Info"))
    kept = f"xref\n{rows}trailer\n<< /Size 40 /Root {root} 0 R /Info {info} 0 R /Prev {first_table} >>\n".encode()
    space = bytearray(b" " * room)
    for at, what in ((table, kept), (objects[seal], forged), (objects[page], other)):
        space[at - second : at - second + len(what)] = what
    assert len(space) == room
    return content[:second] + bytes(space) + content[second:]


def test_a_wrapped_seal_is_seen(sealed):
    forged = wrapped(sealed.content)
    [seal] = PdfFileReader(BytesIO(forged)).embedded_signatures
    end, second, length = (int(seal.byte_range[place]) for place in (1, 2, 3))
    assert forged[:end] + forged[second : second + length] == _signed(sealed.content)  # each signed byte is there
    verdict = signing.examine(forged)
    assert verdict.state == "altered" and verdict.reasons


def _signed(content: bytes) -> bytes:
    [seal] = PdfFileReader(BytesIO(content)).embedded_signatures
    end, second, length = (int(seal.byte_range[place]) for place in (1, 2, 3))
    return content[:end] + content[second : second + length]


def test_a_stripped_seal_leaves_a_paper_that_nobody_knows(sealed):
    first_end = sealed.content.index(b"%%EOF") + 6
    assert signing.examine(sealed.content[:first_end]).state == "unknown"
    writer = copy_into_new_writer(PdfFileReader(BytesIO(sealed.content)))
    del writer.root["/AcroForm"]
    out = BytesIO()
    writer.write(out)
    assert signing.examine(out.getvalue()).state != "intact"


@pytest.mark.skipif(not shutil.which("qpdf"), reason="qpdf is not installed")
def test_a_paper_that_was_saved_anew_is_not_intact(sealed, tmp_path):
    (tmp_path / "a.pdf").write_bytes(sealed.content)
    subprocess.run(["qpdf", "a.pdf", "b.pdf"], cwd=tmp_path, check=True)  # noqa: S607
    assert signing.examine((tmp_path / "b.pdf").read_bytes()).state != "intact"


def test_a_stripped_paper_sealed_by_somebody_else_is_not_ours(sealed, authority, settings, tmp_path):
    words = sealed.content[: sealed.content.index(b"%%EOF") + 6]
    settings.SIGNING_KEY_DIR = tmp_path / "rival"
    signing.make_authority(organisation="Rival Works", at=AT)
    again = signing.seal(words, reason="x", at=AT, name="Halden Robotics").content
    settings.SIGNING_KEY_DIR = authority
    verdict = signing.examine(again)
    assert verdict.state == "unknown" and verdict.reasons == ("The file is signed, but not by this organisation.",)


@pytest.fixture
def stamped(sealed, authority, tmp_path):
    """The paper with a further time stamp behind its seal, as an archive adds one each few years."""
    if not shutil.which("openssl"):
        pytest.skip("openssl is not installed")

    def stamp(*, is_trusted: bool) -> bytes:
        folder = tmp_path / f"clock-{is_trusted}"
        make_clock(folder)
        if is_trusted:
            shutil.copy(folder / "root.pem", authority / "timestamp-roots.pem")
        with Clock(folder) as clock:
            roots = parsed((folder / "root.pem").read_text())
            context = ValidationContext(trust_roots=roots, moment=datetime.now(UTC), allow_fetching=False)
            writer = IncrementalPdfFileWriter(BytesIO(sealed.content))
            return PdfTimeStamper(WebClock(clock.url)).timestamp_pdf(writer, "sha256", context).getvalue()

    return stamp


def test_a_further_time_stamp_leaves_it_intact_and_names_what_was_sealed(sealed, stamped):
    later = stamped(is_trusted=True)
    assert later.startswith(sealed.content) and later != sealed.content
    verdict = signing.examine(later)
    assert (verdict.state, verdict.reasons) == ("intact", ())
    assert verdict.revisions[0] == sealed.sha256


def test_a_further_time_stamp_of_a_stranger_does_not(stamped):
    assert signing.examine(stamped(is_trusted=False)).state == "altered"


@pytest.mark.parametrize("tail", [b"\n", b"\n% more\n%%EOF\n", b"\n9 0 obj\n1\nendobj\nstartxref\n9\n%%EOF\n"])
def test_not_a_byte_hides_behind_a_further_time_stamp(stamped, tail):
    assert signing.examine(stamped(is_trusted=True) + tail).state == "altered"


def test_a_change_hidden_behind_a_further_time_stamp_is_seen(sealed, stamped):
    assert signing.examine(added(stamped(is_trusted=True), hide)).state == "altered"
