"""A folder of signed agreements comes with a sheet: each cell is checked first, then the right rows are entered."""

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from agreements import elsewhere_run
from agreements.actions import elsewhere, elsewhere_runs
from agreements.models import Agreement, ElsewherePaper, ElsewhereRun
from core import clock, files
from core.models import StoredFile
from tests import make, make_elsewhere
from tests import make_agreements as papers
from tests.agreements.test_pages import enter

pytestmark = pytest.mark.django_db


@pytest.fixture
def firm():
    return make.vendor("Corrib Test Works", tier=2)


def wrong(run) -> dict[str, str]:
    (line,) = elsewhere_run.lines(run, papers.counsel(), clock.now())
    return {each["column"]: each["sentence"] for each in line.wrong}


def test_a_right_row_becomes_a_paper_that_waits_for_a_second_person(firm):
    lawyer = papers.counsel()
    run = make_elsewhere.run(firm, by=lawyer)
    (line,) = elsewhere_run.lines(run, lawyer, clock.now())
    assert (
        not line.wrong and elsewhere_run.left_over(run, [line]) == ["other.pdf"] and not ElsewherePaper.objects.exists()
    )
    (paper,) = elsewhere_runs.make(run, by=lawyer, at=clock.now())
    assert paper.status == "proposed" and paper.vendor == firm and paper.run_id == run.pk
    assert (paper.term, paper.secrecy, paper.starts_on) == ("open", "open", make_elsewhere.STARTS_ON)
    assert paper.clauses == [{"key": "penalty", "page": 2}, {"key": "secrecy-term", "page": 1}]
    assert files.read(paper.stored) == make_elsewhere.file_of(mark=f"run {firm.pk}")
    assert not StoredFile.objects.filter(vendor_id=None, purpose="agreement", shredded_at=None).exists()
    assert elsewhere_runs.make(run, by=lawyer, at=clock.now()) == [paper] and not Agreement.objects.exists()
    made = elsewhere.confirm(paper, seen=elsewhere.digest_of(paper), by=make_elsewhere.officer(), at=clock.now())
    assert made.is_from_elsewhere


@pytest.mark.parametrize(
    ("said", "column", "words"),
    [
        ({"file": "missing.pdf"}, "File", "No file of this name"),
        ({"subcontractor": "SUB-9999"}, "Subcontractor", "No subcontractor"),
        ({"template": "something"}, "Kind", "No kind of agreement"),
        ({"jurisdiction": "XX"}, "Governing law", "No country"),
        ({"signed_on": "15/13/2026"}, "Signed on", "Write the day"),
        ({"signed_on": "2099-01-01"}, "Signed on", "lies in the future"),
        ({"starts_on": ""}, "First day", "Enter the first day"),
        ({"ends_on": "2020-01-01"}, "Last day", "before the first day"),
        ({"secrecy": ""}, "Secrecy until", "Write a day"),
        ({"secrecy": "2020-01-01"}, "Secrecy until", "before the agreement begins"),
        ({"template": "own-undertaking"}, "Worker", "Choose the worker"),
        ({"person": "nobody@firm.test"}, "Worker", "Nobody of this subcontractor"),
        ({"clauses": "penalty"}, "Clauses and pages", "with its page"),
        ({"clauses": "penalty 9"}, "Clauses and pages", "no page 9"),
    ],
)
def test_each_wrong_cell_says_how_to_put_it_right(firm, said, column, words):
    run = make_elsewhere.run(firm, **said)
    assert words in wrong(run)[column]
    with pytest.raises(elsewhere_runs.NotNow):
        elsewhere_runs.make(run, by=papers.counsel(), at=clock.now())


def test_a_file_that_is_here_already_is_said(firm):
    make_elsewhere.entered(firm, content=make_elsewhere.file_of(mark=f"run {firm.pk}"))
    assert "already" in wrong(make_elsewhere.run(firm))["Subcontractor"]


def zipped(*parts: tuple[str, bytes]) -> SimpleUploadedFile:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        for name, content in parts:
            archive.writestr(name, content)
    return SimpleUploadedFile("folder.zip", held.getvalue())


def test_a_zip_is_unpacked_and_what_is_no_pdf_refused(firm):
    papers.library()
    lawyer, sheet = papers.counsel(), make_elsewhere.sheet_of(firm)
    inside = zipped(("2024/nda.pdf", make_elsewhere.file_of()), ("__MACOSX/._nda.pdf", b"x"))
    run = elsewhere_runs.upload(sheet, [inside], by=lawyer, at=clock.now())
    assert [row.name for row in run.files.all()] == ["nda.pdf"] and not wrong(run)
    for sent in (
        zipped(("notes.docx", b"x")),
        zipped(("nda.pdf", b"no pdf")),
        zipped(("a/nda.pdf", make_elsewhere.file_of()), ("b/nda.pdf", make_elsewhere.file_of())),
        SimpleUploadedFile("folder.zip", b"PK no zip"),
    ):
        with pytest.raises(files.FileRefused):
            elsewhere_runs.upload(make_elsewhere.sheet_of(firm), [sent], by=lawyer, at=clock.now())
    assert ElsewhereRun.objects.count() == 1
    headless = SimpleUploadedFile("folder.csv", b"something,else\na,b\n")
    with pytest.raises(files.FileRefused, match="Choose a column for"):
        elsewhere_runs.upload(headless, [zipped(("nda.pdf", make_elsewhere.file_of()))], by=lawyer, at=clock.now())


def test_the_pages_check_enter_and_remove(client, firm):
    papers.library()
    enter(client, papers.counsel().user)
    assert client.get(reverse("desk_elsewhere_several")).status_code == 200
    assert client.get(reverse("desk_elsewhere_template")).content.startswith(b"PK")
    sent = [SimpleUploadedFile(f"{name}.pdf", make_elsewhere.file_of(mark=name)) for name in ("nda", "other")]
    answer = client.post(reverse("desk_elsewhere_several"), {"signed": sent, "sheet": make_elsewhere.sheet_of(firm)})
    run = ElsewhereRun.objects.get()
    assert answer["Location"] == reverse("desk_elsewhere_run", args=[run.pk])
    page = client.get(answer["Location"]).content.decode()
    assert "Enter 1 agreement" in page and "other.pdf" in page
    client.post(reverse("desk_elsewhere_run_making", args=[run.pk]))
    assert "Waits for a second person" in client.get(answer["Location"]).content.decode()
    other = make_elsewhere.run(firm)
    client.post(reverse("desk_elsewhere_run_removal", args=[other.pk]))
    other.refresh_from_db()
    assert (
        other.status == "removed"
        and not StoredFile.objects.filter(vendor_id=None, purpose="agreement", shredded_at=None).exists()
    )
