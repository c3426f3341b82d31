"""Does a report open a case at once, with the holds of the playbook, seen by those who need to know?"""

import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, IntegrityError, transaction

from core import clock
from core.database import context
from core.database.roles import PORTAL
from core.models import Event
from core.refusals import NotAllowed, NotNow
from incidents.actions import cases, containment, entries, evidence
from incidents.models import Case, CaseEntry, CustodyEntry, EvidenceItem
from tests import make, make_incidents

pytestmark = pytest.mark.django_db


@pytest.fixture
def firm():
    return make.vendor()


def test_a_report_by_a_worker_opens_a_case_and_holds_those_concerned(firm):
    worker, other = make.person(firm), make.person(firm)
    make_incidents.playbook()
    with context.role(PORTAL, vendor=firm.pk, user=worker.user_id):
        case = make_incidents.case(worker, people=[other])
    hold = containment.standing(case, at=clock.now()).get()
    assert (hold.person_id, hold.asset_id) == (other.pk, None)
    assert [entry.kind for entry in case.entries.all()] == ["report", "hold"]
    assert case.severity == "S2"
    assert Event.objects.about(hold).get().cause.name == "incident.reported"


def test_not_sure_holds_nobody_until_it_is_weighed(firm):
    worker, other = make.person(firm), make.person(firm)
    case = make_incidents.case(worker, categories=(), people=[other])
    assert case.severity == "S4"
    assert not containment.standing(case, at=clock.now()).exists()
    lead = make_incidents.investigator()
    cases.weigh(case, categories=["bulk-copy"], severity="S2", because="The log shows it", by=lead, at=clock.now())
    assert containment.standing(case, at=clock.now()).get().person_id == other.pk


def test_a_firm_wide_category_holds_the_firm(firm):
    case = make_incidents.case(make.person(firm), categories=("unknown-tier",))
    hold = containment.standing(case, at=clock.now()).get()
    assert (hold.vendor_id, hold.person_id, hold.asset_id) == (firm.pk, None, None)


def test_a_second_press_opens_no_second_case(firm):
    worker = make.person(firm)
    assert make_incidents.case(worker) == make_incidents.case(worker)
    assert make_incidents.case(worker, what="Something else") != make_incidents.case(worker)
    assert Case.objects.count() == 2


def test_an_unknown_category_is_refused(firm):
    with pytest.raises(NotNow):
        make_incidents.case(make.person(firm), categories=("made-up",))


def test_nobody_of_another_firm_reports_for_this_one(firm):
    stranger = make.person(make.vendor())
    with pytest.raises(NotAllowed):
        make_incidents.case(make.person(firm), by=make.as_person(stranger))


def test_need_to_know(firm):
    worker, contact = make.person(firm), make.contact(firm)
    case = make_incidents.case(worker)
    lead, reader = make_incidents.investigator(), make.staff_member("auditor")
    assert Case.objects.visible_to(make.as_person(worker)).get() == case
    assert Case.objects.visible_to(lead).get() == case
    for blind in (make.as_person(contact), reader, make.as_person(make.person(make.vendor()))):
        assert not Case.objects.visible_to(blind).exists()
    cases.let_in(case, reader.user, by=lead, at=clock.now())
    assert Case.objects.visible_to(reader).get() == case


def test_the_portals_role_sees_what_its_own_account_wrote_and_nothing_else(firm):
    worker, contact = make.person(firm), make.contact(firm)
    case = make_incidents.case(worker)
    entries.add(case, kind="note", text="We suspect the contact", by=make_incidents.investigator(), at=clock.now())
    with context.role(PORTAL, vendor=firm.pk, user=contact.user_id):
        assert not Case.objects.exists()
        assert not CaseEntry.objects.exists()
    with context.role(PORTAL, vendor=firm.pk, user=worker.user_id):
        assert [entry.kind for entry in CaseEntry.objects.all()] == ["report"]


def test_a_correction_stands_beside_what_it_corrects(firm):
    case, lead = make_incidents.case(make.person(firm)), make_incidents.investigator()
    wrong = entries.add(case, kind="fact", text="The laptop was encrypted", by=lead, at=clock.now())
    right = entries.correct(
        wrong, text="The laptop was not encrypted", because="The inventory says so", by=lead, at=clock.now()
    )
    assert (right.corrects, wrong.corrected_by) == (wrong, right)
    with pytest.raises(NotNow):
        entries.correct(wrong, text="Perhaps", because="Doubt", by=lead, at=clock.now())
    with pytest.raises(NotNow):
        entries.add(
            case,
            kind="fact",
            text="Will happen",
            by=lead,
            at=clock.now(),
            happened_at=clock.now() + datetime.timedelta(hours=1),
        )


def test_nothing_of_a_timeline_evidence_or_custody_changes(firm):
    case, lead = make_incidents.case(make.person(firm)), make_incidents.investigator()
    item = taken_in(case, lead)
    for rows in (
        CaseEntry.objects.filter(case=case),
        EvidenceItem.objects.filter(pk=item.pk),
        CustodyEntry.objects.filter(item=item),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            rows.update(vendor=firm)
        with pytest.raises(DatabaseError), transaction.atomic():
            rows._raw_delete(rows.db)


def taken_in(case, lead, **values):
    upload = SimpleUploadedFile("log.txt", b"02:14 copy of 212 drawings")
    values = {
        "title": "Server log",
        "method": "system-export",
        "source": "File server",
        "acquired_at": clock.now(),
        "acquired_by": "B. Ito",
        "upload": upload,
        **values,
    }
    return evidence.take_in(case, by=lead, at=clock.now(), **values)


def test_evidence_is_hashed_twice_and_every_hand_is_written_down(firm):
    case, lead = make_incidents.case(make.person(firm)), make_incidents.investigator()
    item = taken_in(case, lead)
    assert (len(item.sha256), len(item.sha512)) == (64, 128)
    evidence.hand_over(
        item, released_by="B. Ito", received_by="C. Ode", purpose="To examine", place="Safe 2", by=lead, at=clock.now()
    )
    evidence.record_view(item, by=lead, at=clock.now())
    evidence.export(item, purpose="For counsel", by=lead, at=clock.now())
    assert evidence.compare(item, by=lead, at=clock.now()).is_intact
    assert [line.deed for line in item.custody.all()] == ["intake", "transfer", "view", "export", "check"]
    assert evidence.where_it_is(item).place == "Safe 2"


def test_a_changed_file_is_found(firm, settings):
    from django.core.files.storage import default_storage

    case, lead = make_incidents.case(make.person(firm)), make_incidents.investigator()
    item = taken_in(case, lead)
    path = default_storage.path(item.file.storage_name)
    with open(path, "r+b") as sealed:
        sealed.seek(-1, 2)
        last = sealed.read(1)
        sealed.seek(-1, 2)
        sealed.write(bytes([last[0] ^ 1]))
    assert evidence.compare(item, by=lead, at=clock.now()).is_intact is False


def test_only_an_investigator_handles_evidence(firm):
    case = make_incidents.case(make.person(firm))
    with pytest.raises(NotAllowed):
        taken_in(case, make.officer())
    with pytest.raises(NotNow):
        taken_in(case, make_incidents.investigator(), upload=None)


@pytest.mark.parametrize(
    ("named", "values"),
    [
        ("a_transfer_names_both_hands_and_the_purpose", {"deed": "transfer", "released_by": "A"}),
        ("a_copy_has_a_purpose", {"deed": "export"}),
        ("only_a_comparison_says_whether_it_is_intact", {"deed": "check"}),
    ],
)
def test_the_database_refuses_a_line_of_custody_that_says_too_little(firm, named, values):
    case, lead = make_incidents.case(make.person(firm)), make_incidents.investigator()
    item = taken_in(case, lead)
    with pytest.raises(IntegrityError, match=named), transaction.atomic():
        CustodyEntry.objects.create(vendor=firm, item=item, at=clock.now(), by=lead.user, by_name="x", **values)


def test_a_case_closes_only_when_its_holds_are_lifted(firm):
    case, lead = make_incidents.case(make.person(firm), people=[make.person(firm)]), make_incidents.investigator()
    cases.contain(case, because="Account closed", by=lead, at=clock.now())
    with pytest.raises(NotNow):
        cases.close(case, conclusion="A mistake", by=lead, at=clock.now())
    containment.lift_holds(case, because="Cleared", by=lead, at=clock.now())
    assert not containment.standing(case, at=clock.now()).exists()
    assert cases.close(case, conclusion="A mistake", by=lead, at=clock.now()).status == "closed"
    with pytest.raises(NotNow):
        entries.add(case, kind="note", text="One more thing", by=lead, at=clock.now())
    assert cases.reopen(case, because="New facts", by=lead, at=clock.now()).status == "open"
