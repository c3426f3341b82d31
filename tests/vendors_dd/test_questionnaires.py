"""Questionnaires: sent by tier, answered a question a page, sealed when they are sent, judged answer by answer."""

import hashlib

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.html import escape

from core import clock
from core.events import canonical
from core.models import Event
from core.refusals import NotAllowed, NotNow
from core.web.viewer import form_token
from tests import make, make_dd
from vendors import questionnaire_sets
from vendors.actions import answers, questionnaires
from vendors.models import Answer, Assessment

pytestmark = pytest.mark.django_db


def signed_in(actor) -> Client:
    client = Client()
    client.force_login(actor.user)
    return client


@pytest.fixture
def contact():
    return make.contact(make.vendor("Brightmoor Test Lab", tier=3), "Aoife Varga")


@pytest.fixture
def sent(contact):
    return questionnaires.send(contact.vendor, due_on=make_dd.days(14), by=make.officer(), at=clock.now())


def test_an_officer_sends_and_the_contact_sees_it(contact):
    make.starter_content()
    address = reverse("assessment_send", args=[contact.vendor.pk])
    day = make_dd.days(14)
    officer = signed_in(make.officer())
    assert officer.get(address).status_code == 200
    assert (
        officer.post(address, {"due_on_day": day.day, "due_on_month": day.month, "due_on_year": day.year}).status_code
        == 302
    )
    found = Assessment.objects.get(vendor=contact.vendor)
    page = signed_in(make.as_person(contact)).get(reverse("portal_questionnaires"))
    assert found.title.encode() in page.content and found.reference.encode() not in page.content


def test_the_page_before_sending_says_what_is_asked_who_hears_and_what_keeps_it_from_arriving(contact):
    make.starter_content()
    officer, nobody = signed_in(make.officer()), make.vendor(tier=3)
    page = officer.get(reverse("assessment_send", args=[nobody.pk])).text
    assert "Nobody would receive it" in page and 'type="submit">Send' not in page
    address = reverse("assessment_send", args=[contact.vendor.pk])
    page = officer.get(address).text
    assert contact.user.email in page and "No other questionnaire is open" in page
    _version, asked = questionnaire_sets.for_firm(contact.vendor)
    assert f"Send {len(asked['questions'])} questions" in page
    assert all(escape(each["text"]) in page for each in asked["questions"])
    questionnaires.send(contact.vendor, due_on=make_dd.days(14), by=make.officer(), at=clock.now())
    assert "no second one is sent" in officer.get(address).text


def test_an_answer_is_kept_and_leads_to_the_next_question(sent, contact):
    asked = next(each for each in sent.questions["questions"] if each["type"] == "single" and not each.get("show_when"))
    client, address = signed_in(make.as_person(contact)), reverse("portal_question", args=[sent.pk, asked["id"]])
    assert client.get(address).status_code == 200
    said = {
        "value": asked["options"][0]["id"],
        "comment": "See the file",
        "then": "next",
        "as_person": form_token(make.as_person(contact)),
    }
    assert client.post(address, said).status_code == 302
    assert Answer.objects.get(question=asked["id"]).value == asked["options"][0]["id"]
    sent.refresh_from_db()
    assert sent.status == "in_progress" and b"See the file" in client.get(address).content


def test_every_question_has_a_page(sent, contact):
    client = signed_in(make.as_person(contact))
    for asked in sent.questions["questions"]:
        assert client.get(reverse("portal_question", args=[sent.pk, asked["id"]])).status_code == 200, asked["id"]


def test_incomplete_answers_cannot_be_sent(sent, contact):
    said = {"as_person": form_token(make.as_person(contact))}
    client = signed_in(make.as_person(contact))
    assert client.post(reverse("portal_questionnaire_submission", args=[sent.pk]), said).status_code == 409
    assert client.get(reverse("portal_questionnaire_answers", args=[sent.pk])).context["wanting"]
    sent.refresh_from_db()
    assert sent.status == "sent"


def test_what_is_sent_is_sealed_judged_returned_and_accepted(sent, contact):
    make_dd.answer_everything(sent, contact)
    sealed = questionnaires.submit(sent, by=make.as_person(contact), at=clock.now())
    assert sealed.digest == hashlib.sha256(canonical(sealed.content)).hexdigest()
    assert Event.objects.filter(name="questionnaire.submitted").count() == 1
    key = sealed.content["answers"][0]["question"]
    with pytest.raises(NotNow):
        answers.save(sent, key, value="changed", by=make.as_person(contact), at=clock.now())
    analyst = make_dd.analyst()
    client = signed_in(analyst)
    assert client.get(reverse("assessment", args=[sent.pk])).status_code == 200
    verdict = {f"{key}-verdict": "clarify", f"{key}-note": "Which site"}
    assert client.post(reverse("assessment_verdict", args=[sent.pk, key]), verdict).status_code == 302
    with pytest.raises(NotNow):
        questionnaires.accept(sent, by=analyst, at=clock.now())
    questionnaires.judge(sent, key, verdict="ok", by=analyst, at=clock.now())
    said = {"because": "The rest is as it was last year"}
    assert client.post(reverse("assessment_acceptance", args=[sent.pk]), said).status_code == 302
    sent.refresh_from_db()
    assert sent.status == "accepted"


def test_workers_readers_and_other_firms_are_kept_out(sent, contact):
    worker, stranger = make.person(contact.vendor), make.contact(make.vendor("Elsewhere"))
    assert signed_in(make.as_person(worker)).get(reverse("portal_questionnaires")).status_code == 403
    assert signed_in(make.as_person(stranger)).get(reverse("portal_questionnaire", args=[sent.pk])).status_code == 404
    reader = make.steward(contact.vendor)
    assert signed_in(reader).get(reverse("assessment_send", args=[contact.vendor.pk])).status_code == 403
    with pytest.raises(NotAllowed):
        questionnaires.submit(sent, by=make.as_person(worker), at=clock.now())


def test_the_tasks_and_the_record_of_the_firm_show_it(sent, contact):
    tasks = signed_in(make.as_person(contact)).get("/portal/")
    assert reverse("portal_questionnaire", args=[sent.pk]).encode() in tasks.content
    make_dd.certificate(contact)
    officer = signed_in(make.officer())
    assert officer.get("/desk/").status_code == 200
    for tab in ["assessments", "certificates"]:
        assert officer.get(reverse("subcontractor_tab", args=[contact.vendor.pk, tab])).status_code == 200
    assert sent.reference.encode() in officer.get(reverse("assessments")).content
