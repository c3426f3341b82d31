"""The pages: for those they are for, refused to others, and silent about other firms."""

import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from core import ids
from core.models import Event, User
from core.web.viewer import form_token
from tests import make
from vendors.models import Acknowledgement, Engagement, Invitation, Person, TierAssessment, Vendor

pytestmark = pytest.mark.django_db


def signed_in(actor) -> Client:
    client = Client()
    client.force_login(actor.user)
    return client


@pytest.fixture
def world():
    firm = make.vendor("Brightmoor Test Lab", status="active")
    contact, worker = make.contact(firm, "Aoife Varga"), make.person(firm, "Tomas Lindqvist")
    return {"firm": firm, "contact": contact, "worker": worker, "engagement": make.engagement(firm, worker)}


DESK = [
    ("today", []),
    ("subcontractors", []),
    ("subcontractor_invite", []),
    ("people", []),
    ("engagements", []),
    ("people_imports", []),
    ("people_import_new", []),
    ("engagement_new", []),
    ("subcontractor", ["firm"]),
    ("subcontractor_tier", ["firm"]),
    ("subcontractor_tier_form", ["firm"]),
    ("subcontractor_edit", ["firm"]),
    ("subcontractor_stewards", ["firm"]),
    ("person", ["worker"]),
    ("person_edit", ["worker"]),
    ("person_departure", ["worker"]),
    ("engagement", ["engagement"]),
    ("engagement_edit", ["engagement"]),
]


@pytest.mark.parametrize(("name", "args"), DESK)
def test_an_officer_opens_every_page(world, name, args):
    page = signed_in(make.officer()).get(reverse(name, args=[world[arg].pk for arg in args]))
    assert page.status_code == 200 and page.content.count(b"<h1") == 1


@pytest.mark.parametrize("tab", ["people", "timeline"])
def test_the_tabs_are_pages_of_their_own(world, tab):
    page = signed_in(make.officer()).get(reverse("subcontractor_tab", args=[world["firm"].pk, tab]))
    assert page.status_code == 200 and b"Brightmoor Test Lab" in page.content


@pytest.mark.parametrize(("name", "args"), [row for row in DESK if row[1]])
def test_a_steward_of_another_firm_finds_nothing(world, name, args):
    stranger = make.steward(make.vendor())
    page = signed_in(stranger).get(reverse(name, args=[world[arg].pk for arg in args]))
    assert page.status_code in {403, 404} and b"Brightmoor" not in page.content


@pytest.mark.parametrize("name", ["subcontractor_invite", "people_import_new"])
def test_a_reader_is_told_why_not(name):
    assert signed_in(make.staff_member("reader")).get(reverse(name)).status_code == 403


def test_the_list_shows_not_assessed_as_its_own_value():
    make.vendor("Unknown Ltd", tier=None)
    make.vendor("Known Ltd", tier=1)
    page = signed_in(make.officer()).get("/desk/subcontractors/?tier=none")
    assert b"Unknown Ltd" in page.content and b"Known Ltd" not in page.content.replace(b"Unknown Ltd", b"")


def invitation_form(**changes) -> dict:
    answers = {
        name: value if name in {"place-of-work", "countries"} else value[0] for name, value in make.ANSWERS[1].items()
    }
    return {
        "id": str(ids.new()),
        "name": "Kestrel Embedded",
        "country": "NL",
        "jurisdiction": "",
        "work": "Firmware",
        "contact_name": "Joost Vos",
        "contact_email": "joost@kestrel.test",
        **answers,
        **changes,
    }


def test_an_invitation_registers_assesses_and_invites_in_one_go():
    make.starter_content()
    officer = make.officer()
    form = invitation_form(owner=str(officer.user.pk))
    page = signed_in(officer).post(reverse("subcontractor_invite"), form, follow=True)
    firm = Vendor.objects.get(name="Kestrel Embedded")
    assert (firm.tier, firm.jurisdiction) == (1, "NL") and Invitation.objects.get(
        vendor=firm
    ).email == "joost@kestrel.test"
    assert "Trade secrets" in page.content.decode() and "/invitation/" in page.content.decode()


def test_the_same_page_sent_twice_registers_once():
    make.starter_content()
    officer = make.officer()
    client, form = signed_in(officer), invitation_form(owner=str(officer.user.pk))
    for _press in range(2):
        assert client.post(reverse("subcontractor_invite"), form).status_code == 302
    assert Vendor.objects.count() == Invitation.objects.count() == TierAssessment.objects.count() == 1


def test_a_gap_in_the_form_registers_nobody_and_names_every_field():
    make.starter_content()
    officer = make.officer()
    form = invitation_form(owner=str(officer.user.pk), contact_email="nonsense", name="")
    del form["people"]
    page = signed_in(officer).post(reverse("subcontractor_invite"), form)
    text = page.content.decode()
    assert page.status_code == 422 and not Vendor.objects.exists()
    assert "Enter the subcontractor&#x27;s name" in text and "name@company.com" in text and "Choose one answer" in text


def test_what_is_missing_for_a_state_is_listed():
    firm = make.vendor(tier=None)
    client = signed_in(make.officer())
    client.post(reverse("subcontractor_state", args=[firm.pk, "screening"]), {"because": "Start"})
    page = client.get(reverse("subcontractor_state", args=[firm.pk, "approved"]))
    assert b"inherent-risk form" in page.content
    assert (
        client.post(reverse("subcontractor_state", args=[firm.pk, "approved"]), {"because": "Because"}).status_code
        == 409
    )
    assert client.get(reverse("subcontractor_state", args=[firm.pk, "active"])).status_code == 404


def test_a_departure_at_the_desk_closes_sign_in(world):
    worker, sitting = world["worker"], Client()
    sitting.force_login(worker.user)
    assert sitting.get("/portal/").status_code == 200
    signed_in(make.officer()).post(reverse("person_departure", args=[worker.pk]), {"because": "Left"})
    assert not User.objects.get(pk=worker.user_id).is_active and sitting.get("/portal/").status_code == 302


def test_who_may_not_add_somebody_hears_nothing_of_who_could_join(world):
    page, reader = reverse("engagement", args=[world["engagement"].pk]), signed_in(make.staff_member("auditor"))
    for person in (world["worker"], world["contact"]):
        assert reader.post(page, {"person": str(person.pk)}).status_code == 403


def test_somebody_joins_and_leaves_an_engagement(world):
    client, contact = signed_in(make.officer()), world["contact"]
    client.post(reverse("engagement", args=[world["engagement"].pk]), {"person": str(contact.pk)})
    assert contact in Engagement.objects.get().people.all()
    client.post(reverse("engagement_leaving", args=[world["engagement"].pk, contact.pk]))
    assert contact not in Engagement.objects.get().people.all()


def test_somebody_of_another_firm_cannot_join(world):
    foreign = make.person(make.vendor())
    page = signed_in(make.officer()).post(
        reverse("engagement", args=[world["engagement"].pk]), {"person": str(foreign.pk)}
    )
    assert page.status_code == 422 and foreign not in Engagement.objects.get(pk=world["engagement"].pk).people.all()


def test_a_file_is_uploaded_checked_applied_and_undone(world):
    client = signed_in(make.officer())
    rows = f"hr_id,name,email,subcontractor,starts_on,ends_on\nE-7,Ada,ada@firm.test,{world['firm'].reference},2026-01-01,2030-01-01\nE-8,,,,,\n"
    there = client.post(reverse("people_import_new"), {"file": SimpleUploadedFile("people.csv", rows.encode())})
    run_id = there["Location"].split("/")[-3]
    mapping = {name: name for name in rows.splitlines()[0].split(",")}
    client.post(reverse("people_import_columns", args=[run_id]), mapping)
    page = client.get(reverse("people_import", args=[run_id]))
    assert b"Name is missing" in page.content
    client.post(reverse("people_import_application", args=[run_id]))
    assert Person.objects.get(hr_id="E-7").departed_at is None
    client.post(reverse("people_import_undoing", args=[run_id]))
    assert Person.objects.get(hr_id="E-7").departed_at


def test_a_file_of_another_kind_is_an_answer_to_the_form():
    page = signed_in(make.officer()).post(
        reverse("people_import_new"), {"file": SimpleUploadedFile("people.pdf", b"%PDF-1.7 nothing")}
    )
    assert page.status_code == 422 and b"CSV" in page.content


def test_tasks_name_what_is_open_and_what_is_done(world):
    make.starter_content()
    client = signed_in(make.as_person(world["worker"]))
    assert b"Read what we expect of each other" in client.get("/portal/").content
    page = client.get(reverse("expectations"))
    digest = page.context["digest"]
    token = {"as_person": form_token(make.as_person(world["worker"]))}
    assert client.post(reverse("expectations"), {"shown": digest, **token}).status_code == 422
    assert client.post(reverse("expectations"), {"shown": "0" * 64, "read": "on", **token}).status_code == 409
    assert client.post(reverse("expectations"), {"shown": digest, "read": "on", **token}).status_code == 302
    kept = Acknowledgement.objects.get(person=world["worker"])
    assert kept.digest == digest and "confidential" in kept.text
    assert Event.objects.filter(name="expectations.acknowledged").count() == 1


def test_a_form_drawn_for_another_hat_is_refused(world):
    make.starter_content()
    client = signed_in(make.as_person(world["worker"]))
    token = {"as_person": form_token(make.as_person(world["contact"]))}
    assert client.post(reverse("expectations"), {"shown": "x", "read": "on", **token}).status_code == 409
    assert not Acknowledgement.objects.exists()


def test_your_company_is_for_its_contacts_and_shows_no_other_firm(world):
    foreign = make.person(make.vendor("Rival Ltd"), "Mallory Rival")
    page = signed_in(make.as_person(world["contact"])).get("/portal/company/")
    assert page.status_code == 200 and b"Tomas Lindqvist" in page.content and foreign.name.encode() not in page.content
    assert world["firm"].reference.encode() not in page.content
    assert signed_in(make.as_person(world["worker"])).get("/portal/company/").status_code == 403


@pytest.mark.parametrize("path", ["/desk/", "/desk/subcontractors/", "/desk/people/"])
def test_the_desk_is_closed_to_subcontractors_and_strangers(world, path):
    assert signed_in(make.as_person(world["contact"])).get(path).status_code == 403
    assert Client().get(path).status_code == 302


def test_an_address_that_names_nobody_is_404():
    client = signed_in(make.officer())
    for name in ("subcontractor", "person", "engagement"):
        assert client.get(reverse(name, args=[uuid.uuid4()])).status_code == 404


@pytest.mark.parametrize("name", ["person_new", "engagement_new"])
@pytest.mark.parametrize("said", ["abc", "-1", str(uuid.UUID(int=1))])
def test_a_firm_that_is_named_wrongly_is_not_there(world, name, said):
    client = signed_in(make.officer())
    assert client.get(reverse(name), {"subcontractor": said}).status_code == 404
    assert client.get(reverse(name), {"subcontractor": world["firm"].pk}).status_code == 200
