"""How does a test get an agreement that was signed elsewhere? Uploaded, typed, compared, through the actions."""

import datetime

from django.core.files.uploadedfile import SimpleUploadedFile

from agreements import elsewhere_sheet
from agreements.actions import elsewhere, elsewhere_runs
from agreements.models import Agreement, AgreementTemplate, ElsewherePaper, ElsewhereRun
from core import clock, ids
from core.actors import Actor
from tests import make
from tests import make_agreements as papers

SIGNED_ON, STARTS_ON = datetime.date(2026, 1, 15), datetime.date(2026, 2, 1)


def file_of(pages: int = 3, mark: str = "a") -> bytes:
    """A PDF of so many empty pages; `mark` makes it another file."""
    kids = " ".join(f"{number} 0 R" for number in range(3, 3 + pages))
    page = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>"
    rows = "\n".join(f"{number} 0 obj{page}endobj" for number in range(3, 3 + pages))
    tree = f"1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[{kids}]/Count {pages}>>endobj"
    return f"%PDF-1.4\n% {mark}\n{tree}\n{rows}\ntrailer<</Root 1 0 R>>\n%%EOF\n".encode()


def template(key: str = "confidentiality-ip-tier-2") -> AgreementTemplate:
    papers.library()
    return AgreementTemplate.objects.newest().get(key=key)


def said(**more) -> dict:
    """Complete key data of an agreement of the firm."""
    return {
        "template": template(), "title": "Master NDA 2026", "our_name": "Halden Motors", "their_name": "Corrib Test Works Ltd",
        "jurisdiction": "IE", "signed_on": SIGNED_ON, "starts_on": STARTS_ON, "term": "open", "secrecy": "open",
        "clauses": [{"key": "penalty", "page": 1}, {"key": "secrecy-term", "page": 1}], **more,
    }  # fmt: skip


def officer() -> Actor:
    return make.staff_member("officer", name="Maeve Doyle")


def entered(
    firm=None, *, by: Actor | None = None, content: bytes = b"", name: str = "nda.pdf", **more
) -> ElsewherePaper:
    """The file is kept and its key data complete; nobody was asked yet."""
    firm, by = firm or make.vendor(), by or papers.counsel()
    paper = elsewhere.enter(firm, content or file_of(), name=name, by=by, at=clock.now())
    return elsewhere.change(paper, **said(**more), by=by, at=clock.now())


def entered_anew() -> ElsewherePaper:
    return entered(content=file_of(mark=str(ids.new())))


def sheet_of(firm, file: str = "nda.pdf", **said) -> SimpleUploadedFile:
    """One row that is right, but for what is said otherwise, by the keys of elsewhere_sheet.FIELDS."""
    row = {
        "file": file, "subcontractor": firm.reference, "template": "confidentiality-ip-tier-2", "jurisdiction": "IE", "signed_on": "2026-01-15",
        "starts_on": "01.02.2026", "secrecy": "without end", "clauses": "penalty 2; secrecy-term p. 1", **said,
    }  # fmt: skip
    lines = [elsewhere_sheet.head(), [row.get(name, "") for name in elsewhere_sheet.FIELDS]]
    return SimpleUploadedFile("folder.csv", "\n".join(",".join(line) for line in lines).encode())


def run(firm, *, by: Actor | None = None, files=(("nda.pdf", "run"), ("other.pdf", "left")), **said) -> ElsewhereRun:
    """Two files and a sheet that names one of them; checked, nothing made."""
    template()
    sent = [SimpleUploadedFile(name, file_of(mark=f"{mark} {firm.pk}")) for name, mark in files]
    return elsewhere_runs.upload(sheet_of(firm, **said), sent, by=by or papers.counsel(), at=clock.now())


def proposed(firm=None, *, by: Actor | None = None, **more) -> ElsewherePaper:
    by = by or papers.counsel()
    return elsewhere.propose(entered(firm, by=by, **more), by=by, at=clock.now())


def confirmed(firm=None, *, by: Actor | None = None, second: Actor | None = None, **more) -> Agreement:
    paper = proposed(firm, by=by, **more)
    return elsewhere.confirm(paper, seen=elsewhere.digest_of(paper), by=second or officer(), at=clock.now())


def contact(**more) -> dict:
    """Who is told of security for the subcontractor."""
    name = f"Iris {ids.new()}"
    return {
        "side": "subcontractor",
        "about": "security",
        "name": name,
        "role": "CISO",
        "email": "iris@corrib.test",
        **more,
    }
