"""Can both sides read what was answered: the files, the units, the tables?"""

import pytest
from django.test import Client
from django.urls import reverse
from lxml import html

from core import clock
from tests import make, make_dd
from vendors import answers_given, quantities
from vendors.actions import answers, questionnaires
from vendors.models import Answer, Assessment

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


def attach(sent, contact, key: str, *names: str) -> None:
    for number, name in enumerate(names):
        content = make_dd.PDF + b"%" + str(number).encode()
        answers.attach(sent, key, content, name=name, by=make.as_person(contact), at=clock.now())


def entry(page, key: str) -> str:
    """What the analyst reads about one question."""
    return html.fromstring(page.content).get_element_by_id(f"q-{key}").text_content()


class TestFiles:
    def test_are_an_answer_for_the_analyst_each_on_its_own_line(self, sent, contact):
        attach(sent, contact, FILE, "accounts-2024.pdf", "accounts-2025.pdf")
        page = client(make_dd.analyst().user).get(reverse("assessment", args=[sent.pk]))
        assert "No answer" not in entry(page, FILE)
        lines = html.fromstring(page.content).get_element_by_id(f"q-{FILE}").findall(".//li")
        assert [line.findtext("a") for line in lines] == ["accounts-2024.pdf", "accounts-2025.pdf"]
        assert "No answer" in entry(page, NOTICE)

    def test_stand_by_name_and_with_the_comment_where_the_contact_checks(self, sent, contact):
        attach(sent, contact, FILE, "accounts-2024.pdf", "accounts-2025.pdf")
        answers.save(sent, FILE, value=None, comment="Signed in May", by=make.as_person(contact), at=clock.now())
        page = client(contact.user).get(reverse("portal_questionnaire_answers", args=[sent.pk])).content.decode()
        assert all(words in page for words in ("accounts-2024.pdf", "accounts-2025.pdf", "Signed in May"))


class TestNumbers:
    @pytest.mark.parametrize(
        ("value", "unit", "said"),
        [("2", "ratio", "2"), ("1", "days", "1 day"), ("30", "days", "30 days"), ("0.5", "hours", "0.5 hours")],
    )
    def test_are_said_with_their_unit(self, value, unit, said):
        assert quantities.say(value, unit) == said

    def test_every_unit_of_the_starter_content_has_words_or_none(self, sent):
        units = {each["number"].get("unit", "") for each in sent.questions["questions"] if each["type"] == "number"}
        assert units - {"", "ratio"} <= {unit for unit in units if quantities.asked_in(unit)}


class TestTables:
    def test_say_what_a_bare_number_is(self, sent, contact):
        answers.save(sent, OWNERS, value=[WHOLE], by=make.as_person(contact), at=clock.now())
        said = answers_given.say(sent.question(OWNERS), Answer.objects.get(question=OWNERS).value)
        assert said == "Orla Byrne, Ireland, Share in percent: 60, Person"
