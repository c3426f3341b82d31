"""What does a person, or HR's program, hear when what they send is wrong? A clear answer; nothing lost, nothing twice."""

import datetime
import json
import tracemalloc
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.urls import reverse

from access.models import Grant
from core import clock, ids
from core.actions import clients
from core.models import Event, StoredFile
from core.web.viewer import form_token
from incidents.models import Case
from tests import make, make_access, make_dd, make_incidents
from tests.databases import committed
from tests.journeys.arriving import RISK
from tests.journeys.cast import day, text_of
from vendors import invitation_links
from vendors.actions import certificates, invitations, questionnaires
from vendors.models import Certificate, Invitation, Person, Vendor

UPLOAD = ["certificates", "iso27001"]


def browser(actor) -> Client:
    client = Client()
    client.force_login(actor.user)
    return client


@pytest.fixture
def contact(db):
    return make.contact(make.vendor("Brightmoor Test Lab"), "Aoife Varga")


@pytest.fixture
def rival(contact):
    return make.contact(make.vendor("Elsewhere Works"), "Otto Rival")


def post(who: Person, name: str, said: dict | None = None, *, args=(), client: Client | None = None):
    client = client or browser(make.as_person(who))
    return client.post(reverse(name, args=args), {"as_person": form_token(make.as_person(who)), **(said or {})})


def certificate(contact: Person, **more) -> dict:
    said = {
        "holder_name": contact.vendor.name,
        "certificate_number": "IS 771",
        "scope": "Durability testing",
        "issuing_body": "Nordcert",
        "accreditation_body": "INAB",
        "sites": "Cork",
        "applicability_version": "4",
        "file": SimpleUploadedFile("iso.pdf", make_dd.PDF, "application/pdf"),
        **day("issued_on", make_dd.days(-20)),
        **day("expires_on", make_dd.days(300)),
    }
    return {**said, **more}


def invited(firm: Vendor) -> tuple[Invitation, str]:
    row = invitations.send(
        firm, name="Nora Byrne", email="nora@corrib.test", is_contact=True, by=make.officer(), at=clock.now()
    )
    return row, reverse("invitation", args=[invitation_links.token_of(row.pk)])


# --- links ---------------------------------------------------------------------------------------------------------


def test_a_link_that_ran_out_says_so_and_offers_a_new_one(contact):
    row, link = invited(contact.vendor)
    earlier = clock.now() - datetime.timedelta(days=30)
    Invitation.objects.filter(pk=row.pk).update(sent_at=earlier, expires_at=earlier + datetime.timedelta(days=1))
    page = Client().get(link)
    assert page.status_code == 410 and "This link has run out" in text_of(page.text) and "new-link" in page.text
    answers = [Client().post(f"{start}new-link/").text for start in (link, reverse("invitation", args=["x" * 43]))]
    assert text_of(answers[0]) == text_of(answers[1]) and "mailbox" in answers[0]
    assert Invitation.objects.open().filter(email="nora@corrib.test", expires_at__gt=clock.now()).count() == 1


def test_a_link_works_once(contact):
    _row, link = invited(contact.vendor)
    said = {"name": "Nora", "password": make.PASSWORD, "language": "en-gb", "time_zone": "Europe/Dublin"}
    assert Client().post(link, said).status_code == 302
    assert [Client().get(link).status_code, Client().post(link, said).status_code] == [410, 410]
    assert Person.objects.filter(email="nora@corrib.test").count() == 1


# --- files ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "content"),
    [("iso.pdf", b"MZ this is a program"), ("iso.exe", b"MZ"), ("iso.pdf", b""), ("iso.docx", b"PK\x03\x04 no office")],
)
def test_a_file_of_another_kind_is_refused_and_what_was_typed_stays(contact, name, content):
    page = post(
        contact, "portal_evidence_new", certificate(contact, file=SimpleUploadedFile(name, content)), args=UPLOAD
    )
    assert page.status_code == 422 and page.context["form"].errors["file"] and "Nordcert" in page.text
    assert not Certificate.objects.exists() and not StoredFile.objects.exists()


class Endless:
    """A request body of many bytes that are nowhere: made while they are read."""

    def __init__(self, head: bytes, size: int, tail: bytes):
        self.parts, self.total = [head, size, tail], len(head) + size + len(tail)

    def read(self, size: int = -1) -> bytes:
        while self.parts:
            part = self.parts[0]
            if isinstance(part, int):
                taken, left = b"0" * min(size, part), part - min(size, part)
            else:
                taken, left = part[:size], part[size:]
            self.parts[0] = left
            if not left:
                self.parts.pop(0)
            if taken:
                return taken
        return b""

    readline = read


def test_two_hundred_megabytes_are_refused_and_never_in_memory(contact):
    form = certificate(contact, as_person=form_token(make.as_person(contact)))
    form.pop("file")
    fields = "".join(
        f'--cut\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n' for name, value in form.items()
    )
    head = f'{fields}--cut\r\nContent-Disposition: form-data; name="file"; filename="iso.pdf"\r\n\r\n%PDF-1.4\n'
    body = Endless(head.encode(), 200 * 1024**2, b"\r\n--cut--\r\n")
    client, url = browser(make.as_person(contact)), reverse("portal_evidence_new", args=UPLOAD)
    client.get(url)
    tracemalloc.start()
    page = client.request(
        **{
            "PATH_INFO": url,
            "REQUEST_METHOD": "POST",
            "CONTENT_TYPE": "multipart/form-data; boundary=cut",
            "CONTENT_LENGTH": str(body.total),
            "wsgi.input": body,
        }
    )
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert page.status_code == 422 and "smaller than 100 MB" in page.text and "Nordcert" in page.text
    assert peak < 30 * 1024**2 and not StoredFile.objects.exists()


# --- twice ---------------------------------------------------------------------------------------------------------


def test_two_presses_upload_one_certificate(contact):
    for _press in range(2):
        assert post(contact, "portal_evidence_new", certificate(contact), args=UPLOAD).status_code == 302
    assert Certificate.objects.count() == Event.objects.filter(name="certificate.uploaded").count() == 1


def test_two_presses_at_the_same_moment_upload_one_certificate(committing_database):
    with committed():
        contact = make.contact(make.vendor("Brightmoor Test Lab"), "Aoife Varga")
        presses = [(browser(make.as_person(contact)), certificate(contact)) for _press in range(2)]

    def press(one):
        answer = post(contact, "portal_evidence_new", one[1], args=UPLOAD, client=one[0])
        connection.close()
        return answer.status_code

    with ThreadPoolExecutor(2) as both:
        assert list(both.map(press, presses)) == [302, 302]
    with committed():
        assert Certificate.objects.count() == Event.objects.filter(name="certificate.uploaded").count() == 1


def test_two_presses_invite_one_firm(db):
    make.starter_content()
    officer = make.officer()
    said = {
        "id": ids.new(),
        "name": "Corrib Test Works",
        "country": "IE",
        "work": "Durability testing",
        "owner": officer.user.pk,
        "contact_name": "Nora Byrne",
        "contact_email": "nora@corrib.test",
        **RISK,
    }
    pages = [browser(officer).post(reverse("subcontractor_invite"), said) for _press in range(2)]
    assert [page.status_code for page in pages] == [302, 302] and pages[0]["Location"] == pages[1]["Location"]
    assert Vendor.objects.filter(name="Corrib Test Works").count() == Invitation.objects.count() == 1


def test_two_presses_ask_for_access_once(db):
    worker = make.person()
    asset = make_access.offered(worker)
    said = {
        "purpose": "To plan the tests",
        "days": 30,
    }
    for _press in range(2):
        assert post(worker, "access_request", said, args=[asset.pk]).status_code == 302
    assert Grant.objects.filter(person=worker).count() == 1
    assert Event.objects.filter(name="grant.requested").count() == 1


def test_two_presses_report_one_incident(db):
    make_incidents.playbook()
    worker = make.person()
    said = {"step": "3", "category": "suspected-leak", "what": "Our plan was seen elsewhere", "noticed": "Now"}
    said |= {"people": [str(worker.pk)]}
    pages = [post(worker, "portal_incident_new", said) for _press in range(2)]
    assert [page.status_code for page in pages] == [302, 302] and pages[0]["Location"] == pages[1]["Location"]
    assert Case.objects.count() == 1


# --- stale pages ---------------------------------------------------------------------------------------------------


def test_a_page_that_was_overtaken_says_how_things_stand(contact):
    row = make_dd.certificate(contact)
    certificates.withdraw(row, by=make.as_person(contact), at=clock.now())
    page = browser(make_dd.analyst()).post(
        reverse("evidence_decision", args=["certificates", row.pk]), {"answer": "accept", "because": "Seen"}
    )
    assert page.status_code == 409 and "Taken back" in text_of(page.text)
    row.refresh_from_db()
    assert row.status == "withdrawn"


def test_answers_from_an_old_tab_do_not_change_what_was_sealed(contact):
    asked = questionnaires.send(contact.vendor, due_on=make_dd.days(14), by=make.officer(), at=clock.now())
    make_dd.answer_everything(asked, contact)
    questionnaires.submit(asked, by=make.as_person(contact), at=clock.now())
    answer = asked.answers.order_by("question").first()
    page = post(contact, "portal_question", {"value": "other", "then": "next"}, args=[asked.pk, answer.question])
    assert page.status_code == 409 and "sealed" in text_of(page.text)
    before = answer.value
    answer.refresh_from_db()
    assert answer.value == before


def test_a_form_drawn_for_one_firm_is_not_sent_for_another(contact, rival):
    both = make.person(rival.vendor, "Aoife Varga", email="aoife@elsewhere.test", is_contact=True, with_account=False)
    both.user = contact.user
    both.save(update_fields=["user"])
    client = browser(make.as_person(contact))
    session = client.session
    session["person_id"] = str(both.pk)
    session.save()
    page = post(contact, "portal_evidence_new", certificate(contact), args=UPLOAD, client=client)
    assert page.status_code == 409 and "another subcontractor" in text_of(page.text)
    assert not Certificate.objects.exists()


# --- fields and ids ------------------------------------------------------------------------------------------------


def test_a_missing_field_is_named_and_the_rest_is_kept(contact):
    said = certificate(contact, scope="")
    page = post(contact, "portal_evidence_new", said, args=UPLOAD)
    assert page.status_code == 422 and list(page.context["form"].errors) == ["scope"]
    assert "There is a problem" in page.text and 'href="#id_scope"' in page.text and "Nordcert" in page.text


def test_an_invitation_without_a_name_names_the_field(db):
    make.starter_content()
    page = browser(make.officer()).post(reverse("subcontractor_invite"), {"id": ids.new(), "work": "Testing", **RISK})
    assert page.status_code == 422 and {"name", "contact_email"} <= set(page.context["form"].errors)
    assert "Testing" in page.text and not Vendor.objects.exists()


def test_another_firms_records_are_not_there(contact, rival):
    row = make_dd.certificate(contact)
    asked = questionnaires.send(contact.vendor, due_on=make_dd.days(14), by=make.officer(), at=clock.now())
    nobody = ids.new()
    for name, args in [("portal_evidence_record", ["certificates"]), ("portal_questionnaire", [])]:
        theirs = row.pk if args else asked.pk
        pages = [browser(make.as_person(rival)).get(reverse(name, args=[*args, pk])) for pk in (theirs, nobody)]
        assert [page.status_code for page in pages] == [404, 404]
        words = [text_of(page.text).replace(page["X-Request-Id"], "") for page in pages]
        assert words[0] == words[1]
    assert post(rival, "portal_evidence_withdrawal", args=["certificates", row.pk]).status_code == 404
    row.refresh_from_db()
    assert row.status == "uploaded"


def test_a_colleague_of_another_firm_cannot_be_named_in_a_report(rival, contact):
    make_incidents.playbook()
    said = {
        "step": "3",
        "category": "suspected-leak",
        "what": "Seen elsewhere",
        "noticed": "Now",
        "people": [contact.pk],
    }
    page = post(rival, "portal_incident_new", said)
    assert page.status_code == 422 and not Case.objects.exists()


# --- HR ------------------------------------------------------------------------------------------------------------


@pytest.fixture
def hr(db):
    at = clock.now()
    until = at + datetime.timedelta(days=1)
    _key, token = clients.create("HR", scopes=["people:read", "people:write"], expires_at=until, by=make.CLOCK, at=at)
    return token


def put(token: str, body) -> object:
    text = body if isinstance(body, str) else json.dumps(body)
    headers = {"Authorization": f"Bearer {token}"}
    return Client().generic("PUT", "/api/v1/people/E-1", text, content_type="application/json", headers=headers)


GOOD = {"name": "Sean Daly", "email": "sean@corrib.test", "starts_on": "2026-11-24", "ends_on": "2027-11-24"}


@pytest.mark.parametrize(
    ("wrong", "pointers"),
    [
        ({"starts_on": 5}, {"/starts_on"}),
        ({"starts_on": "24.11.2026"}, {"/starts_on"}),
        ({"name": {"first": "Sean"}}, {"/name"}),
        ({"email": "nowhere", "ends_on": None}, {"/email", "/ends_on"}),
        ({"subcontractor": "SUB-9999"}, {"/subcontractor"}),
        ({"subcontractor": 7}, {"/subcontractor"}),
    ],
)
def test_hr_hears_which_field_is_wrong_and_nobody_is_made(hr, wrong, pointers):
    firm = make.vendor("Corrib Test Works")
    answer = put(hr, {**GOOD, "subcontractor": firm.reference, **wrong})
    assert answer.status_code == 422 and answer["Content-Type"].startswith("application/problem+json")
    assert {error["pointer"] for error in answer.json()["errors"]} == pointers
    assert all(error["detail"] for error in answer.json()["errors"])
    assert not Person.objects.filter(hr_id="E-1").exists()


@pytest.mark.parametrize("body", ["{", "[1, 2]", '"text"', "null", '{"name": ' + "[" * 50 + "]" * 50 + "}"])
def test_what_is_no_object_is_refused_as_a_whole(hr, body):
    answer = put(hr, body)
    assert answer.status_code in {400, 422} and answer.json()["detail"]
    assert answer["Content-Type"].startswith("application/problem+json")


def test_people_of_one_firm_do_not_move_by_a_second_payload(hr):
    one, two = make.vendor("Corrib Test Works"), make.vendor("Elsewhere Works")
    assert put(hr, {**GOOD, "subcontractor": one.reference}).status_code == 201
    answer = put(hr, {**GOOD, "subcontractor": two.reference})
    assert answer.status_code in {409, 422} and answer.json()["detail"]
    assert Person.objects.get(hr_id="E-1").vendor == one
