"""Two tabs of one contact at the same moment: one file waits once, one round is sealed once, nothing typed is lost unsaid."""

import pytest

from core import clock
from core.models import Event
from tests import make, make_dd
from tests.databases import committed
from tests.races import at_once, refused
from vendors.actions import answers, conditions, questionnaires
from vendors.models import Certificate, ScreeningCondition, Submission

pytestmark = [pytest.mark.race, pytest.mark.timeout(900)]
ROUNDS = 20


@pytest.fixture
def contact(committing_database):
    with committed():
        make.starter_content()
        return make.contact(make.vendor(tier=3))


def test_one_file_uploaded_in_three_tabs_waits_once(contact):
    for number in range(1, ROUNDS + 1):
        content = make_dd.PDF + b"%% " + str(number).encode()
        rows = at_once(*[lambda content=content: make_dd.certificate(contact, content=content)] * 3)
        with committed():
            assert len(set(rows)) == 1 and Certificate.objects.count() == number
            assert Event.objects.filter(name="certificate.uploaded").count() == number


def test_one_questionnaire_is_sent_once_and_sealed_once(contact):
    by = make.as_person(contact)
    with committed():
        officer, due_on = make.officer(), make_dd.days(14)
    for number in range(1, ROUNDS + 1):
        sent = at_once(*[lambda: questionnaires.send(contact.vendor, due_on=due_on, by=officer, at=clock.now())] * 2)
        assert len(set(sent)) == 1
        with committed():
            make_dd.answer_everything(sent[0], contact)
        sealed = at_once(*[lambda sent=sent: questionnaires.submit(sent[0], by=by, at=clock.now())] * 2)
        assert len(set(sealed)) == 1
        with committed():
            assert Submission.objects.count() == number
            assert Event.objects.filter(name="questionnaire.submitted").count() == number
            questionnaires.accept(sent[0], because="Read", by=officer, at=clock.now())


def test_an_answer_typed_while_the_round_is_sealed_is_in_it_or_refused(contact):
    by = make.as_person(contact)
    with committed():
        officer, due_on = make.officer(), make_dd.days(14)
    for _round in range(ROUNDS // 2):
        with committed():
            sent = questionnaires.send(contact.vendor, due_on=due_on, by=officer, at=clock.now())
            make_dd.answer_everything(sent, contact)
        _typed, sealed = both = at_once(
            lambda sent=sent: answers.save(sent, "pro-notice", value="71", by=by, at=clock.now()),
            lambda sent=sent: questionnaires.submit(sent, by=by, at=clock.now()),
        )
        kept = {row["question"]: row["value"] for row in sealed.content["answers"]}
        assert (refused(both), kept["pro-notice"] == "71") in [([], True), (["NotNow"], False)]
        with committed():
            questionnaires.accept(sent, because="Read", by=officer, at=clock.now())


def test_a_condition_is_answered_once_in_three_tabs_and_not_after_it_is_met(contact):
    by = make.as_person(contact)
    with committed():
        officer = make.officer()
        screening = make_dd.screening(contact.vendor, by=make_dd.analyst())
    for _round in range(ROUNDS):
        with committed():
            row = ScreeningCondition.objects.create(
                vendor=contact.vendor, screening=screening, text="Raise it", due_on=make_dd.days(9), is_theirs=True
            )
        answers_made = at_once(
            *[lambda row=row: conditions.answer(row, text="Done", by=by, at=clock.now())] * 3,
        )
        both = at_once(
            lambda row=row: conditions.answer(row, text="Done again", by=by, at=clock.now()),
            lambda row=row: conditions.meet(row, by=officer, at=clock.now(), because="Seen"),
        )
        with committed():
            names = list(Event.objects.filter(at__gte=row.created_at).order_by("id").values_list("name", flat=True))
            assert len(set(answers_made)) == 1
            assert (refused(both), row.answers.count()) in [([], 2), (["NotNow"], 1)]
            assert names.count("condition.answered") == row.answers.count()
