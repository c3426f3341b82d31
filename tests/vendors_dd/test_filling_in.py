"""Does a table count as answered only when every row that was begun is complete, and does Enter go on?"""

import pytest
from django.test import Client
from django.urls import reverse
from lxml import html

from core import clock
from core.refusals import NotNow
from core.web.viewer import form_token
from tests import make, make_dd
from vendors.actions import answers, questionnaires
from vendors.models import Assessment

pytestmark = pytest.mark.django_db
OWNERS, FILE, NOTICE = "his-owners", "fin-accounts", "pro-notice"
WHOLE = {"name": "Orla Byrne", "country": "IE", "share": "60", "kind": "person"}


@pytest.fixture
def contact():
    return make.contact(make.vendor("Brightmoor Test Lab", tier=1), "Aoife Varga")


@pytest.fixture
def sent(contact) -> Assessment:
    return questionnaires.send(contact.vendor, due_on=make_dd.days(14), by=make.officer(), at=clock.now())


def client(user) -> Client:
    found = Client()
    found.force_login(user)
    return found


def post(contact, sent, key: str, **said):
    said = {"as_person": form_token(make.as_person(contact)), "then": "next", **said}
    return client(contact.user).post(reverse("portal_question", args=[sent.pk, key]), said)


class TestTables:
    def test_with_half_a_row_are_not_taken_on(self, sent, contact):
        page = post(contact, sent, OWNERS, rows=1, row0_name="Orla Byrne", row0_share="60")
        assert page.status_code == 422 and {"row0_country", "row0_kind"} <= page.context["form"].errors.keys()
        assert page.content.decode().count("Row 1: fill in Kind") == 2  # above and at its field, not once more below

    def test_with_half_a_row_are_kept_and_said_to_be_incomplete(self, sent, contact):
        half = {"rows": 1, "row0_name": "Orla Byrne", "row0_share": "60"}
        assert post(contact, sent, OWNERS, then="stay", **half).status_code == 302
        page = client(contact.user).get(reverse("portal_question", args=[sent.pk, OWNERS])).content.decode()
        assert "Row 1: fill in Country, Kind" in page

    def test_with_half_a_row_cannot_be_sent(self, sent, contact):
        make_dd.answer_everything(sent, contact)
        by, at = make.as_person(contact), clock.now()
        rows = [WHOLE, {"name": "Stated for the test.", "share": "2", "country": "", "kind": ""}]
        answers.save(sent, OWNERS, value=rows, by=by, at=at)
        with pytest.raises(NotNow) as refused:
            questionnaires.submit(sent, by=by, at=at)
        assert [words for words in refused.value.unmet if words.startswith("Fill in every row")]
        answers.save(sent, OWNERS, value=[WHOLE], by=by, at=at)
        assert questionnaires.submit(sent, by=by, at=at)


def test_enter_saves_and_goes_on_and_never_uploads(sent, contact):
    for key in (NOTICE, OWNERS, FILE):
        page = client(contact.user).get(reverse("portal_question", args=[sent.pk, key]))
        form = html.fromstring(page.content).xpath("//form[@data-autosave]")[0]
        assert form.xpath(".//button[@type='submit']")[0].get("value") == "next"


def test_what_may_stay_empty_is_not_counted_as_answered(sent, contact):
    assert not all(each["required"] for each in sent.questions["questions"])
    overview = reverse("portal_questionnaire", args=[sent.pk])
    assert client(contact.user).get(overview).context["done"] == 0
    post(contact, sent, NOTICE, value="24")
    assert client(contact.user).get(overview).context["done"] == 1
