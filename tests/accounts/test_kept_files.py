"""A file that was chosen is not chosen again because something else in the form was wrong."""

import datetime
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from core.models import KeptFile, KeptForm
from core.web.viewer import form_token
from tests import make, make_dd
from vendors.models import InsurancePolicy

pytestmark = pytest.mark.django_db
SAID = {
    "insured_name": "Brightmoor", "insurer": "Baltic Re", "policy_number": "P-1", "exclusions": "None", "currency": "USD",
    "limit": "1.500.000", "aggregate": "2,000,000", "deductible": "1 000",
}  # fmt: skip


@pytest.fixture(autouse=True)
def storage(settings, tmp_path):
    settings.STORAGES = {**settings.STORAGES, "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": str(tmp_path)}}}  # fmt: skip


@pytest.fixture
def contact():
    make.starter_content()
    return make.contact(make.vendor("Brightmoor Test Lab", tier=3))


def paper(name: str, content: bytes = make_dd.PDF) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, "application/pdf")


def boxes(name: str, on: datetime.date) -> dict:
    return {f"{name}_day": on.day, f"{name}_month": on.month, f"{name}_year": on.year}


def post(contact, **said):
    client = Client()
    client.force_login(contact.user)
    return again(client, contact, **said)


def again(client, contact, **said):
    dates = {**boxes("starts_on", make_dd.days(-1)), **boxes("expires_on", make_dd.days(364))}
    said = {**SAID, **dates, "as_person": form_token(make.as_person(contact)), **said}
    answer = client.post(reverse("portal_evidence_new", args=["insurance", "cyber"]), said)
    answer.browser = client
    return answer


def kept_id(page) -> str:
    return re.search(r'name="kept_form" value="([0-9a-f-]+)"', page.text).group(1)


def test_the_file_goes_with_the_form_once_the_rest_is_right(contact):
    page = post(contact, limit="a lot", file=paper("policy.pdf"))
    assert page.status_code == 422 and "Kept: policy.pdf" in page.text
    done = again(page.browser, contact, kept_form=kept_id(page))
    assert done.status_code == 302
    made = InsurancePolicy.objects.get()
    assert made.stored.name == "policy.pdf" and (made.limit, made.aggregate, made.deductible) == (
        1500000,
        2000000,
        1000,
    )
    assert not KeptForm.objects.exists()


def test_it_is_kept_through_a_second_mistake_and_replaced_by_a_new_choice(contact):
    page = post(contact, limit="a lot", file=paper("policy.pdf"))
    page = again(page.browser, contact, limit="much", kept_form=kept_id(page))
    assert page.status_code == 422 and "Kept: policy.pdf" in page.text and KeptForm.objects.count() == 1
    page = again(page.browser, contact, limit="much", kept_form=kept_id(page), file=paper("newer.pdf"))
    assert "Kept: newer.pdf" in page.text and "policy.pdf" not in page.text
    assert again(page.browser, contact, kept_form=kept_id(page)).status_code == 302
    assert InsurancePolicy.objects.get().stored.name == "newer.pdf"


def test_a_file_that_was_refused_is_not_kept(contact):
    page = post(contact, file=paper("policy.pdf", b"MZ no paper at all"))
    assert page.status_code == 422 and page.context["form"].errors.keys() == {"file"}
    assert "Kept:" not in page.text and not KeptFile.objects.exists()


def test_somebody_else_cannot_send_it(contact):
    page = post(contact, limit="a lot", file=paper("policy.pdf"))
    other = make.contact(make.vendor("Elsewhere", tier=3))
    refused = post(other, kept_form=kept_id(page))
    assert refused.status_code == 422 and "file" in refused.context["form"].errors
