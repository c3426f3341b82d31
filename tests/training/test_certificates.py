"""Is the paper about a pass sealed once, and does the public check say what holds today and no more?"""

import datetime
import io
import shutil
import subprocess

import pytest
from django.urls import reverse

from core import clock, files, pdf
from core.models import Event
from tests import make
from tests import make_training as school
from training.actions import certificates
from training.models import TrainingCertificate

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("organisation_key")]


def sealed() -> TrainingCertificate:
    paper = school.certificate()
    assert certificates.seal_next(by=make.CLOCK, at=clock.now()) is True
    paper.refresh_from_db()
    return paper


def said_by(client, paper) -> str:
    return client.get(reverse("certificate_check", args=[paper.code])).content.decode()


def test_the_paper_names_holder_course_and_the_address_of_the_check(tmp_path):
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext is not installed")
    paper = school.certificate()
    path = tmp_path / "certificate.pdf"
    path.write_bytes(pdf.render("documents/training_certificate.html", certificates.context_of(paper)))
    said = subprocess.run(("pdftotext", str(path), "-"), capture_output=True, text=True, check=True).stdout
    for words in (paper.person_name, paper.course_title, "100 percent", paper.code):
        assert words in said
    assert certificates.address(paper) in "".join(said.split()) and "<svg" not in said and "Page 1 of 1" in said


def test_it_is_sealed_once_however_often_the_sweep_comes():
    paper = sealed()
    assert files.verify(paper.file) and paper.sealed_at and paper.seal_level
    assert Event.objects.about(paper).filter(name="certificate.sealed").count() == 1
    assert certificates.seal_next(by=make.CLOCK, at=clock.now()) is False


def test_the_public_check_tells_valid_expired_and_revoked_apart(client):
    valid, expired, revoked = school.certificate(), school.certificate(), school.certificate()
    start = clock.now() - datetime.timedelta(days=400)
    TrainingCertificate.objects.filter(pk=expired.pk).update(
        valid_from=start, valid_until=start + datetime.timedelta(days=365)
    )
    certificates.revoke(revoked, by=make.officer(), at=clock.now(), because="Somebody else sat the quiz")
    assert "it counts today" in said_by(client, valid)
    assert "Its time is over" in said_by(client, expired)
    page = said_by(client, revoked)
    assert "took it back" in page and "Somebody else" not in page
    assert client.get(reverse("certificate_check", args=["A" * 16])).status_code == 404


def test_the_public_check_shows_initials_and_no_firm(client):
    paper = school.certificate(make.person(make.vendor("Quietly Ltd"), "Zofia Krawczyk"))
    page = said_by(client, paper)
    assert "Z. K." in page and "Zofia" not in page and "Krawczyk" not in page and "Quietly" not in page
    assert client.get(reverse("certificate_check", args=[paper.code.lower()])).status_code == 200


def test_the_check_of_files_knows_the_certificate_by_file_and_by_code(client):
    paper = sealed()
    page = client.post("/verify/", {"paper": io.BytesIO(files.read(paper.file))}).content.decode()
    link = reverse("certificate_check", args=[paper.code])
    assert "Not a byte was changed" in page and "Training certificate" in page and link in page
    assert paper.person_name not in page
    page = client.post("/verify/", {"code": paper.code}).content.decode()
    assert "In our register" in page and link in page
