"""Does a wrong or missing answer open a finding by its rule, once, and does nothing but a verification close it?"""

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from access.models import Hold
from audits.actions import answers as reaction
from audits.actions import findings
from audits.models import Finding
from core import clock, ids, notices
from core.models import Event, Notice
from tests import make, make_audits, make_dd
from vendors import answer_rules, business_days
from vendors.actions import answers, corrections, questionnaires
from vendors.actions.starter import read
from vendors.models import Assessment, Weakness
from vendors.questionnaire_engine import Given

pytestmark = pytest.mark.django_db
SHARED, KEYS, PLAN, NOTE = "tec-named-accounts", "tec-sign-in", "pro-plan", "Test benches have one account a bench"


@pytest.fixture
def contact():
    make_audits.programme()
    return make.contact(make.vendor("Brightmoor Test Lab", tier=3), "Aoife Varga")


def submitted(contact, **said) -> Assessment:
    """Answered well but for these; underscores stand for hyphens."""
    sent = questionnaires.send(contact.vendor, due_on=make_dd.days(14), by=make.officer(), at=clock.now())
    by = make.as_person(contact)
    make_dd.answer_everything(sent, contact)
    for key, value in said.items():
        answers.save(sent, key.replace("_", "-"), value=value, comment=NOTE, by=by, at=clock.now())
    return questionnaires.submit(sent, by=by, at=clock.now()).assessment


def accepted(sent) -> Assessment:
    return questionnaires.accept(sent, because="Read", by=make_dd.analyst(), at=clock.now())


def page(user, name: str, finding) -> str:
    client = Client()
    client.force_login(user)
    return client.get(reverse(name, args=[finding.pk])).content.decode()


class TestAFinding:
    def test_opens_for_an_answer_that_its_rule_calls_wrong(self, contact):
        sent = submitted(contact, tec_named_accounts="shared")
        assert not Finding.objects.exists()
        accepted(sent)
        finding = Finding.objects.get()
        today = business_days.day_of(clock.now())
        assert (finding.question, finding.severity, finding.kind) == (SHARED, "medium", "minor")
        assert (finding.due_on - today).days == 60 and (finding.plan_due_on - today).days == 14
        assert finding.title == "Accounts are shared" and finding.seen == "No, some are shared"
        event = Event.objects.get(name="finding.recorded")
        assert event.cause.name == "questionnaire.accepted" and event.detail.data["source"] == "answer"
        assert Weakness.objects.current().get().title == finding.title

    def test_opens_for_none_of_the_good_answers(self, contact):
        accepted(submitted(contact))
        assert not Finding.objects.exists()

    def test_opens_once_a_question_and_submission_however_often_it_is_told(self, contact):
        sent = accepted(submitted(contact, tec_named_accounts="shared", pro_plan="untested"))
        event = Event.objects.get(name="questionnaire.accepted")
        reaction.after_acceptance(event=event, subject=sent, by=make_dd.analyst(), at=clock.now())
        accepted(sent)
        assert sorted(Finding.objects.values_list("question", flat=True)) == [PLAN, SHARED]

    def test_of_one_answer_is_kept_single_by_the_table(self, contact):
        accepted(submitted(contact, tec_named_accounts="shared"))
        finding = Finding.objects.get()
        finding.pk, finding.reference, finding._state.adding = ids.new(), "FND-X", True
        with pytest.raises(IntegrityError, match="an_answer_opens_one_finding"), transaction.atomic():
            finding.save()
        finding.question = ""
        with pytest.raises(IntegrityError, match="a_finding_comes_from_an_audit_or_an_answer"), transaction.atomic():
            finding.save()

    def test_goes_by_our_correction_only_where_it_counts(self, contact):
        sent, analyst, at = submitted(contact), make_dd.analyst(), clock.now()
        said = {"value": "shared", "because": "Seen at the visit", "by": analyst, "at": at}
        corrections.make(sent, SHARED, **said)
        corrections.make(sent, PLAN, **{**said, "value": "untested", "counts": True})
        accepted(sent)
        assert Finding.objects.get().question == PLAN

    def test_that_is_major_closes_access_until_it_is_settled(self, contact):
        accepted(submitted(contact, tec_sign_in="password"))
        finding = Finding.objects.get()
        assert finding.kind == "major" and Hold.objects.get().vendor_id == contact.vendor_id

    def test_shows_question_answer_evidence_comment_and_what_stands_beside(self, contact):
        sent = submitted(contact, tec_sign_in="codes", tec_named_accounts="shared")
        answers_file = sent.answers.get(question=KEYS).files.first()
        accepted(sent)
        finding = Finding.objects.get()
        row = corrections.make(sent, SHARED, because="The list shows four", by=make_dd.analyst(), at=clock.now())
        corrections.comment(row, answer="agree", because="We split them", by=make.as_person(contact), at=clock.now())
        for user, name in [(make_audits.auditor().user, "finding"), (contact.user, "portal_finding")]:
            text = page(user, name, finding)
            told = [
                sent.question(SHARED)["text"].replace("'", "&#x27;"),
                "No, some are shared",
                NOTE,
                "The list shows four",
            ]
            assert all(words in text for words in told)
        assert "We split them" in page(make_audits.auditor().user, "finding", finding)
        assert answers_file is not None

    def test_stays_open_when_the_answer_is_put_right_later(self, contact):
        accepted(submitted(contact, tec_named_accounts="shared"))
        finding = Finding.objects.get()
        later = clock.now() + make_dd.datetime.timedelta(days=1)
        sent = questionnaires.send(contact.vendor, due_on=make_dd.days(30), by=make.officer(), at=later)
        make_dd.answer_everything(sent, contact)
        questionnaires.submit(sent, by=make.as_person(contact), at=later)
        accepted(sent)
        finding.refresh_from_db()
        assert finding.status == "open" and Finding.objects.count() == 1
        assert "Answered otherwise since" in page(make_audits.auditor().user, "finding", finding)
        assert "You have answered otherwise since" in page(contact.user, "portal_finding", finding)

    def test_is_put_right_as_every_finding_is_and_may_open_again_with_the_days_of_its_rule(self, contact):
        accepted(submitted(contact, tec_named_accounts="shared"))
        by, finding = make.as_person(contact), Finding.objects.get()
        shown = make_audits.with_evidence(finding, by, accepted_by=make_audits.auditor("Aino"))
        done = findings.verify(shown, because="Seen", by=make_audits.auditor("Ben"), at=clock.now())
        later = clock.now() + make_dd.datetime.timedelta(days=100)
        again = findings.reopen(done, because="Shared again", by=make_audits.auditor("Aino"), at=later)
        assert (again.status, (again.due_on - business_days.day_of(later)).days) == ("open", 60)

    def test_is_told_to_the_contact_in_its_own_words(self, contact):
        accepted(submitted(contact, tec_named_accounts="shared"))
        event = Event.objects.get(name="finding.recorded")
        notices.tell(event.pk, at=clock.now(), by=None)
        titles = list(Notice.objects.filter(user=contact.user, event=event).values_list("title", flat=True))
        assert titles == ["An answer to put right: Accounts are shared"]

    def test_is_seen_by_no_other_firm_and_no_worker(self, contact):
        accepted(submitted(contact, tec_named_accounts="shared"))
        finding = Finding.objects.get()
        for other in (make.contact(make.vendor("Kestrel")), make.person(contact.vendor, "Worker")):
            client = Client()
            client.force_login(other.user)
            assert client.get(reverse("portal_finding", args=[finding.pk])).status_code == 404


class TestRules:
    def found(self, key: str, given) -> list[str]:
        asked = next(each for each in read("questionnaire")["questions"] if each["id"] == key)
        return [rule["words"] for _question, rule in answer_rules.due([asked], {key: given} if given else {})]

    def test_call_a_number_wrong_from_one_side_or_the_other(self):
        assert self.found("pro-notice", Given("73")) and not self.found("pro-notice", Given("72"))
        assert self.found("tec-logs", Given("89")) and not self.found("tec-logs", Given("90"))

    def test_call_an_answer_missing_that_need_not_be_given(self):
        assert self.found("sub-services", None) and not self.found(
            "sub-services", Given([{"service": "None", "region": "x", "holds": "x", "administers": "no"}])
        )

    def test_say_nothing_of_an_answer_that_is_not_there(self):
        assert not self.found("pro-notice", None)

    @pytest.mark.parametrize(
        "asked",
        [each for each in read("questionnaire")["questions"] if "findings" in each],
        ids=lambda each: each["id"],
    )
    def test_of_the_starter_content_fit_their_questions_and_the_programme(self, asked):
        options = {option["id"] for option in asked.get("options", [])}
        for rule in asked["findings"]:
            assert set(rule.get("when", [])) <= options and len({"when", "over", "up_to", "missing"} & set(rule)) == 1
            assert (
                rule["severity"] in reaction.KINDS
                and 0 < rule["plan_days"] < rule["days"]
                and len(rule["words"]) <= 160
            )
