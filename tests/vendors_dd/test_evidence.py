"""Certificates and insurance: handed in by a contact, checked by staff, and counting from day to day."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from core import clock
from core.models import Event, StoredFile
from core.refusals import NotAllowed, NotNow
from core.web.viewer import form_token
from tests import make, make_dd
from vendors import evidence_library
from vendors.actions import certificates, insurance
from vendors.models import Certificate, InsurancePolicy, VendorFact

pytestmark = pytest.mark.django_db


def signed_in(actor) -> Client:
    client = Client()
    client.force_login(actor.user)
    return client


def boxes(name, day):
    return {f"{name}_day": day.day, f"{name}_month": day.month, f"{name}_year": day.year}


@pytest.fixture
def contact():
    return make.contact(make.vendor("Brightmoor Test Lab"), "Aoife Varga")


def filled_in(contact, *, until=300, **more):
    said = {
        "holder_name": contact.vendor.name,
        "certificate_number": "IS 771",
        "scope": "Durability testing",
        "sites": "Cork",
        "issuing_body": "Nordcert",
        "accreditation_body": "DAkkS",
        "applicability_version": "4",
        "as_person": form_token(make.as_person(contact)),
        "file": SimpleUploadedFile("iso.pdf", make_dd.PDF, "application/pdf"),
    }
    return {**said, **boxes("issued_on", make_dd.days(-20)), **boxes("expires_on", make_dd.days(until)), **more}


def upload(contact, **more):
    client = signed_in(make.as_person(contact))
    return client.post(reverse("portal_evidence_new", args=["certificates", "iso27001"]), filled_in(contact, **more))


def test_a_contact_hands_in_a_certificate(contact):
    assert upload(contact).status_code == 302
    row = Certificate.objects.get()
    assert (row.vendor, row.status, row.issuer, row.details) == (
        contact.vendor,
        "uploaded",
        "Nordcert",
        {"applicability_version": "4"},
    )
    page = signed_in(make.as_person(contact)).get(reverse("portal_evidence"))
    assert b"In review" in page.content and row.reference.encode() not in page.content


@pytest.mark.parametrize("until", [-30, -5])
def test_a_certificate_that_ended_or_ends_before_it_starts_is_an_error_of_the_field(contact, until):
    page = upload(contact, until=until)
    assert page.status_code == 422 and "expires_on" in page.context["form"].errors and not Certificate.objects.exists()


def test_a_file_that_is_refused_keeps_what_was_typed(contact):
    page = upload(contact, file=SimpleUploadedFile("iso.pdf", b"MZ this is a program", "application/pdf"))
    assert page.status_code == 422 and "file" in page.context["form"].errors and b"Nordcert" in page.content


@pytest.mark.parametrize(
    "content", [b"%PDF-1.4 broken\n%%EOF\n", make_dd.PDF.replace(b"/Count 1", b"/Count 0").replace(b"[3 0 R]", b"[]")]
)
def test_a_document_that_nobody_could_read_is_refused_and_not_kept(contact, content):
    page = upload(contact, file=SimpleUploadedFile("iso.pdf", content, "application/pdf"))
    assert page.status_code == 422 and "cannot be read" in page.content.decode()
    assert not Certificate.objects.exists() and not StoredFile.objects.exists()


def test_a_file_that_counts_already_is_no_renewal(contact):
    upload(contact)
    certificates.accept(
        Certificate.objects.get(), by=make_dd.analyst(), at=clock.now(), because="Found in the register"
    )
    page = upload(contact)
    assert page.status_code == 422 and "You sent this very file on" in page.content.decode()
    assert Certificate.objects.count() == 1
    newer = SimpleUploadedFile("iso.pdf", make_dd.PDF + b"% next year\n", "application/pdf")
    assert upload(contact, file=newer).status_code == 302


def test_a_content_that_was_sent_twice_is_offered_once(contact):
    row, policy = make_dd.certificate(contact), make_dd.policy(contact)
    assert row.stored.sha256 == policy.stored.sha256
    assert [stored.sha256 for stored in evidence_library.each_once(contact.vendor_id)] == [policy.stored.sha256]


def test_a_worker_may_not_hand_in_evidence(contact):
    worker = make.person(contact.vendor)
    assert signed_in(make.as_person(worker)).get(reverse("portal_evidence")).status_code == 403
    with pytest.raises(NotAllowed):
        make_dd.certificate(worker)


def test_an_analyst_accepts_with_the_file_beside_the_fields(contact):
    row = make_dd.certificate(contact)
    client, address = signed_in(make_dd.analyst()), reverse("evidence_review", args=["certificates", row.pk])
    assert b"Nordcert" in client.get(address).content
    assert (
        client.post(
            f"{address}decision/", {"answer": "accept", "because": "Found in the register of the issuer"}
        ).status_code
        == 302
    )
    fact = VendorFact.objects.get(requirement="certification", key="iso27001", source_id=row.pk)
    assert fact.vendor == contact.vendor and Certificate.objects.get().status == "accepted"


def test_a_rejection_needs_a_reason_that_the_subcontractor_reads(contact):
    row = make_dd.certificate(contact)
    client, address = signed_in(make_dd.analyst()), reverse("evidence_review", args=["certificates", row.pk])
    assert client.post(f"{address}decision/", {"answer": "reject", "because": ""}).status_code == 422
    assert (
        client.post(f"{address}decision/", {"answer": "reject", "because": "The scope leaves Cork out"}).status_code
        == 302
    )
    page = signed_in(make.as_person(contact)).get(reverse("portal_evidence_record", args=["certificates", row.pk]))
    assert b"The scope leaves Cork out" in page.content and not VendorFact.objects.filter(source_id=row.pk).exists()


def test_a_reader_sees_it_and_may_not_decide(contact):
    row = make_dd.certificate(contact)
    client, address = signed_in(make.steward(contact.vendor)), reverse("evidence_review", args=["certificates", row.pk])
    page = client.get(address)
    assert page.status_code == 200 and b'value="accept"' not in page.content
    assert client.post(f"{address}decision/", {"answer": "accept"}).status_code == 403
    assert Certificate.objects.get().status == "uploaded"


@pytest.mark.parametrize("kind", ["certificates", "insurance"])
def test_the_lists_open(contact, kind):
    make_dd.certificate(contact), make_dd.policy(contact)
    page = signed_in(make.officer()).get(reverse("evidence_list", args=[kind]))
    assert page.status_code == 200 and b"Brightmoor" in page.content


def test_another_firm_finds_nothing(contact):
    row = make_dd.certificate(contact)
    stranger = make.contact(make.vendor("Elsewhere"))
    client = signed_in(make.as_person(stranger))
    assert client.get(reverse("portal_evidence_file", args=["certificates", row.pk])).status_code == 404
    assert b"IS 771" not in client.get(reverse("portal_evidence")).content


def test_the_file_is_given_to_staff_as_it_was_sent(contact):
    row, client = make_dd.certificate(contact), signed_in(make_dd.analyst())
    assert (
        b"".join(client.get(reverse("evidence_file", args=["certificates", row.pk])).streaming_content) == make_dd.PDF
    )


def test_a_renewal_supersedes_and_a_second_acceptance_records_nothing(contact):
    officer, old = make.officer(), make_dd.certificate(contact)
    certificates.accept(old, because="Seen", by=officer, at=clock.now())
    new = make_dd.certificate(contact, content=make_dd.PDF + b"\n", replaces=old, valid_until=make_dd.days(600))
    certificates.accept(new, because="Seen", by=officer, at=clock.now())
    certificates.accept(new, because="Seen", by=officer, at=clock.now())
    old.refresh_from_db()
    assert old.status == "superseded" and Event.objects.filter(name="certificate.accepted").count() == 2


def test_a_contact_hands_in_insurance_and_the_gap_is_shown(contact):
    client, said = (
        signed_in(make.as_person(contact)),
        {
            "insured_name": "Brightmoor",
            "insurer": "Baltic Re",
            "policy_number": "P-1",
            "exclusions": "None",
            "currency": "USD",
            "limit": "1500000",
            "aggregate": "2000000",
            "deductible": "1000",
            "as_person": form_token(make.as_person(contact)),
            "file": SimpleUploadedFile("p.pdf", make_dd.PDF, "application/pdf"),
        },
    )
    dates = {**boxes("starts_on", make_dd.days(-1)), **boxes("expires_on", make_dd.days(364))}
    assert (
        client.post(reverse("portal_evidence_new", args=["insurance", "cyber"]), {**said, **dates}).status_code == 302
    )
    insurance.accept(InsurancePolicy.objects.get(), by=make.officer(), at=clock.now(), because="Raised in spring")
    page = signed_in(make.officer()).get(
        reverse("evidence_review", args=["insurance", InsurancePolicy.objects.get().pk])
    )
    assert b"Limit too low" in page.content


def test_a_policy_below_the_requirement_is_accepted_for_a_reason_alone(contact):
    contact.vendor.tier = 1
    contact.vendor.save()
    row, client = make_dd.policy(contact, limit=2_000_000), signed_in(make_dd.analyst())
    address = reverse("evidence_review", args=["insurance", row.pk])
    page = client.get(address).content.decode()
    assert "This policy against the requirement" in page and "Limit too low" in page
    refused = client.post(f"{address}decision/", {"answer": "accept", "because": " "})
    assert refused.status_code == 422 and "because" in refused.context["form"].errors
    with pytest.raises(NotNow):
        insurance.accept(row, by=make.officer(), at=clock.now())
    client.post(f"{address}decision/", {"answer": "accept", "because": "The parent's policy covers the rest"})
    row.refresh_from_db()
    assert row.status == "accepted" and row.because.startswith("The parent")


@pytest.mark.parametrize(("code", "is_one"), [("eur", True), ("ZZZ", False), ("E1", False), ("USDX", False)])
def test_a_currency_is_one_of_iso_4217(contact, code, is_one):
    make.starter_content()
    client = signed_in(make.as_person(contact))
    said = {"currency": code, "as_person": form_token(make.as_person(contact))}
    page = client.post(reverse("portal_evidence_new", args=["insurance", "cyber"]), said)
    assert ("currency" in page.context["form"].errors) is not is_one


def test_an_unknown_scheme_is_not_there(contact):
    assert (
        signed_in(make.as_person(contact))
        .get(reverse("portal_evidence_new", args=["certificates", "nothing"]))
        .status_code
        == 404
    )


def test_who_checks_sees_the_pages_beside_the_fields(contact):
    row = make_dd.certificate(contact)
    client = signed_in(make_dd.analyst())
    image = reverse("evidence_page", args=["certificates", row.pk, 1])
    page = client.get(reverse("evidence_review", args=["certificates", row.pk]), {"page": "99"}).content.decode()
    assert f'src="{image}"' in page
    answer = client.get(image)
    assert (
        answer.status_code == 200 and answer["Content-Type"] == "image/webp" and answer["Cache-Control"] == "no-store"
    )
    assert client.get(reverse("evidence_page", args=["certificates", row.pk, 2])).status_code == 404


def test_a_page_of_evidence_is_for_staff_who_see_the_firm(contact):
    image = reverse("evidence_page", args=["certificates", make_dd.certificate(contact).pk, 1])
    assert signed_in(make.steward(make.vendor())).get(image).status_code == 404
    assert signed_in(make.as_person(contact)).get(image).status_code in {302, 403, 404}


@pytest.mark.parametrize(("until", "state", "other"), [(-1, "expired", "accepted"), (0, "accepted", "expired")])
def test_the_list_says_what_has_expired(contact, until, state, other):
    officer, row = make.officer(), make_dd.certificate(contact, valid_until=make_dd.days(until))
    certificates.accept(row, because="Seen", by=officer, at=clock.now())
    client, address = signed_in(officer), reverse("evidence_list", args=["certificates"])
    assert row.reference in client.get(address, {"status": state}).content.decode()
    assert row.reference not in client.get(address, {"status": other}).content.decode()
    assert b"Expired" in client.get(address, {"export": "csv"}).getvalue() or until == 0


@pytest.mark.parametrize("said", ["abc", "-1", "01a22288-0000-7000-8000-000000000000"])
def test_a_paper_to_replace_that_is_named_wrongly_is_not_there(contact, said):
    client = signed_in(make.as_person(contact))
    address = reverse("portal_evidence_new", args=["certificates", "iso27001"])
    assert client.get(address, {"replaces": said}).status_code == 404
    assert client.post(address, {**filled_in(contact), "replaces": said}).status_code == 404
    assert client.get(address).status_code == 200


@pytest.mark.parametrize(("until", "is_shown"), [(-2, True), (30, True), (90, False)])
def test_today_names_what_ends_soon_and_what_has_ended(contact, until, is_shown):
    officer, row = make.officer(), make_dd.certificate(contact, valid_until=make_dd.days(until))
    certificates.accept(row, by=officer, at=clock.now(), because="Seen")
    page = signed_in(officer).get(reverse("today")).content.decode()
    assert ("Papers ending soon" in page) is is_shown
    assert (reverse("evidence_review", args=["certificates", row.pk]) in page) is is_shown


def test_the_page_says_the_dates_and_labels_of_the_form(contact):
    row = make_dd.certificate(contact, details={"applicability_on": "2025-06-01", "applicability_version": "4"})
    page = signed_in(make_dd.analyst()).get(reverse("evidence_review", args=["certificates", row.pk])).content.decode()
    assert "Issued on" in page and "2025-06-01" not in page and "1 June 2025" in page
    assert page.index("statement of applicability") < page.index("Date of that version")


def test_the_word_about_viruses_is_for_who_opens_the_file(contact):
    row = make_dd.certificate(contact)
    address = reverse("portal_evidence_record", args=["certificates", row.pk])
    assert "scanned" not in signed_in(make.as_person(contact)).get(address).content.decode()
    page = signed_in(make_dd.analyst()).get(reverse("evidence_review", args=["certificates", row.pk])).content.decode()
    assert "does not look for viruses" in page
