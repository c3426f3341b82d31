"""Do the sealed papers verify in other people's tools, and does a change show?"""

import hashlib
import io
import shutil
import subprocess

import pytest
from django.conf import settings
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.signers.pdf_signer import PdfTimeStamper
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext

from agreements import evidence
from agreements.actions import papers as actions
from agreements.models import SealedPaper
from config.pages import verify
from core import clock, files
from core.signing import authority
from core.signing.clocks import WebClock
from core.signing.seals import parsed
from tests import make
from tests import make_agreements as papers
from tests.core_signing.clock import Clock, make_clock

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("organisation_key")]


@pytest.fixture
def agreement(organisation_key):
    return papers.sealed()


def content(agreement, kind="copy") -> bytes:
    return files.read(agreement.papers.get(kind=kind).stored)


def tool(*command: str) -> str:
    if shutil.which(command[0]) is None:
        pytest.skip(f"{command[0]} is not installed")
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def test_other_peoples_tools_accept_the_copy_and_its_evidence(agreement, tmp_path):
    for kind in ("copy", "evidence"):
        path = tmp_path / f"{kind}.pdf"
        path.write_bytes(content(agreement, kind))
        said = tool("pdfsig", str(path))
        assert "Signature is Valid" in said and "Total document signed" in said
        assert "No syntax or stream encoding errors" in tool("qpdf", "--check", str(path))
        seal = PdfFileReader(io.BytesIO(path.read_bytes())).embedded_signatures[0]
        status = validate_pdf_signature(seal, ValidationContext(trust_roots=parsed(authority.root_pem())))
        assert status.bottom_line and status.coverage.name == "ENTIRE_FILE"


def test_the_evidence_names_both_fingerprints_and_every_act(agreement, tmp_path):
    path = tmp_path / "evidence.pdf"
    path.write_bytes(content(agreement, "evidence"))
    said = "".join(tool("pdftotext", "-layout", str(path), "-").split())
    copy = agreement.papers.get(kind="copy")
    assert agreement.document_sha256 in said and copy.sha256 in said
    for signature in agreement.signatures.all():
        assert signature.act_digest in said and signature.identity_check.replace(" ", "") in said
        assert hashlib.sha256(evidence.act_text(signature).encode()).hexdigest() == signature.act_digest


def test_the_signed_copy_says_what_the_preview_said(agreement, tmp_path):
    from agreements import printing
    from core import pdf
    from core.models import Organisation

    unsigned = papers.issued(make.vendor())
    path = tmp_path / "preview.pdf"
    path.write_bytes(pdf.render(printing.TEMPLATE, printing.context(unsigned, Organisation.current())))
    preview = tool("pdftotext", str(path), "-")
    papers.sign(unsigned, make.as_person(make.contact(unsigned.vendor)))
    papers.sign(unsigned, papers.counsel())
    actions.seal(unsigned, by=make.CLOCK, at=clock.now())
    path.write_bytes(content(unsigned))
    signed = tool("pdftotext", str(path), "-")
    assert preview.split("Signatures\n")[0].split() == signed.split("Signatures\n")[0].split()
    assert (
        "Page 1 of" in signed
        and f"agr_{unsigned.pk.hex}" in signed
        and "1.1" in signed
        and "CONFIDENTIAL" in signed.upper()
    )


def test_it_is_sealed_once_however_often_the_sweep_comes(agreement):
    assert actions.seal(agreement, by=make.CLOCK, at=clock.now()) is False
    assert SealedPaper.objects.filter(agreement=agreement).count() == 2


def test_nothing_is_sealed_before_everybody_has_signed():
    waiting = papers.issued()
    assert actions.seal(waiting, by=make.CLOCK, at=clock.now()) is False and not waiting.papers.exists()


def test_the_public_check_tells_intact_altered_and_unknown_apart_and_shows_no_content(agreement, client):
    whole = content(agreement)
    flipped = bytearray(whole)
    flipped[len(whole) // 2] ^= 1
    states = {name: verify.of_file(bytes(data))["state"] for name, data in {
        "whole": whole, "flipped": flipped, "appended": whole + b"\n% more\n", "foreign": b"%PDF-1.4\n%%EOF", "empty": b" ",
    }.items()}  # fmt: skip
    assert states == {
        "whole": "intact",
        "flipped": "altered",
        "appended": "altered",
        "foreign": "unknown",
        "empty": "unknown",
    }
    answer = client.post("/verify/", {"paper": io.BytesIO(whole)})
    said = answer.content.decode()
    assert "Not a byte was changed" in said and agreement.vendor.name not in said and "Durability" not in said


def test_the_public_check_finds_a_document_by_its_id(agreement, client):
    said = client.post("/verify/", {"code": f"agr_{agreement.pk.hex}"}).content.decode()
    assert agreement.papers.get(kind="copy").sha256 in said and "In our register" in said
    assert "Unknown" in client.post("/verify/", {"code": "agr_" + "0" * 32}).content.decode()
    assert "Unknown" in client.post("/verify/", {"code": "'; drop table x"}).content.decode()


def test_the_public_check_takes_a_fingerprint(agreement, client):
    copy = agreement.papers.get(kind="copy")
    said = client.post("/verify/", {"code": f" {copy.sha256.upper()} "}).content.decode()
    assert "The file with this fingerprint is exactly the one" in said and agreement.title not in said
    assert "Unknown" in client.post("/verify/", {"code": "0" * 64}).content.decode()


def test_a_time_stamp_added_later_leaves_a_registered_paper_intact(agreement, tmp_path):
    whole = content(agreement)
    make_clock(tmp_path / "clock")
    shutil.copy(tmp_path / "clock" / "root.pem", settings.SIGNING_KEY_DIR / "timestamp-roots.pem")
    with Clock(tmp_path / "clock") as stamps:
        trusted = ValidationContext(trust_roots=parsed(authority.timestamp_roots_pem()), allow_fetching=False)
        writer = IncrementalPdfFileWriter(io.BytesIO(whole))
        later = PdfTimeStamper(WebClock(stamps.url)).timestamp_pdf(writer, "sha256", trusted).getvalue()
    (settings.SIGNING_KEY_DIR / "timestamp-roots.pem").rename(tmp_path / "kept.pem")
    assert verify.of_file(later)["state"] == "altered"  # nobody vouches for that clock
    (tmp_path / "kept.pem").rename(settings.SIGNING_KEY_DIR / "timestamp-roots.pem")
    said = verify.of_file(later)
    assert (said["state"], said["stamped_later"], said["kind"]) == ("intact", True, "Signed agreement")
    (settings.SIGNING_KEY_DIR / "timestamp-roots.pem").unlink()


def test_the_certificate_that_a_reader_needs_can_be_fetched_and_is_the_right_one(client):
    answer = client.get("/verify/authority.pem")
    assert answer.content.decode() == authority.root_pem() and "attachment" in answer["Content-Disposition"]
    assert authority.root_fingerprint() in client.get("/verify/").content.decode()


def test_the_public_check_asks_for_something_to_check(client):
    answer = client.post("/verify/", {})
    assert answer.status_code == 422 and "Choose a PDF or enter its id" in answer.content.decode()
