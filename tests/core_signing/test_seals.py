"""A sealed paper verifies in other people's tools, and any later change is seen."""

import hashlib
import re
import shutil
import subprocess
from io import BytesIO

import pytest
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign import PdfSignatureMetadata, PdfSigner
from pyhanko.sign.fields import MDPPerm, SigSeedSubFilter
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext

from core import signing
from core.signing import authority as authorities
from core.signing import supplied
from core.signing.seals import parsed, signer
from tests.core_signing.conftest import AT

PDFSIG, QPDF = shutil.which("pdfsig"), shutil.which("qpdf")


def ran(*words: str) -> str:
    return subprocess.run(words, capture_output=True, text=True, check=False).stdout  # noqa: S603


def test_a_fresh_seal_is_intact_and_says_whose_and_when(sealed):
    verdict = signing.examine(sealed.content)
    assert (verdict.state, verdict.reasons, verdict.level) == ("intact", (), "B-B")
    assert (verdict.signer, verdict.sealed_at) == ("Halden Robotics", AT)
    assert sealed.sha256 == hashlib.sha256(sealed.content).hexdigest()


@pytest.mark.skipif(not PDFSIG, reason="pdfsig (poppler-utils) is not installed")
def test_pdfsig_agrees(sealed, tmp_path):
    (tmp_path / "a.pdf").write_bytes(sealed.content)
    said = ran(PDFSIG, "-nocert", str(tmp_path / "a.pdf"))
    assert "Signature is Valid" in said and "Total document signed" in said and "ETSI.CAdES.detached" in said
    broken = sealed.content.replace(b"/Title", b"/Tidle", 1)
    assert broken != sealed.content
    (tmp_path / "b.pdf").write_bytes(broken)
    assert "Signature is Valid" not in ran(PDFSIG, "-nocert", str(tmp_path / "b.pdf"))


@pytest.mark.skipif(not QPDF, reason="qpdf is not installed")
def test_qpdf_finds_a_sound_file(sealed, tmp_path):
    (tmp_path / "a.pdf").write_bytes(sealed.content)
    assert "No syntax or stream encoding errors" in ran(QPDF, "--check", str(tmp_path / "a.pdf"))


def test_pyhanko_agrees_with_the_public_certificate_alone(sealed):
    signature = PdfFileReader(BytesIO(sealed.content)).embedded_signatures[0]
    status = validate_pdf_signature(signature, ValidationContext(trust_roots=parsed(authorities.root_pem()), moment=AT))
    assert status.bottom_line and status.docmdp_ok
    assert signature.docmdp_level == MDPPerm.NO_CHANGES


def test_no_flipped_bit_passes(sealed):
    places = [*range(11, len(sealed.content), 631), len(sealed.content) - 3]
    gap = sealed.content.index(b"/Contents <") + 11
    unsigned = [25, 28, 35, 41, 506, 508, 540, 590, 1300]  # bytes of the envelope that the signature does not cover
    for place in [*places, sealed.content.index(b">", gap) - 2, *(gap + 2 * byte for byte in unsigned)]:
        for bit in (1, 32):
            broken = bytearray(sealed.content)
            broken[place] ^= bit
            assert signing.examine(bytes(broken)).state != "intact", (place, bit)


def added(content: bytes, change) -> bytes:
    """An incremental update, as other programs write it: the sealed bytes stay, something is put behind them."""
    writer = IncrementalPdfFileWriter(BytesIO(content))
    change(writer)
    out = BytesIO()
    writer.write(out)
    assert out.getvalue().startswith(content)
    return out.getvalue()


def overlay(writer):
    """Draw over the page: the classical way to change what a reader sees."""
    page = writer.root["/Pages"]["/Kids"][0].get_object()
    stream = writer.add_object(generic.StreamObject(stream_data=b"BT /F1 40 Tf 100 400 Td (1.000.000) Tj ET"))
    page["/Contents"] = generic.ArrayObject([page.raw_get("/Contents"), stream])
    writer.update_container(page)


def annotate(writer):
    """A free-text note that hides a clause."""
    page = writer.root["/Pages"]["/Kids"][0].get_object()
    note = generic.DictionaryObject(
        {
            generic.NameObject("/Type"): generic.NameObject("/Annot"),
            generic.NameObject("/Subtype"): generic.NameObject("/FreeText"),
            generic.NameObject("/Rect"): generic.ArrayObject(map(generic.NumberObject, (0, 0, 500, 800))),
            generic.NameObject("/Contents"): generic.TextStringObject("other words"),
        }
    )
    page["/Annots"] = generic.ArrayObject([writer.add_object(note)])
    writer.update_container(page)


def swap_pages(writer):
    """A shadow attack: content that lay hidden is shown instead."""
    pages = writer.root["/Pages"].get_object()
    page = generic.DictionaryObject(pages["/Kids"][0].get_object())
    page[generic.NameObject("/Contents")] = writer.add_object(generic.StreamObject(stream_data=b"0 0 500 800 re f"))
    pages["/Kids"] = generic.ArrayObject([writer.add_object(page)])
    writer.update_container(pages)


def retitle(writer):
    writer.set_info(generic.DictionaryObject({generic.NameObject("/Title"): generic.TextStringObject("Other title")}))


@pytest.mark.parametrize("change", [overlay, annotate, swap_pages, retitle])
def test_whatever_is_put_behind_the_seal_is_seen(sealed, change):
    verdict = signing.examine(added(sealed.content, change))
    assert verdict.state == "altered"
    assert "Something was added to the file after it was sealed." in verdict.reasons


@pytest.mark.parametrize("tail", [b"\n", b"%%EOF\n", b"\x00" * 10, b"\n% comment\n%%EOF\n"])
def test_bytes_after_the_end_are_seen(sealed, tail):
    assert signing.examine(sealed.content + tail).state == "altered"


def test_a_cut_file_is_not_intact(sealed):
    for kept in (len(sealed.content) - 1, len(sealed.content) // 2, 100, 0):
        assert signing.examine(sealed.content[:kept]).state != "intact"


class Careless(PdfSigner):
    """Signs although the seal before it permits no further change."""

    def _enforce_certification_constraints(self, reader):
        pass


def test_a_second_signature_is_seen(sealed, settings, tmp_path):
    settings.SIGNING_KEY_DIR = tmp_path / "other"
    signing.make_authority(organisation="Rival Works", at=AT)
    careless = Careless(PdfSignatureMetadata(field_name="Second"), signer(supplied.current()))
    twice = careless.sign_pdf(IncrementalPdfFileWriter(BytesIO(sealed.content))).getvalue()
    settings.SIGNING_KEY_DIR = tmp_path / "signing"
    verdict = signing.examine(twice)
    assert verdict.state == "altered" and len(verdict.reasons) >= 2


@pytest.mark.parametrize(("organisation", "state"), [("Rival Works", "unknown"), ("Halden Robotics", "altered")])
def test_a_seal_from_elsewhere_is_never_ours_whatever_it_calls_itself(
    authority, settings, tmp_path, paper, organisation, state
):
    settings.SIGNING_KEY_DIR = tmp_path / "forger"
    signing.make_authority(organisation=organisation, at=AT)
    forged = signing.seal(paper, reason="x", at=AT, name="Halden Robotics").content
    settings.SIGNING_KEY_DIR = authority
    assert signing.examine(forged).state == state


def test_a_sealed_paper_cannot_be_sealed_again(sealed):
    with pytest.raises(signing.CannotSeal, match="sealed already"):
        signing.seal(sealed.content, reason="x", at=AT, name="x")


@pytest.mark.parametrize("content", [b"", b"junk", b"%PDF-1.7\n", b"%PDF-1.7\n" + b"<<" * 100_000, b"PK\x03\x04"])
def test_hostile_bytes_get_a_calm_answer(authority, content):
    verdict = signing.examine(content)
    assert verdict.state == "unknown" and verdict.reasons
    with pytest.raises(signing.CannotSeal):
        signing.seal(content, reason="x", at=AT, name="x")


def test_the_seal_has_the_house_profile(sealed):
    signature = PdfFileReader(BytesIO(sealed.content)).embedded_signatures[0]
    assert signature.sig_object["/SubFilter"] == SigSeedSubFilter.PADES.value
    assert re.search(rb"/Reason ?\(Agreement completed\)", sealed.content)
