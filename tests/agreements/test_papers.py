"""Does the signed copy prove itself, with everyday tools and without us, and can everybody read it?"""

import hashlib
import io
import json
import re
import shutil
import subprocess

import pytest
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.reader import PdfFileReader

from agreements import evidence, printing
from core import files, notices, pdf
from core.models import Event, Notice, Organisation
from core.signing import authority
from tests import make
from tests import make_agreements as papers

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("organisation_key")]
NEEDED = ("pdfdetach", "pdfsig", "openssl", "sha256sum")


@pytest.fixture
def agreement(organisation_key):
    return papers.sealed()


def content(agreement, kind="copy") -> bytes:
    return files.read(agreement.papers.get(kind=kind).stored)


def inside(document: bytes) -> dict[str, bytes]:
    """The enclosed files by name, as the format keeps them."""
    names = list(PdfFileReader(io.BytesIO(document)).root["/Names"]["/EmbeddedFiles"]["/Names"])
    assert names[::2] == sorted(names[::2])  # as the format asks, or a reader may not find one
    return {str(name): spec.get_object()["/EF"]["/F"].data for name, spec in zip(names[::2], names[1::2], strict=True)}


def elements(document: bytes) -> list[generic.DictionaryObject]:
    """Every element of the structure that a screen reader follows, in reading order."""

    def below(node):
        node = node.get_object() if hasattr(node, "get_object") else node
        if isinstance(node, generic.DictionaryObject) and "/S" in node:
            yield node
        kids = node.get("/K", []) if isinstance(node, generic.DictionaryObject) else []
        for kid in kids if isinstance(kids, list) else [kids]:
            yield from below(kid)

    return list(below(PdfFileReader(io.BytesIO(document)).root["/StructTreeRoot"]))


@pytest.fixture
def desk(agreement, tmp_path):
    """What a stranger lays side by side: the copy, the authority's certificate, and the script from the evidence."""
    if missing := [name for name in NEEDED if shutil.which(name) is None]:
        pytest.skip(f"not installed: {missing}")
    (tmp_path / "copy.pdf").write_bytes(content(agreement))
    (tmp_path / "authority.pem").write_text(authority.root_pem())
    (tmp_path / "evidence.pdf").write_bytes(content(agreement, "evidence"))
    subprocess.run(["pdfdetach", "-saveall", "evidence.pdf"], cwd=tmp_path, check=True, capture_output=True)  # noqa: S607
    return tmp_path


def checked(desk) -> subprocess.CompletedProcess:
    return subprocess.run(["sh", "check.sh"], cwd=desk, capture_output=True, text=True, check=False)  # noqa: S607


def test_the_copy_carries_the_text_and_each_act_byte_for_byte(agreement):
    held = inside(content(agreement))
    assert hashlib.sha256(held["text.html"]).hexdigest() == agreement.document_sha256
    signatures = list(agreement.signatures.all())
    assert len(signatures) == 2
    for signature in signatures:
        act = held[f"act-{signature.position}.json"]
        assert hashlib.sha256(act).hexdigest() == signature.act_digest
        assert json.loads(act)["document_sha256"] == agreement.document_sha256
    said = json.loads(held["agreement.json"])
    assert [act["sha256"] for act in said["acts"]] == [signature.act_digest for signature in signatures]


def test_the_recipe_in_the_evidence_really_runs(desk):
    done = checked(desk)
    assert done.returncode == 0, done.stderr
    assert done.stdout.endswith("Everything fits.\n")


def test_the_recipe_finds_a_changed_copy_and_somebody_elses_seal(desk, settings, tmp_path_factory):
    whole = (desk / "copy.pdf").read_bytes()
    (desk / "copy.pdf").write_bytes(whole.replace(b"%PDF-1.7", b"%PDF-1.6", 1))
    assert checked(desk).returncode != 0
    (desk / "copy.pdf").write_bytes(whole)
    settings.SIGNING_KEY_DIR = tmp_path_factory.mktemp("forger")
    authority.make_authority(organisation="Northwind Forge", at=make.clock.now())
    (desk / "authority.pem").write_text(authority.root_pem())
    done = checked(desk)
    assert done.returncode != 0 and "Everything fits" not in done.stdout


def test_the_recipe_stands_on_the_certificate_to_read(desk):
    said = subprocess.run(
        ["pdftotext", "-layout", "evidence.pdf", "-"],  # noqa: S607
        cwd=desk, check=True, capture_output=True, text=True,
    ).stdout  # fmt: skip
    assert "openssl cms -verify" in said and "/verify/authority.pem" in said
    assert "clock of" in said and "validity of the signature is unknown" in " ".join(said.split())


def test_it_is_declared_archivable_and_names_each_file_once(agreement):
    reader = PdfFileReader(io.BytesIO(content(agreement)))
    words = reader.root["/Metadata"].data
    assert re.search(rb"pdfaid:part(>|=\")3\b", words) and re.search(rb"pdfaid:conformance(>|=\")A\b", words)
    held = [spec.get_object() for spec in reader.root["/AF"]]
    assert len(held) == len({str(spec["/UF"]) for spec in held}) == 4
    assert {str(spec["/AFRelationship"]) for spec in held} == {"/Source", "/Data"}
    assert all(str(spec["/Desc"]) for spec in held)


@pytest.mark.parametrize("kind", ["copy", "evidence"])
def test_a_screen_reader_finds_title_language_headings_and_what_a_column_means(agreement, kind):
    document = content(agreement, kind)
    root = PdfFileReader(io.BytesIO(document)).root
    assert root["/ViewerPreferences"]["/DisplayDocTitle"] and str(root["/Lang"]).startswith("en")
    found = elements(document)
    kinds = [str(element["/S"]) for element in found]
    levels = [int(name[2:]) for name in kinds if name[1:2] == "H" and name[2:].isdigit()]
    assert levels[0] == 1 and all(after <= before + 1 for before, after in zip(levels, levels[1:], strict=False))
    headers = [element for element in found if str(element["/S"]) == "/TH"]
    assert all(str(header["/A"]["/Scope"]) == "/Column" for header in headers)
    assert bool(headers) == (kind == "evidence") and (kind == "copy" or "/L" in kinds)


def test_preview_and_copy_are_one_document_but_for_the_signature_boxes():
    waiting = papers.issued(make.vendor())
    organisation = Organisation.current()
    preview = pdf.render(printing.TEMPLATE, printing.context(waiting, organisation))
    papers.sign(waiting, make.as_person(make.contact(waiting.vendor)))
    papers.sign(waiting, papers.counsel())
    waiting = type(waiting).objects.get(pk=waiting.pk)
    copy = pdf.render(printing.TEMPLATE, printing.context(waiting, organisation), enclosed=printing.enclosed(waiting))
    before, after = (_pages(document) for document in (preview, copy))
    unlike = [number for number, (one, other) in enumerate(zip(before, after, strict=True)) if one != other]
    assert len(before) >= 3 and unlike and min(unlike) >= len(before) - 2  # only where the boxes stand


def _pages(document: bytes) -> list[bytes]:
    """The drawing of each page, as bytes."""
    pages = PdfFileReader(io.BytesIO(document)).root["/Pages"]["/Kids"]
    return [page.get_object()["/Contents"].data for page in pages]


def test_a_mail_that_failed_stands_in_the_evidence(agreement):
    issued = Event.objects.about(agreement).get(name="agreement.issued")
    notices.tell(issued.pk, at=make.clock.now(), by=make.CLOCK)
    notice = Notice.objects.filter(event=issued, by_mail=True).first()
    Notice.objects.filter(pk=notice.pk).update(error="550 no such mailbox")
    [told] = [row for row in evidence.mails(agreement) if row["error"]]
    assert told["error"] == "550 no such mailbox" and not told["is_given_up"]
