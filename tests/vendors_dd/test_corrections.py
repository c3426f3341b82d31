"""Is an answer the subcontractor's own for good? What we hold stands beside it, signed, and counts only where it says so."""

import inspect

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.urls import reverse

from core import clock, notices
from core.database import context
from core.database.roles import PORTAL, STAFF
from core.models import Event, Notice
from core.refusals import NotAllowed, NotNow
from core.web.viewer import form_token
from tests import make, make_dd
from vendors import answers_given, answers_weighed, questionnaire_engine
from vendors.actions import answers, corrections, questionnaires
from vendors.models import Answer, AnswerFile, Assessment, Correction, Submission
from vendors.panels import outcome

pytestmark = pytest.mark.django_db
TIES, CLAIMS, OWNERS = "his-competitors", "his-claims", "his-owners"
OWN = ("question", "value", "comment", "saved_at", "saved_by", "saved_from", "confirmed_from")


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
    return questionnaires.submit(sent, by=make.as_person(contact), at=clock.now()).assessment


def correct(
    sent, by, key=TIES, value="shared", *, counts=False, because="Their site names the same people"
) -> Correction:
    return corrections.make(sent, key, value=value, counts=counts, because=because, by=by, at=clock.now())


def comment(row, contact, answer="disagree", because="They left in May"):
    return corrections.comment(row, answer=answer, because=because, by=make.as_person(contact), at=clock.now())


def given(sent) -> tuple:
    """Everything that the firm has said: the answers with their files, and what was sealed."""
    files = (
        AnswerFile.objects.filter(answer__assessment=sent).order_by("pk").values_list("answer", "stored", "added_at")
    )
    rows = sent.answers.order_by("pk").values_list(*OWN)
    return list(rows), list(files), list(Submission.objects.filter(assessment=sent).values_list("digest", "content"))


def client(user) -> Client:
    found = Client()
    found.force_login(user)
    return found


def percent(sent):
    rows = answers_given.rows(sent)
    return questionnaire_engine.result(sent.questions, answers_given.weighed(sent, rows)).percent


class TestAnAnswer:
    def test_is_changed_by_no_deed_of_ours(self, submitted, contact, analyst):
        before, at = given(submitted), clock.now()
        first = correct(submitted, analyst, counts=True)
        correct(submitted, analyst, OWNERS, value=None, because="The register names one more")
        corrections.take_back(first, because="A slip", by=analyst, at=at)
        questionnaires.judge(submitted, TIES, verdict="clarify", note="Who?", by=analyst, at=at)
        questionnaires.send_back(submitted, due_on=make_dd.days(5), by=analyst, at=at)
        assert given(submitted) == before
        questionnaires.withdraw(submitted, because="No longer", by=make.officer(), at=at)
        assert given(submitted) == before

    def test_is_as_it_was_once_it_is_accepted(self, submitted, analyst):
        before = given(submitted)
        correct(submitted, analyst, counts=True)
        questionnaires.accept(submitted, because="Read", by=make_dd.analyst("Somebody Else"), at=clock.now())
        assert given(submitted) == before

    def test_is_written_by_nobody_of_ours_through_the_actions_that_write_answers(self, submitted, contact, analyst):
        sent, at, before = submitted, clock.now(), given(submitted)
        link = AnswerFile.objects.filter(answer__assessment=sent).first()
        deeds = {
            answers.save: lambda: answers.save(sent, TIES, value="shared", by=analyst, at=at),
            answers.confirm: lambda: answers.confirm(sent, [TIES], by=analyst, at=at),
            answers.attach: lambda: answers.attach(sent, TIES, make_dd.PDF, name="a.pdf", by=analyst, at=at),
            answers.reuse: lambda: answers.reuse(sent, TIES, link.stored, by=analyst, at=at),
            answers.detach: lambda: answers.detach(link, by=analyst, at=at),
            answers.open_for_writing: lambda: answers.open_for_writing(sent, TIES, analyst, at),
        }
        public = [each for name, each in inspect.getmembers(answers, inspect.isfunction) if not name.startswith("_")]
        assert {each for each in public if each.__module__ == answers.__name__} == set(deeds)
        for deed in deeds.values():
            with pytest.raises(NotAllowed):
                deed()
        assert given(sent) == before

    @pytest.mark.parametrize("role", [STAFF, PORTAL])
    @pytest.mark.parametrize(
        "statement",
        ["update {0} set value = '\"walled\"'", "update {0} set comment = 'ours'", "update {0} set saved_at = saved_at + interval '1 day'", "delete from {0}"],
    )  # fmt: skip
    def test_that_was_sent_is_kept_by_the_table_in_whosever_hands(self, submitted, role, statement):
        vendor = submitted.vendor_id if role == PORTAL else None
        with (
            context.role(role, vendor=vendor),
            pytest.raises(IntegrityError, match="as it was sent"),
            transaction.atomic(),
        ):
            connection.cursor().execute(statement.format(Answer._meta.db_table))
        assert Answer.objects.filter(assessment=submitted).update(verdict_note="Read") > 0


class TestACorrection:
    def test_stands_beside_the_answer_with_name_moment_and_reason(self, submitted, analyst):
        row = correct(submitted, analyst)
        assert (row.made_by_name, row.value, row.answered) == (analyst.label, "shared", "no")
        page = client(analyst.user).get(reverse("assessment", args=[submitted.pk])).content.decode()
        assert all(words in page for words in (row.because, "Does not count", "Should say:", analyst.label))

    def test_counts_only_where_it_says_so(self, submitted, analyst):
        before = percent(submitted)
        correct(submitted, analyst, because="Beside it only")
        assert percent(submitted) == before and not outcome.of(submitted)["corrected"]
        correct(submitted, analyst, counts=True)
        assert percent(submitted) < before
        assert [each["key"] for each in outcome.of(submitted)["corrected"]] == [TIES]
        assert TIES in [each["id"] for each in answers_weighed.of(submitted).flagged]
        accepted = questionnaires.accept(submitted, because="Read", by=make_dd.analyst("Somebody Else"), at=clock.now())
        assert accepted.percent == percent(submitted)
        assert Event.objects.get(name="questionnaire.accepted").detail.data["corrected"] == [TIES]

    def test_is_not_accepted_by_whoever_made_it(self, submitted, analyst):
        row = correct(submitted, analyst, counts=True)
        where = reverse("assessment_acceptance", args=[submitted.pk])
        page = client(analyst.user).get(reverse("assessment", args=[submitted.pk])).content.decode()
        assert "A correction of yours counts here" in page and "Somebody else has to accept" in page
        assert client(analyst.user).post(where, {"because": "Read"}).status_code == 403
        with pytest.raises(NotAllowed, match="A correction of yours counts here"):
            questionnaires.accept(submitted, because="Read", by=analyst, at=clock.now())
        corrections.take_back(row, because="A slip", by=analyst, at=clock.now())
        assert client(analyst.user).post(where, {"because": "Read"}).status_code == 302

    def test_is_accepted_by_whoever_made_one_that_counts_no_more_or_stands_beside(self, submitted, analyst):
        correct(submitted, analyst, because="Beside it only")
        correct(submitted, analyst, counts=True)
        correct(submitted, make_dd.analyst("Somebody Else"), because="Newer", counts=True)
        assert questionnaires.accept(submitted, because="Read", by=analyst, at=clock.now()).status == "accepted"

    def test_hides_no_risk_that_was_answered(self, contact, analyst):
        sent = questionnaires.send(contact.vendor, due_on=make_dd.days(14), by=make.officer(), at=clock.now())
        make_dd.answer_everything(sent, contact)
        sent.answers.filter(question=TIES).update(value="shared")
        submitted = questionnaires.submit(sent, by=make.as_person(contact), at=clock.now()).assessment
        correct(submitted, analyst, value="no", counts=True)
        assert TIES in [each["id"] for each in answers_weighed.of(submitted).flagged]

    def test_counts_no_longer_once_it_is_taken_back(self, submitted, analyst):
        before = percent(submitted)
        row = correct(submitted, analyst, counts=True)
        where = reverse("assessment_correction_removal", args=[submitted.pk, row.pk])
        assert client(analyst.user).post(where, {"because": "A slip"}).status_code == 302
        assert percent(submitted) == before
        again = corrections.take_back(row, because="Another", by=analyst, at=clock.now())
        assert again.taken_back_because == "A slip"

    def test_says_nothing_of_an_answer_that_was_changed_after_it(self, submitted, contact, analyst):
        at, by = clock.now(), make.as_person(contact)
        correct(submitted, analyst, counts=True)
        questionnaires.judge(submitted, TIES, verdict="clarify", note="Who?", by=analyst, at=at)
        questionnaires.send_back(submitted, due_on=make_dd.days(5), by=analyst, at=at)
        answers.save(submitted, TIES, value="walled", by=by, at=clock.now() + make_dd.datetime.timedelta(minutes=1))
        submitted.refresh_from_db()
        assert not outcome.of(submitted)["corrected"]
        with pytest.raises(NotNow, match="not with us"):
            correct(submitted, analyst)

    def test_after_acceptance_can_only_stand_beside(self, submitted, analyst):
        row = correct(submitted, analyst, counts=True)
        questionnaires.accept(submitted, because="Read", by=make_dd.analyst("Somebody Else"), at=clock.now())
        submitted.refresh_from_db()
        with pytest.raises(NotNow, match="what they amount to stays"):
            correct(submitted, analyst, value="unsure", counts=True)
        with pytest.raises(NotNow, match="accepted with this correction"):
            corrections.take_back(row, because="A slip", by=analyst, at=clock.now())
        assert correct(submitted, analyst, value="unsure").value == "unsure"

    def test_is_made_once_at_a_second_press_and_by_nobody_without_the_right(self, submitted, analyst):
        assert correct(submitted, analyst) == correct(submitted, analyst)
        assert Event.objects.filter(name="questionnaire.corrected").count() == 1
        with pytest.raises(NotAllowed):
            correct(submitted, make.staff_member("reader"))

    def test_is_not_made_of_an_answer_that_its_page_did_not_show(self, submitted, analyst):
        with pytest.raises(NotNow, match="meanwhile"):
            corrections.make(submitted, TIES, because="No", seen="2020-01-01", by=analyst, at=clock.now())


class TestTheForm:
    def post(self, submitted, analyst, key=TIES, **said):
        where = reverse("assessment_correction", args=[submitted.pk, key])
        assert client(analyst.user).get(where).status_code == 200
        return client(analyst.user).post(where, said)

    def test_keeps_a_note_in_words_alone(self, submitted, analyst):
        assert self.post(submitted, analyst, because="Seen in May").status_code == 302
        row = Correction.objects.get()
        assert (row.value, row.counts, row.because) == (None, False, "Seen in May")

    def test_keeps_another_value_that_counts(self, submitted, analyst):
        said = {"value": "shared", "counts": "on", "because": "Same people"}
        assert self.post(submitted, analyst, **said).status_code == 302
        assert Correction.objects.get().counts

    @pytest.mark.parametrize(
        ("said", "field"),
        [
            ({"value": "shared"}, "because"),
            ({"value": "no", "because": "So"}, "value"),
            ({"counts": "on", "because": "So"}, "value"),
            ({"value": "elsewhere", "because": "So"}, "value"),
        ],
    )
    def test_says_what_is_missing(self, submitted, analyst, said, field):
        page = self.post(submitted, analyst, **said)
        assert page.status_code == 422 and field in page.context["form"].errors
        assert not Correction.objects.exists()

    def test_takes_words_for_a_table(self, submitted, analyst):
        assert self.post(submitted, analyst, OWNERS, because="One is missing").status_code == 302


class TestTheSubcontractor:
    def door(self, contact, row, **said):
        where = reverse("portal_correction", args=[row.pk])
        if not said:
            return client(contact.user).get(where)
        return client(contact.user).post(where, {**said, "as_person": form_token(make.as_person(contact))})

    def test_reads_it_where_the_answers_stand(self, submitted, contact, analyst):
        row = correct(submitted, analyst, counts=True)
        page = client(contact.user).get(reverse("portal_questionnaire_answers", args=[submitted.pk])).content.decode()
        assert row.because in page and "Weighed instead of your answer" in page
        assert reverse("portal_correction", args=[row.pk]) in page
        assert row.because in self.door(contact, row).content.decode()

    def test_hears_of_it(self, submitted, contact, analyst):
        correct(submitted, analyst)
        event = Event.objects.get(name="questionnaire.corrected")
        notices.tell(event.pk, at=clock.now(), by=make.CLOCK)
        assert Notice.objects.filter(user=contact.user, event__name="questionnaire.corrected").count() == 1

    def test_agrees_or_disagrees_because(self, submitted, contact, analyst):
        row = correct(submitted, analyst)
        assert self.door(contact, row, answer="disagree").status_code == 422
        assert self.door(contact, row, answer="disagree", because="They left").status_code == 302
        assert self.door(contact, row, answer="disagree", because="They left").status_code == 302
        assert self.door(contact, row, answer="agree", because="We looked again").status_code == 302
        assert [each.answer for each in row.comments.all()] == ["disagree", "agree"]
        page = client(analyst.user).get(reverse("assessment", args=[submitted.pk])).content.decode()
        assert "They left" in page and "We looked again" in page

    def test_has_nothing_to_say_once_it_is_taken_back(self, submitted, contact, analyst):
        row = correct(submitted, analyst)
        comment(row, contact)
        corrections.take_back(row, because="A slip", by=analyst, at=clock.now())
        assert "We took this back" in self.door(contact, row).content.decode()
        with pytest.raises(NotNow, match="took this back"):
            comment(row, contact, because="Another word")

    def test_of_another_firm_finds_nothing(self, submitted, contact, analyst):
        row, other = correct(submitted, analyst), make.contact(make.vendor("Kestrel"))
        assert self.door(other, row).status_code == 404
        assert self.door(make.person(contact.vendor, "Worker"), row).status_code == 404
        with pytest.raises(NotAllowed):
            comment(row, other)
