"""What do people see? Officers decide, workers ask and read, and nobody sees another firm's."""

import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from access.actions import grants, holds
from access.models import Document, Opening, PageView
from core.models import Event, Organisation
from core.web import step_up
from core.web.viewer import form_token
from tests import make, make_access, make_training

pytestmark = pytest.mark.django_db


@pytest.fixture
def worker():
    return make.person(make.vendor(status="active"), "Tomas Lindqvist")


@pytest.fixture
def thing(worker):
    found = make_access.offered(worker)
    make_access.document(found)
    return found


def signed_in(client, who):
    client.force_login(who.user)
    return client


def token(who) -> dict:
    return {"as_person": form_token(make.as_person(who))}


@pytest.mark.parametrize("name", ["grants", "assets", "classes", "holds", "asset_new"])
def test_an_officer_opens_each_list(client, name, thing):
    assert signed_in(client, make.officer()).get(reverse(name)).status_code == 200


def test_an_officer_opens_the_records(client, worker, thing):
    grant = make_access.opened(worker, thing)
    signed_in(client, make.officer())
    for name, pk in [("grant", grant.pk), ("asset", thing.pk), ("asset_who", thing.pk), ("asset_openings", thing.pk)]:
        assert client.get(reverse(name, args=[pk])).status_code == 200
    answer = client.get(reverse("asset_who", args=[thing.pk]), {"on": "2020-01-01T10:00", "known": ""})
    assert "Nobody." in answer.content.decode()


def test_an_officer_and_the_owner_decide_on_the_page(client, worker, thing):
    grant = make_access.requested(worker, thing)
    url = reverse("grant", args=[grant.pk])
    officer = make.officer()
    page = signed_in(client, officer).get(url).content.decode()
    assert "Confirm that it is you" in page and "Reason for your decision" not in page
    page = make.confirm(client, officer.user).get(url).content.decode()
    assert "Approve" in page
    assert client.post(url, {"answer": "approve", "because": ""}).status_code == 422
    assert client.post(url, {"answer": "approve", "because": "Needed"}).status_code == 302
    make.confirm(client, thing.owner)
    assert client.post(url, {"answer": "approve", "because": "Agreed"}).status_code == 302
    grant.refresh_from_db()
    assert grant.status == "open"


def test_an_end_outside_what_was_asked_for_is_an_error_of_the_field(client, worker, thing):
    grant = make_access.requested(worker, thing)
    make.confirm(client, make.officer().user)
    said = {"answer": "approve", "because": "Needed", "ends_on_day": "1", "ends_on_month": "1"}
    for year in ["2020", "2099"]:
        page = client.post(reverse("grant", args=[grant.pk]), said | {"ends_on_year": year})
        assert page.status_code == 422 and "ends_on" in page.context["form"].errors
    assert not grant.approvals.exists()
    last = (grant.ends_at - datetime.timedelta(days=2)).date()
    said |= {"ends_on_day": last.day, "ends_on_month": last.month, "ends_on_year": last.year}
    assert client.post(reverse("grant", args=[grant.pk]), said).status_code == 302
    assert grant.approvals.count() == 1


def test_who_cannot_approve_gets_no_form_for_it(client, worker, thing):
    grant, officer = make_access.requested(worker, thing), make.officer()
    url, at = reverse("grant", args=[grant.pk]), make_access.now()
    grants.approve(grant, by=officer, at=at, because="Needed")
    page = make.confirm(client, officer.user).get(url).content.decode()
    assert "You have approved this request already" in page and "Yours would be" not in page
    assert 'value="approve"' not in page and 'value="decline"' in page and "Grant until" not in page
    page = make.confirm(client, make.staff_member("analyst").user).get(url).content.decode()
    assert "needs the role" in page and "Reason for your decision" not in page


def test_a_password_alone_approves_nothing(client, worker, thing):
    grant = make_access.requested(worker, thing)
    url = reverse("grant", args=[grant.pk])
    answer = signed_in(client, make.officer()).post(url, {"answer": "approve", "because": "Needed"})
    assert answer.status_code == 303 and answer.url == step_up.address(url)
    grant.refresh_from_db()
    assert grant.status == "requested" and not grant.approvals.exists()


def test_the_worker_sees_what_is_missing_before_asking(client, worker):
    klass = make_access.asset_class(("employment", ""), ("training", "ip-protection"))
    thing = make_access.offered(worker, make_access.asset(klass=klass))
    page = signed_in(client, worker).get(reverse("access_request", args=[thing.pk])).content.decode()
    assert "What is still missing" in page and "You have not passed the training" in page
    assert "/portal/training/" in page


def test_the_worker_asks_takes_back_and_gives_back(client, worker, thing):
    signed_in(client, worker)
    form = {"purpose": "Tests", "days": 4000, **token(worker)}
    assert client.post(reverse("access_request", args=[thing.pk]), form).status_code == 422
    form |= {"days": 5}
    assert client.post(reverse("access_request", args=[thing.pk]), form).status_code == 302
    assert "Waiting for a decision" in client.get(reverse("access")).content.decode()
    grant = worker.grants.get()
    assert client.post(reverse("access_withdrawal", args=[grant.pk]), token(worker)).status_code == 302
    grant.refresh_from_db()
    assert grant.status == "withdrawn"


def test_reading_marks_decides_and_records_each_page(client, worker, thing):
    make_access.opened(worker, thing)
    document = thing.documents.get()
    signed_in(client, worker)
    page = client.get(reverse("document", args=[document.pk]))
    assert page.status_code == 200
    assert "Your reading is recorded" in page.content.decode()
    opening = Opening.objects.get(person=worker)
    image = client.get(reverse("document_page_image", args=[opening.pk, 1]))
    assert image.status_code == 200
    assert image["Content-Type"] == "image/webp"
    assert image["Cache-Control"] == "no-store"
    assert image.content[:4] == b"RIFF"
    assert worker.name in PageView.objects.get(opening=opening).mark
    assert client.get(reverse("document_page_image", args=[opening.pk, 9])).status_code == 404


def test_after_a_hold_the_next_page_does_not_come(client, worker, thing):
    from access.actions import holds

    make_access.opened(worker, thing)
    signed_in(client, worker).get(reverse("document", args=[thing.documents.get().pk]))
    opening = Opening.objects.get(person=worker)
    firm = worker.vendor
    holds.place(vendor=firm, source=firm, by=make.officer(), at=make_access.now(), because="x", told_as="On hold.")
    assert client.get(reverse("document_page_image", args=[opening.pk, 1])).status_code == 409


def test_without_a_grant_the_document_answers_409_with_the_reason(client, worker, thing):
    answer = signed_in(client, worker).get(reverse("document", args=[thing.documents.get().pk]))
    assert answer.status_code == 409
    assert "no approved access" in answer.content.decode()


def test_another_firm_sees_nothing_of_it(client, worker, thing):
    grant = make_access.opened(worker, thing)
    stranger = make.contact(make.vendor(status="active"))
    signed_in(client, stranger)
    for name, pk in [("document", thing.documents.get().pk), ("access_request", thing.pk)]:
        assert client.get(reverse(name, args=[pk])).status_code == 404
    assert client.post(reverse("access_return", args=[grant.pk]), token(stranger)).status_code == 404
    for name in ["access", "documents"]:
        assert thing.name not in client.get(reverse(name)).content.decode()


def test_a_form_drawn_for_another_firm_answers_409(client, worker, thing):
    grant = make_access.requested(worker, thing)
    other = make.contact(make.vendor(status="active"))
    assert (
        signed_in(client, worker).post(reverse("access_withdrawal", args=[grant.pk]), token(other)).status_code == 409
    )


def test_the_answer_for_one_person_stands_with_its_reasons(client, worker):
    klass = make_access.asset_class(("employment", ""), ("training", "ip-protection"))
    thing = make_access.offered(worker, make_access.asset(klass=klass))
    url = reverse("decision", args=[thing.pk, worker.pk])
    page = signed_in(client, make.officer()).get(url).content.decode()
    assert "No, it does not open" in page and "There is no approved access" in page and "ip-protection" not in page
    assert client.get(url, {"on": "yesterday"}).status_code == 422
    assert signed_in(client, make.steward(worker.vendor)).get(url).status_code == 404


def test_an_open_grant_that_opens_nothing_reads_paused(client, worker, thing):
    grant = make_access.opened(worker, thing)
    page = reverse("person", args=[worker.pk])
    assert "Paused" not in signed_in(client, make.officer()).get(page).content.decode()
    said = {"because": "Under review", "told_as": "On hold."}
    holds.place(vendor=worker.vendor, source=worker.vendor, by=make.officer(), at=make_access.now(), **said)
    told = client.get(page).content.decode()
    assert grant.reference in told and "Paused" in told


def test_the_record_of_a_firm_names_who_misses_a_condition(client):
    who = make.person()
    asset = make_access.offered(who)
    make_access.opened(who, asset)
    client.force_login(make.officer().user)
    page = client.get(reverse("subcontractor", args=[who.vendor_id])).content.decode()
    conditions = page.partition("Conditions for access")[2].partition("</section>")[0]
    assert "1 person with access" in conditions and "Met, 1 of 1" in conditions
    assert "Everybody who works here has access" in conditions
    make.person(who.vendor, "Liam Farrell")
    later = client.get(reverse("subcontractor", args=[who.vendor_id])).content.decode()
    assert "Without access and not counted: Liam Farrell" in later


@pytest.mark.parametrize("content", [b"MZ\x90\x00", b"%PDF-1.4 broken"])
def test_a_file_that_is_refused_leaves_no_document_behind(client, worker, thing, content):
    before = Document.objects.count()
    client.force_login(thing.owner)
    said = {"title": "Drawing", "file": SimpleUploadedFile("drawing.pdf", content)}
    answer = client.post(reverse("document_new", args=[thing.pk]), said)
    assert answer.status_code == 422 and "Drawing" in answer.content.decode()
    assert Document.objects.count() == before


def test_the_lede_counts_every_task_that_closes_access(client, worker):
    make.starter_content()
    klass = make_access.asset_class(("employment", ""), ("expectations", ""), ("training", "ip-protection"))
    make_access.offered(worker, make_access.asset("Gripper drawings", klass=klass))
    make_training.enrolment(worker)
    page = signed_in(client, worker).get(reverse("your_tasks"))
    assert page.context["lede"] == "Complete 2 tasks to get your access to Gripper drawings."
    make.acknowledged(worker)
    assert "Complete 1 task to" in client.get(reverse("your_tasks")).context["lede"]


def test_a_person_on_hold_reads_since_when_why_and_whom_to_ask(client, worker, thing):
    make_access.opened(worker, thing)
    Organisation.objects.update_or_create(only=True, defaults={"help_name": "Ines", "help_email": "ines@house.example"})
    holds.place(
        vendor=worker.vendor, by=make.officer(), at=make.earlier(), because="Suspicion", told_as="A question is open",
        source=worker.vendor, person_id=worker.pk,
    )  # fmt: skip
    for name in ["your_tasks", "access"]:
        page = signed_in(client, worker).get(reverse(name)).content.decode()
        assert (
            "Your access is on hold." in page and "A question is open, since" in page and "ines@house.example" in page
        )
        assert "Suspicion" not in page and "You are up to date" not in page and "Give back" not in page
    colleague = make.person(worker.vendor, "Liam")
    assert "on hold" not in signed_in(client, colleague).get(reverse("your_tasks")).content.decode()


def test_the_answer_of_who_could_open_it_leaves_as_a_file(client, worker, thing):
    make_access.opened(worker, thing)
    url = reverse("asset_who", args=[thing.pk])
    page = signed_in(client, make.officer()).get(url)
    assert len(page.context["answers"]) == 1 and worker.name in page.content.decode()
    answer = client.get(url, {"export": "csv"}).getvalue().decode()
    assert worker.name in answer and worker.email in answer and worker.vendor.reference in answer
    past = client.get(url, {"on": "2020-01-01T10:00", "export": "csv"}).getvalue().decode()
    assert past.count("Nobody") == 2 and "2020-01-01" in past
    event = Event.objects.filter(name="export.made").latest("at")
    assert event.detail.data["list"] == "who-could-open" and thing.reference in event.detail.data["query"]
    assert "still to come" in client.get(url, {"on": "2999-01-01T10:00"}).content.decode()


def test_a_hold_is_named_on_the_grant_and_on_the_documents(client, worker, thing):
    grant, officer = make_access.opened(worker, thing), make.officer()
    holds.place(
        vendor=worker.vendor, by=officer, at=make.earlier(), because="Keys were lost", told_as="A question", source=worker.vendor
    )  # fmt: skip
    page = signed_in(client, officer).get(reverse("grant", args=[grant.pk])).content.decode()
    assert "On hold since" in page and "Keys were lost" in page
    page = signed_in(client, worker).get(reverse("documents")).content.decode()
    assert "Your access is on hold" in page and "Keys were lost" not in page


def test_a_reader_goes_to_a_page_by_its_number_and_keeps_the_size(client, worker, thing):
    make_access.opened(worker, thing)
    document = thing.documents.get()
    url = reverse("document", args=[document.pk])
    answer = signed_in(client, worker).get(url, {"page": "1", "size": "large"})
    assert answer.status_code == 302 and answer.url == reverse("document_page", args=[document.pk, 1]) + "?size=large"
    assert "Fit to the width" in client.get(answer.url).content.decode()
    assert client.get(url, {"page": "9"}, follow=True).status_code == 404
