"""What does the firm have in hand after it sent its answers? A paper of what was sealed, and the way on."""

import pypdfium2 as pdfium
import pytest
from django.test import Client
from django.urls import reverse

from core import clock
from tests import make, make_dd
from vendors.actions import answers, questionnaires
from vendors.models import Assessment

pytestmark = pytest.mark.django_db
KEY = "pro-notice"


@pytest.fixture
def contact():
    return make.contact(make.vendor("Brightmoor Test Lab", tier=3), "Aoife Varga")


@pytest.fixture
def sent(contact) -> Assessment:
    made = questionnaires.send(contact.vendor, due_on=make_dd.days(14), by=make.officer(), at=clock.now())
    make_dd.answer_everything(made, contact)
    by = make.as_person(contact)
    answers.save(made, KEY, value="48", comment="Day and night", by=by, at=clock.now())
    return made


def client(person) -> Client:
    found = Client()
    found.force_login(person.user)
    return found


def get(person, route: str, sent):
    return client(person).get(reverse(route, args=[sent.pk]))


def words(answer) -> str:
    pages = pdfium.PdfDocument(b"".join(answer.streaming_content))
    return " ".join(" ".join(page.get_textpage().get_text_range() for page in pages).split())


def test_there_is_no_receipt_before_anything_was_sent(sent, contact):
    assert get(contact, "portal_receipt", sent).status_code == 404


def test_the_receipt_holds_every_answer_its_files_and_the_fingerprint(sent, contact):
    sealed = questionnaires.submit(sent, by=make.as_person(contact), at=clock.now())
    answer = get(contact, "portal_receipt", sent)
    assert answer["Content-Type"] == "application/pdf" and "version-1.pdf" in answer["Content-Disposition"]
    read = words(answer)
    assert "48 hours" in read and "Day and night" in read and "proof.pdf" in read and "Aoife Varga" in read
    assert sealed.digest in read.replace(" ", "")
    assert all(" ".join(each["text"].split()) in read for each in sealed.content["answers"])


def test_what_was_judged_later_is_not_in_the_receipt(sent, contact):
    questionnaires.submit(sent, by=make.as_person(contact), at=clock.now())
    questionnaires.judge(sent, KEY, verdict="clarify", note="Which site?", by=make_dd.analyst(), at=clock.now())
    assert "Which site?" not in words(get(contact, "portal_receipt", sent))


def test_only_a_contact_of_the_firm_gets_it(sent, contact):
    questionnaires.submit(sent, by=make.as_person(contact), at=clock.now())
    assert get(make.person(contact.vendor), "portal_receipt", sent).status_code == 404
    assert get(make.contact(make.vendor("Elsewhere")), "portal_receipt", sent).status_code == 404


def test_the_page_after_sending_says_what_happens_and_leads_on(sent, contact):
    page = get(contact, "portal_questionnaire_answers", sent).content.decode()
    assert "What happens next" not in page
    questionnaires.submit(sent, by=make.as_person(contact), at=clock.now())
    page = get(contact, "portal_questionnaire_answers", sent).content.decode()
    assert "We read every answer" in page
    assert reverse("portal_receipt", args=[sent.pk]) in page and f'href="{reverse("your_tasks")}"' in page
    questionnaires.accept(sent, because="Read", by=make_dd.analyst(), at=clock.now())
    assert "We accepted the answers on" in get(contact, "portal_questionnaire_answers", sent).content.decode()
