"""Can a signer ask before signing, hear the answer, and go on where they were?"""

import pytest
from django.urls import reverse

from agreements import reading
from agreements.actions import questions, readings
from agreements.models import VIEW, SigningQuestion
from agreements.panels import agreements as panels
from core import clock, notices
from core.models import Event, Notice
from core.refusals import NotAllowed, NotNow
from tests import make
from tests import make_agreements as papers
from tests.agreements.test_pages import enter, post

pytestmark = pytest.mark.django_db


@pytest.fixture
def counsel():
    return papers.counsel()


@pytest.fixture
def signatory():
    return make.contact(make.vendor("Corrib Test Works"), "Nora Byrne")


@pytest.fixture
def agreement(signatory, counsel):
    return papers.issued(signatory.vendor, by=counsel)


def ask(agreement, by, text="What is a working day?", **said):
    return questions.ask(agreement, text, by=by, at=clock.now(), **said)


def hear() -> None:
    while event := notices.claim(at=clock.now(), by=make.CLOCK):
        notices.tell(event, at=clock.now(), by=make.CLOCK)


def test_a_question_is_asked_once_and_changes_nothing_of_the_paper(agreement, signatory):
    by = make.as_person(signatory)
    row = ask(agreement, by, part="section-2")
    assert ask(agreement, by, part="section-2") == row and SigningQuestion.objects.count() == 1
    assert Event.objects.about(agreement).filter(name="agreement.signer-asked").count() == 1
    before = agreement.document_sha256, agreement.status, agreement.sign_by
    agreement.refresh_from_db()
    assert (agreement.document_sha256, agreement.status, agreement.sign_by) == before
    papers.sign(agreement, by)  # an open question does not stand against signing


def test_only_a_signer_asks_and_only_while_it_waits(agreement, signatory, counsel):
    for who in (make.as_person(make.contact(signatory.vendor, is_signatory=False)), make.officer()):
        with pytest.raises(NotAllowed):
            ask(agreement, who)
    by = make.as_person(signatory)
    with pytest.raises(NotNow, match="in words"):
        ask(agreement, by, "  ")
    with pytest.raises(NotNow, match="not in the text"):
        ask(agreement, by, part="section-99")
    row = ask(agreement, by)
    papers.agreements.withdraw(agreement, by=counsel, at=clock.now(), because="Wrong firm")
    with pytest.raises(NotNow, match="does not wait"):
        ask(agreement, by, "And another?")
    assert questions.answer(row, "It was withdrawn", by=counsel, at=clock.now()).status == "answered"


def test_counsel_answers_once(agreement, signatory, counsel):
    row = ask(agreement, make.as_person(signatory))
    with pytest.raises(NotAllowed):
        questions.answer(row, "Monday to Friday", by=make.officer(), at=clock.now())
    first = questions.answer(row, "Monday to Friday", by=counsel, at=clock.now())
    assert questions.answer(row, "Monday to Friday", by=counsel, at=clock.now()) == first
    with pytest.raises(NotNow, match="answered already"):
        questions.answer(row, "Every day", by=papers.counsel("Jon Falk"), at=clock.now())


def test_the_issuer_hears_of_it_and_the_asker_of_the_answer(agreement, signatory, counsel):
    other = papers.counsel("Jon Falk")
    row = ask(agreement, make.as_person(signatory))
    hear()
    told = Notice.objects.filter(event__name="agreement.signer-asked")
    assert [(each.user, each.url) for each in told] == [(counsel.user, f"/desk/questions-of-signers/{row.pk}/")]
    assert told[0].context["words"] == "What is a working day?"
    questions.answer(row, "Monday to Friday", by=other, at=clock.now())
    hear()
    heard = Notice.objects.get(event__name="agreement.signer-answered")
    assert heard.user == signatory.user and heard.url == f"/portal/agreements/{agreement.pk}/question/"


def test_through_the_pages_and_back_to_the_same_place(client, agreement, signatory, counsel):
    by = make.as_person(signatory)
    readings.note(
        agreement, ["opening", "section-1"], way=VIEW, shown_sha256=agreement.document_sha256, by=by, at=clock.now()
    )
    enter(client, signatory.user, confirmed=True)
    sign = reverse("portal_agreement_signature", args=[agreement.pk])
    url = reverse("portal_agreement_question", args=[agreement.pk])
    assert url in client.get(sign).content.decode()
    assert post(client, signatory, url, text="").status_code == 422
    assert post(client, signatory, url, text="What is a day?", part="section-2").status_code == 302
    page = client.get(url).content.decode()
    assert "What is a day?" in page and "Waits for an answer" in page and sign in page
    row = SigningQuestion.objects.get()
    assert [todo.url for todo in panels.desk_tasks(counsel, clock.now())] == [
        reverse("desk_signing_question", args=[row.pk])
    ]
    desk = type(client)()
    enter(desk, counsel.user)
    assert "What is a day?" in desk.get(reverse("desk_agreement", args=[agreement.pk])).content.decode()
    assert desk.post(reverse("desk_signing_question", args=[row.pk]), {"text": "24 hours"}).status_code == 302
    back = client.get(sign).content.decode()
    assert "24 hours" in back and reading.progress(agreement, by.id)["shown"] == 2
    colleague = make.person(signatory.vendor, "Ida Roth", is_signatory=True)
    enter(client, colleague.user, confirmed=True)
    assert "What is a day?" not in client.get(url).content.decode()
