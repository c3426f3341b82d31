"""Can answers and papers be waved through? What nobody judged is shown, and taking it needs a reason that is kept."""

import pytest
from django.test import Client
from django.urls import reverse
from lxml import html

from core import clock
from core.models import Event
from core.refusals import NotNow
from tests import make, make_dd
from vendors import answers_weighed
from vendors.actions import answers, certificates, insurance, questionnaires
from vendors.models import Assessment

pytestmark = pytest.mark.django_db
WEAK, SOUND = "his-competitors", "pro-notice"


@pytest.fixture
def contact():
    return make.contact(make.vendor("Brightmoor Test Lab", tier=2), "Aoife Varga")


@pytest.fixture
def analyst():
    return make_dd.analyst()


@pytest.fixture
def submitted(contact) -> Assessment:
    sent = questionnaires.send(contact.vendor, due_on=make_dd.days(14), by=make.officer(), at=clock.now())
    make_dd.answer_everything(sent, contact)
    answers.save(sent, WEAK, value="shared", by=make.as_person(contact), at=clock.now())
    questionnaires.submit(sent, by=make.as_person(contact), at=clock.now())
    return sent


def door(analyst, method: str, route: str, *args, **said):
    client = Client()
    client.force_login(analyst.user)
    return getattr(client, method)(reverse(route, args=args), said)


def judge_all_flagged(sent, analyst) -> None:
    for question in answers_weighed.of(sent).flagged:
        questionnaires.judge(sent, question["id"], verdict="ok", by=analyst, at=clock.now())


class TestAnswers:
    def test_that_are_a_risk_are_shown_until_they_are_judged(self, submitted, analyst):
        page = door(analyst, "get", "assessment", submitted.pk)
        weighed = page.context["weighed"]
        assert WEAK in [each["id"] for each in weighed.flagged] and weighed.judged == 0
        assert f'href="#q-{WEAK}"' in page.content.decode()
        assert [act["tone"] for act in page.context["accept_acts"]] == [""]
        judge_all_flagged(submitted, analyst)
        page = door(analyst, "get", "assessment", submitted.pk)
        assert not page.context["weighed"].flagged and page.context["accept_acts"][0]["tone"] == "primary"

    def test_are_not_all_taken_without_a_verdict_and_without_a_word(self, submitted, analyst):
        page = door(analyst, "post", "assessment_acceptance", submitted.pk)
        assert page.status_code == 422 and page.context["accept_form"].errors.keys() == {"because"}
        with pytest.raises(NotNow, match="Say why"):
            questionnaires.accept(submitted, by=analyst, at=clock.now())
        assert Assessment.objects.get(pk=submitted.pk).status == "submitted"

    def test_are_taken_with_a_reason_and_the_trail_says_what_was_not_judged(self, submitted, analyst):
        said = {"because": "Known from the visit in May"}
        assert door(analyst, "post", "assessment_acceptance", submitted.pk, **said).status_code == 302
        kept = Event.objects.select_related("detail").get(name="questionnaire.accepted").detail.data
        assert WEAK in kept["flagged"] and kept["judged"] == 0 and kept["because"] == said["because"]

    def test_need_no_reason_once_every_risk_was_judged(self, submitted, analyst):
        judge_all_flagged(submitted, analyst)
        assert door(analyst, "post", "assessment_acceptance", submitted.pk).status_code == 302
        assert Assessment.objects.get(pk=submitted.pk).status == "accepted"

    def test_that_are_no_risk_still_want_one_look(self, contact, analyst):
        weighed = answers_weighed.Weighed(answered=3, plain=[{}, {}, {}], flagged=[])
        assert weighed.wants_reason and not answers_weighed.Weighed(3, [{}, {}], []).wants_reason


class TestPapers:
    def accept(self, analyst, kind: str, row, **said):
        return door(analyst, "post", "evidence_decision", kind, row.pk, answer="accept", **said)

    def test_are_accepted_by_what_was_ticked_or_a_reason(self, contact, analyst):
        row = make_dd.certificate(contact)
        page = self.accept(analyst, "certificates", row)
        assert page.status_code == 422 and page.context["form"].errors.keys() == {"because"}
        with pytest.raises(NotNow, match="Tick what you checked"):
            certificates.accept(row, by=analyst, at=clock.now())
        label = html.fromstring(page.content).xpath("//label[@for='id_because']")[0]
        assert label.text_content().split() == ["Reason"]  # not optional, where it is the only thing said
        step = page.context["form"].fields["checks"].choices[0][0]
        assert self.accept(analyst, "certificates", row, checks=[step]).status_code == 302
        row.refresh_from_db()
        assert row.status == "accepted" and row.checks == [step]

    def test_without_anything_to_tick_need_the_reason(self, contact, analyst):
        row = make_dd.policy(contact)
        assert self.accept(analyst, "insurance", row).status_code == 422
        with pytest.raises(NotNow):
            insurance.accept(row, by=analyst, at=clock.now())
        assert self.accept(analyst, "insurance", row, because="Limit and exclusions read").status_code == 302
