"""Drafts that save themselves, tables, and what comes back: is nothing lost, and does nothing hidden stand in the way?"""

import datetime

import pytest
from django.test import Client
from django.urls import reverse

from core import clock
from core.models import Event
from core.refusals import NotNow
from core.web.viewer import form_token
from tests import make, make_dd
from vendors import answers_given
from vendors.actions import answers, questionnaires
from vendors.models import Answer, Assessment

pytestmark = pytest.mark.django_db
PARENT, CHILD, TABLE = "sub-use", "sub-list", "geo-countries"


@pytest.fixture
def contact():
    return make.contact(make.vendor("Brightmoor Test Lab", tier=3), "Aoife Varga")


@pytest.fixture
def sent(contact) -> Assessment:
    return send_to(contact)


def send_to(contact) -> Assessment:
    return questionnaires.send(contact.vendor, due_on=make_dd.days(14), by=make.officer(), at=clock.now())


def post(name: str, sent, contact, *args, **said):
    client = Client()
    client.force_login(contact.user)
    said["as_person"] = form_token(make.as_person(contact))
    return client.post(reverse(name, args=[sent.pk, *args]), said)


def save(sent, contact, question, value, *, at=None):
    return answers.save(sent, question, value=value, by=make.as_person(contact), at=at or clock.now())


def later():
    """After everything that was done at clock.now(), which stands still in a test."""
    return clock.now() + datetime.timedelta(minutes=1)


def kept(sent, question):
    return Answer.objects.get(assessment=sent, question=question).value


def returned(sent, contact, *unclear: str):
    """Answered, sent, and come back with a question about each of these."""
    make_dd.answer_everything(sent, contact)
    questionnaires.submit(sent, by=make.as_person(contact), at=clock.now())
    analyst = make_dd.analyst()
    for question in unclear:
        questionnaires.judge(sent, question, verdict="clarify", note="Which?", by=analyst, at=clock.now())
    questionnaires.send_back(sent, due_on=make_dd.days(7), by=analyst, at=clock.now())
    sent.refresh_from_db()
    return analyst


def test_what_is_typed_is_kept_while_it_is_typed_and_told_once(sent, contact):
    for value in ("4", "48"):
        answer = post("portal_question_draft", sent, contact, "pro-notice", value=value)
        assert answer.status_code == 200 and b"Saved" in answer.content
    assert kept(sent, "pro-notice") == "48"
    assert Event.objects.about(sent).filter(name="questionnaire.started").count() == 1
    assert Event.objects.about(sent).count() == 2


def test_a_draft_that_cannot_be_read_changes_nothing(sent, contact):
    post("portal_question_draft", sent, contact, "pro-notice", value="48")
    assert post("portal_question_draft", sent, contact, "pro-notice", value="soon").status_code == 422
    assert kept(sent, "pro-notice") == "48"


def test_a_draft_may_be_emptied_again(sent, contact):
    post("portal_question_draft", sent, contact, "pro-notice", value="48")
    assert post("portal_question_draft", sent, contact, "pro-notice", value="").status_code == 200
    assert kept(sent, "pro-notice") is None


def test_a_draft_of_sealed_answers_or_of_no_question_is_refused(sent, contact):
    make_dd.answer_everything(sent, contact)
    questionnaires.submit(sent, by=make.as_person(contact), at=clock.now())
    before = kept(sent, "pro-notice")
    assert post("portal_question_draft", sent, contact, "pro-notice", value="7").status_code == 409
    assert kept(sent, "pro-notice") == before
    assert post("portal_question_draft", sent, contact, "no-such-question", value="7").status_code == 404


def test_rows_of_a_table_are_kept_and_empty_rows_are_none(sent, contact):
    row = {"country": "IE", "people": "12", "administers": "yes"}
    said = {f"row1_{name}": value for name, value in row.items()}
    assert post("portal_question", sent, contact, TABLE, then="next", rows="3", **said).status_code == 302
    assert kept(sent, TABLE) == [row]


def test_a_row_that_lacks_a_column_is_named_and_as_a_draft_kept(sent, contact):
    said = {"row0_country": "IE", "rows": "3"}
    refused = post("portal_question", sent, contact, TABLE, then="next", **said)
    assert refused.status_code == 422 and "Row 1: fill in Number of people" in refused.content.decode()
    assert post("portal_question_draft", sent, contact, TABLE, **said).status_code == 200
    assert kept(sent, TABLE) == [{"country": "IE", "people": "", "administers": ""}]


def test_only_what_came_back_is_open_and_it_has_to_change(sent, contact):
    returned(sent, contact, "pro-notice")
    with pytest.raises(NotNow, match="stays as it was sent"):
        save(sent, contact, "his-register", "Another register")
    with pytest.raises(NotNow) as refused:
        questionnaires.submit(sent, by=make.as_person(contact), at=clock.now())
    assert len(refused.value.unmet) == 1 and "came back" in refused.value.unmet[0]
    save(sent, contact, "pro-notice", "24", at=later())
    second = questionnaires.submit(sent, by=make.as_person(contact), at=clock.now())
    first = sent.submissions.get(round=1)
    assert second.round == 2 and second.digest != first.digest
    assert questionnaires.submit(sent, by=make.as_person(contact), at=clock.now()) == second


def test_what_came_back_and_is_hidden_by_then_neither_blocks_nor_waits(sent, contact):
    save(sent, contact, PARENT, "yes")
    analyst = returned(sent, contact, PARENT, CHILD)
    assert len(answers_given.unmet(sent)) == 2
    save(sent, contact, PARENT, "no", at=later())
    assert answers_given.unmet(sent) == []
    sealed = questionnaires.submit(sent, by=make.as_person(contact), at=clock.now())
    assert CHILD not in {row["question"] for row in sealed.content["answers"]}
    questionnaires.judge(sent, PARENT, verdict="ok", by=analyst, at=clock.now())
    assert questionnaires.accept(sent, because="Read", by=analyst, at=clock.now()).status == "accepted"


def test_the_order_of_answering_leaves_the_same_answers(contact):
    other = make.contact(make.vendor(tier=3))
    given = [(PARENT, "yes"), (CHILD, [{"name": "Acme"}]), ("pro-notice", "12"), (PARENT, "no"), (TABLE, None)]
    sealed = []
    for who, deeds in ((contact, given), (other, [given[i] for i in (1, 4, 0, 3, 2)])):
        sent = send_to(who)
        for question, value in deeds:
            save(sent, who, question, value)
        sealed.append([(row["question"], row["value"]) for row in answers_given.sealed(sent)["answers"]])
    assert sealed[0] == sealed[1] and CHILD not in dict(sealed[0])
