"""Does a firm see how it stands, and is an objection answered by somebody who did not decide?"""

import datetime

import pytest
from django.db import ProgrammingError, connection, transaction
from django.test.utils import CaptureQueriesContext

from access import own_standing
from access.actions import holds, objections
from access.deadlines import objections as deadlines
from access.models import Objection, ObjectionAnswer
from access.panels.objections import desk_tasks
from access.policies import objections as policy
from core import clock, files
from core.models import Event
from core.refusals import NotAllowed, NotNow
from core.web.viewer import form_token
from tests import make, make_dd
from vendors.actions import certificates, evidence, screenings, vendors

pytestmark = pytest.mark.django_db


@pytest.fixture
def contact():
    return make.contact(make.vendor("Cedar", status="active"))


def lodge(contact, kind="decision", about_id=None, text="That is not so", **more):
    by = make.as_person(contact)
    return objections.lodge(kind, about_id or contact.vendor_id, text=text, by=by, at=clock.now(), **more)


def rejected(contact, by):
    return evidence.reject(make_dd.certificate(contact), because="Unreadable", by=by, at=clock.now())


def lines(contact) -> dict:
    return {line.kind: line for line in own_standing.lines(make.as_person(contact), clock.now())}


def test_a_firm_reads_its_state_and_the_reasons_of_each_no(contact):
    by = make.officer()
    row = rejected(contact, by)
    holds.place(
        vendor=contact.vendor, source=contact.vendor, because="Secret", told_as="Papers lack", by=by, at=clock.now()
    )
    found = lines(contact)
    assert found["decision"].state["text"] == "Approved"
    assert found["certificate"].about_id == row.pk and found["certificate"].reason == "Unreadable"
    assert "Papers lack" in found["hold"].reason and "Secret" not in found["hold"].words


def test_who_is_no_contact_reads_none_of_it(contact):
    worker = make.person(contact.vendor)
    assert own_standing.lines(make.as_person(worker), clock.now()) == []
    with pytest.raises(NotAllowed):
        lodge(worker)


def test_another_firms_line_cannot_be_objected_to(contact):
    other = make.contact(make.vendor(status="active"))
    with pytest.raises(NotNow):
        lodge(contact, about_id=other.vendor_id)
    with pytest.raises(NotNow):
        lodge(contact, "certificate", rejected(other, make.officer()).pk)


def test_what_was_accepted_is_no_matter_for_an_objection(contact):
    row = certificates.accept(make_dd.certificate(contact), because="Seen", by=make.officer(), at=clock.now())
    with pytest.raises(NotNow):
        lodge(contact, "certificate", row.pk)


def test_the_same_objection_twice_is_one_and_another_waits_for_its_answer(contact):
    made = lodge(contact)
    assert lodge(contact) == made
    with pytest.raises(NotNow):
        lodge(contact, text="And another thing")
    assert Event.objects.filter(name="objection.lodged").count() == 1
    objections.answer(made, "dismissed", because="It is so", by=make.officer(), at=clock.now())
    assert lodge(contact, text="And another thing").number == 2


def test_a_refused_file_leaves_nothing(contact):
    with pytest.raises(files.FileRefused), transaction.atomic():
        lodge(contact, source=b"MZ not a document", name="proof.exe")
    assert not Event.objects.filter(name="objection.lodged").exists()


@pytest.mark.parametrize("kind", ["certificate", "hold", "decision"])
def test_who_took_the_decision_does_not_answer(contact, kind):
    taker, other = make.officer("Taker"), make.officer("Other")
    about = {
        "certificate": lambda: rejected(contact, taker).pk,
        "hold": lambda: (
            holds.place(
                vendor=contact.vendor, source=contact.vendor, because="x", told_as="y", by=taker, at=clock.now()
            ).pk
        ),
        "decision": lambda: vendors.move(contact.vendor, "restricted", by=taker, at=clock.now(), because="Late").pk,
    }[kind]()
    made = lodge(contact, kind, about)
    with pytest.raises(NotAllowed, match="You took the decision"):
        objections.answer(made, "dismissed", because="It is so", by=taker, at=clock.now())
    assert objections.answer(made, "upheld", because="Right", by=other, at=clock.now()).given_by == other.user


def test_the_decider_of_a_condition_does_not_answer(contact):
    analyst, approver = make_dd.analyst(), make.staff_member("approver")
    made = make_dd.screening(contact.vendor, by=analyst)
    screenings.hand_in(made, summary="Sound", by=analyst, at=clock.now())
    term = {"text": "Lock the hall", "due_on": make_dd.days(30), "owner": approver.user, "is_theirs": True}
    said = {"because": "Mostly", "conditions": [term], "by": approver, "at": clock.now()}
    screenings.decide(made, "approve_with_conditions", **said)
    objection = lodge(contact, "condition", made.conditions.get().pk)
    assert policy.takers(objection) == {approver.id}


def test_today_asks_once_however_many_objections_wait():
    taker, other = make.officer("Taker"), make.officer("Other")
    for name in ("Cedar", "Birch", "Alder"):
        contact = make.contact(make.vendor(name, status="active"))
        lodge(contact, "certificate", rejected(contact, taker).pk)
        lodge(contact)
    at = clock.now()
    with CaptureQueriesContext(connection) as asked:
        assert len(desk_tasks(other, at)) == 6
    assert len([each for each in asked if "core_organisation" not in each["sql"]]) == 1
    assert len(desk_tasks(taker, clock.now())) == 3
    for row in policy.with_takers(Objection.objects.all()):
        assert policy.takers(row) == policy.takers(Objection.objects.get(pk=row.pk)) != set()
        assert policy.can_answer(taker, row) is (taker.id not in policy.takers(row))


def test_an_answer_is_given_once_and_changes_nothing_else(contact):
    row = rejected(contact, make.officer("Taker"))
    made, by = lodge(contact, "certificate", row.pk), make.officer("Other")
    first = objections.answer(made, "upheld", because="Right", by=by, at=clock.now())
    assert objections.answer(made, "upheld", because="Right", by=by, at=clock.now()) == first
    with pytest.raises(NotNow):
        objections.answer(made, "dismissed", because="No", by=make.officer(), at=clock.now())
    row.refresh_from_db()
    assert row.status == "rejected" and ObjectionAnswer.objects.count() == 1


def test_nobody_may_change_what_was_said(contact):
    made = lodge(contact)
    with pytest.raises(ProgrammingError), transaction.atomic():
        type(made).objects.filter(pk=made.pk).update(text="Something else")


def test_an_objection_without_an_answer_is_reminded_of_and_goes_up(contact):
    owner = make.officer("Keeper").user
    contact.vendor.owner = owner
    contact.vendor.save(update_fields=["owner"])
    taker = make.officer("Taker")
    vendors.move(contact.vendor, "restricted", by=taker, at=clock.now(), because="Late")
    made = lodge(contact)
    later = clock.now() + datetime.timedelta(days=objections.DAYS)
    due, late = deadlines(later)
    assert taker.id not in due.users and owner.pk in due.users and late.users == (owner.pk,)
    objections.answer(made, "dismissed", because="It is so", by=make.officer(), at=clock.now())
    assert list(deadlines(later)) == []


def test_a_contact_objects_on_the_page_and_reads_the_reasons(contact, client):
    row = rejected(contact, make.officer("Taker"))
    client.force_login(contact.user)
    page = client.get("/portal/standing/").content.decode()
    assert "Unreadable" in page and f"/portal/standing/certificate/{row.pk}/objection/" in page
    token = {"as_person": form_token(make.as_person(contact))}
    where = f"/portal/standing/certificate/{row.pk}/objection/"
    assert client.post(where, {"text": "", **token}).status_code == 422
    sent = client.post(where, {"text": "The number is ours", **token})
    assert sent.status_code == 302
    assert "The number is ours" in client.get(sent.url).content.decode()


def test_staff_answer_on_the_page_with_reasons(contact, client):
    made, officer = lodge(contact), make.officer("Other")
    client.force_login(officer.user)
    assert client.post(f"/desk/objections/{made.pk}/", {"answer": "upheld", "because": ""}).status_code == 422
    assert client.post(f"/desk/objections/{made.pk}/", {"answer": "upheld", "because": "Right"}).status_code == 302
    client.force_login(contact.user)
    read = client.get(f"/portal/objections/{made.pk}/").content.decode()
    assert "Upheld" in read and "Right" in read
    assert "Read the answer to your objection" in client.get("/portal/").content.decode()
