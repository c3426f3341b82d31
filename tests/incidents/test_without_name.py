"""Does a report without a name open a case that names nobody, holds nobody, and lets its reporter and us talk?"""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction

from core import clock, events, files
from core.actors import ANONYMOUS
from core.database import context
from core.database.roles import GATE
from core.models import Event
from core.refusals import NotAllowed, NotNow
from incidents import receipts
from incidents.actions import anonymous, cases, containment, entries, evidence
from incidents.models import Case
from tests import make, make_access, make_incidents

pytestmark = pytest.mark.django_db
SECRET = "the same secret"


@pytest.fixture
def case():
    return make_incidents.without_name(secret=SECRET)


def photo(content: bytes = b"what I saw", name: str = "seen.txt"):
    return SimpleUploadedFile(name, content)


def test_the_case_names_nobody_and_no_firm(case):
    assert (case.way, case.status, case.severity) == ("anonymous", "open", "S2")
    assert (case.vendor, case.reported_by, case.reporter_name, case.reach) == (None, None, "", "")
    line = case.entries.get()
    assert (line.kind, line.recorded_by, line.vendor) == ("report", None, None)


def test_the_trail_holds_nothing_by_which_the_request_could_be_found(case):
    token = events.request_id.set("a" * 32)
    make_incidents.written(case, upload=photo())
    events.request_id.reset(token)
    told = Event.objects.filter(actor_kind="anonymous").select_related("detail")
    assert {event.name for event in told} == {
        "incident.reported-anonymously", "incident.answered", "evidence.taken-in",
    }  # fmt: skip
    for event in told:
        assert (event.actor_id, event.request_id, event.vendor_id, event.door) == (None, "", None, "public")
        assert event.detail.labels["actor"] == "Anonymous reporter"


def test_what_is_kept_of_a_reporter_is_in_the_houses_language(case):
    from django.utils import translation

    with translation.override("de"), receipts.kept_in(ANONYMOUS):
        assert translation.get_language() == "en-gb"
    with translation.override("de"), receipts.kept_in(make_incidents.investigator()):
        assert translation.get_language() == "de"


def test_the_same_again_is_a_second_press(case):
    assert make_incidents.without_name(secret=SECRET) == case
    assert case.entries.count() == 1
    assert Event.objects.about(case).filter(name="incident.reported-anonymously").count() == 1


def test_other_words_under_the_same_secret_are_added_and_not_lost(case):
    for _press in range(2):
        assert make_incidents.without_name(secret=SECRET, what="In the archive, too", place="Hall 2") == case
    assert Case.objects.count() == 1
    assert sorted(line.kind for line in case.entries.all()) == ["answered", "report"]
    assert "In the archive, too\nThe lab in Cork\nHall 2" in case.entries.get(kind="answered").text


def test_an_account_cannot_report_without_its_name():
    make_incidents.playbook()
    for by in (make.officer(), make.as_person(make.person())):
        with pytest.raises(NotAllowed):
            anonymous.report(SECRET, categories=[], what="Hm", by=by, at=clock.now())


def test_it_holds_nobody_until_somebody_says_whom_it_is_about():
    firm, lead = make.vendor(status="active"), make_incidents.investigator()
    case = make_incidents.without_name(categories=("unknown-tier",))
    assert not containment.standing(case, at=clock.now()).exists()
    cases.weigh(case, categories=["unknown-tier"], severity="S1", because="It is grave", by=lead, at=clock.now())
    assert not containment.standing(case, at=clock.now()).exists()
    named = cases.name_firm(case, firm, because="Only they work in Cork", by=lead, at=clock.now())
    hold = containment.standing(case, at=clock.now()).get()
    assert (named.vendor, hold.vendor_id, hold.person_id) == (firm, firm.pk, None)
    assert Event.objects.about(hold).get().cause.name == "incident.firm-named"


def test_a_wrong_firm_can_be_put_right_until_something_hangs_on_it():
    wrong, right, lead = make.vendor(), make.vendor(), make_incidents.investigator()
    case = make_incidents.without_name(categories=())
    cases.name_firm(case, wrong, because="It sounds like them", by=lead, at=clock.now())
    case = cases.name_firm(case, right, because="The badge is of these", by=lead, at=clock.now())
    assert sorted(line.kind for line in case.entries.all()) == ["decision", "decision", "report"]
    cases.link(case, make.person(right), by=lead, at=clock.now())
    with pytest.raises(NotNow):
        cases.name_firm(case, wrong, because="After all", by=lead, at=clock.now())
    assert Case.objects.get(pk=case.pk).vendor == right


def test_a_firm_whose_access_it_holds_stays_until_that_is_lifted():
    lead, case = make_incidents.investigator(), make_incidents.without_name(categories=("unknown-tier",))
    cases.name_firm(case, make.vendor(), because="It sounds like them", by=lead, at=clock.now())
    with pytest.raises(NotNow):
        cases.name_firm(case, make.vendor(), because="After all", by=lead, at=clock.now())


def test_nobody_is_linked_before_the_firm_is_known(case):
    with pytest.raises(NotNow):
        cases.link(case, make.person(), by=make_incidents.investigator(), at=clock.now())
    with pytest.raises(NotNow):
        cases.link(case, make_access.asset(), by=make_incidents.investigator(), at=clock.now())


def test_the_firm_of_a_report_with_a_name_is_not_changed():
    case = make_incidents.case()
    with pytest.raises(NotNow):
        cases.name_firm(case, make.vendor(), because="Hm", by=make_incidents.investigator(), at=clock.now())
    with pytest.raises(NotAllowed):
        cases.name_firm(
            make_incidents.without_name(), make.vendor(), because="Hm", by=make.staff_member("auditor"), at=clock.now()
        )


def test_we_ask_and_the_reporter_answers(case):
    lead, at = make_incidents.investigator(), clock.now()
    asked = entries.ask(case, text="Which day was it?", by=lead, at=at)
    assert entries.ask(case, text="Which day was it?", by=lead, at=at) == asked
    for _press in range(2):
        make_incidents.written(case, "Tuesday", key="one form")
    make_incidents.written(case, "Tuesday", key="another form")
    with context.role(GATE), receipts.as_reporter(case.pk) as seen:
        talk = sorted((line["kind"], line["text"]) for line in receipts.talk(seen))
    assert talk == [("answered", "Tuesday"), ("answered", "Tuesday"), ("asked", "Which day was it?")]


def test_nobody_asks_a_reporter_who_has_a_name(case):
    with pytest.raises(NotNow):
        entries.ask(make_incidents.case(), text="Which day?", by=make_incidents.investigator(), at=clock.now())
    with pytest.raises(NotAllowed):
        entries.ask(case, text="Which day?", by=make.staff_member("auditor"), at=clock.now())


def test_what_was_said_to_the_reporter_and_by_them_is_not_corrected(case):
    lead = make_incidents.investigator()
    make_incidents.written(case)
    for line in (entries.ask(case, text="When?", by=lead, at=clock.now()), case.entries.get(kind="answered")):
        with pytest.raises(NotNow):
            entries.correct(line, text="Other words", because="Better so", by=lead, at=clock.now())


def test_a_reporter_writes_to_a_closed_case_too(case):
    cases.close(case, conclusion="Nothing in it", by=make_incidents.investigator(), at=clock.now())
    make_incidents.written(case, "There is")
    assert case.entries.filter(kind="answered", text="There is").exists()


def test_a_file_becomes_evidence_with_hashes_and_custody():
    case = make_incidents.without_name(upload=photo())
    item = case.evidence.get()
    assert (item.method, item.taken_in_by, item.vendor, item.acquired_by) == (
        "anonymous-report", None, None, "Anonymous reporter",
    )  # fmt: skip
    assert case.playbook.intake(item.method)
    assert [(line.deed, line.by, line.received_by) for line in item.custody.all()] == [
        ("intake", None, "Anonymous reporter")
    ]
    assert (item.file.created_by, item.file.vendor_id, item.file.purpose) == (None, None, "report")
    assert case.entries.filter(kind="evidence", recorded_by=None).count() == 1
    checked = evidence.compare(item, by=make_incidents.investigator(), at=clock.now())
    assert checked.is_intact and files.read(item.file) == b"what I saw"


def test_the_same_file_is_kept_once_and_another_one_beside_it():
    case = make_incidents.without_name(upload=photo())
    make_incidents.written(case, "", upload=photo())
    make_incidents.written(case, "", upload=photo(b"more of it"))
    assert case.evidence.count() == 2
    assert Event.objects.about(case).filter(name="incident.answered").count() == 1


def test_an_answer_with_a_file_that_is_refused_is_not_sent_in_half(case):
    with pytest.raises(files.FileRefused):
        make_incidents.written(case, "Here it is", upload=photo(b"MZ", "tool.exe"))
    assert not case.entries.filter(kind="answered").exists()


def test_the_table_lets_no_name_into_a_report_without_one(case):
    officer = make.officer().user
    for changes in (
        {"reported_by": officer},
        {"reach": "by telephone"},
        {"reporter_name": "Ines"},
        {"code_digest": None},
    ):
        with pytest.raises(IntegrityError) as refused, transaction.atomic():
            Case.objects.filter(pk=case.pk).update(**changes)
        assert refused.value.__cause__.diag.constraint_name == "a_report_without_a_name_names_nobody"
    other = make_incidents.case()
    for changes in ({"vendor": None}, {"reported_by": None}, {"code_digest": "0" * 64}, {"reporter_name": ""}):
        with pytest.raises(IntegrityError) as refused, transaction.atomic():
            Case.objects.filter(pk=other.pk).update(**changes)
        assert refused.value.__cause__.diag.constraint_name == "any_other_report_says_who_and_about_whom"
