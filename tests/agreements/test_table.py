"""Who has a seat at the table of a paper, and is each asked in turn?"""

import pytest
from django.db import DatabaseError, connection, transaction
from django.urls import reverse

from agreements import table
from agreements.actions import papers as sealing
from agreements.actions import signatures
from agreements.models import APPROVER, COMPANY, RECIPIENT, SUBCONTRACTOR, WITNESS, BindingFact, Seat
from agreements.panels import agreements as panels
from core import clock, notices
from core.models import Event, Notice
from core.refusals import NotAllowed, NotNow
from tests import make
from tests import make_agreements as papers
from tests.agreements.test_pages import enter, post
from vendors.actions import people

pytestmark = pytest.mark.django_db


class Cast:
    def __init__(self):
        self.firm = make.vendor("Corrib Test Works")
        self.nora, self.ida = (make.person(self.firm, name, is_signatory=True) for name in ("Nora Byrne", "Ida Roth"))
        self.lea, self.jon = papers.counsel(), papers.counsel("Jon Falk")
        self.officer = make.officer()

    def laid(self, *places):
        return papers.at_table(self.firm, *places, by=self.lea)

    def sign(self, agreement, *who):
        for each in who:
            papers.sign(agreement, each if hasattr(each, "rights") else make.as_person(each))
            agreement.refresh_from_db()


@pytest.fixture
def cast():
    return Cast()


def asked(agreement) -> set[str]:
    return {seat.name or seat.role for seat in table.turn(agreement)}


def test_who_is_named_signs_and_nobody_else_with_the_same_hat(cast):
    agreement = cast.laid((SUBCONTRACTOR, 1, cast.nora), (COMPANY, 2, cast.jon.user))
    with pytest.raises(NotAllowed):
        cast.sign(agreement, cast.ida)
    cast.sign(agreement, cast.nora)
    with pytest.raises(NotAllowed):
        cast.sign(agreement, cast.lea)
    cast.sign(agreement, cast.jon)
    assert agreement.status == "signed"


def test_a_seat_without_a_name_is_anybodys_who_may_sign_there(cast):
    agreement = cast.laid((SUBCONTRACTOR, 1, None), (COMPANY, 2, None))
    cast.sign(agreement, cast.ida, cast.jon)
    assert agreement.status == "signed"


def test_nobody_is_asked_to_sign_before_it_is_approved(cast):
    agreement = cast.laid((APPROVER, 1, cast.officer.user), (SUBCONTRACTOR, 2, cast.nora), (COMPANY, 3, None))
    assert asked(agreement) == {cast.officer.label}
    with pytest.raises(NotNow, match="Approves it first"):
        cast.sign(agreement, cast.nora)
    cast.sign(agreement, cast.officer)
    assert agreement.status == "issued" and asked(agreement) == {"Nora Byrne"}
    assert Event.objects.about(agreement).filter(name="agreement.approved").count() == 1
    assert "approve that it is put" in agreement.signatures.get().consent


def test_an_approver_who_refuses_ends_it(cast):
    agreement = cast.laid((APPROVER, 1, cast.officer.user), (SUBCONTRACTOR, 2, cast.nora), (COMPANY, 3, None))
    signatures.decline(agreement, by=cast.officer, at=clock.now(), because="Clause 4 is not ours")
    agreement.refresh_from_db()
    assert agreement.status == "declined"


def test_those_of_one_position_sign_in_any_order_and_all_of_them(cast):
    agreement = cast.laid((SUBCONTRACTOR, 1, cast.nora), (SUBCONTRACTOR, 1, cast.ida), (COMPANY, 2, None))
    assert asked(agreement) == {"Nora Byrne", "Ida Roth"}
    cast.sign(agreement, cast.ida)
    with pytest.raises(NotNow, match="not your turn"):
        cast.sign(agreement, cast.jon)
    cast.sign(agreement, cast.nora, cast.jon)
    assert agreement.status == "signed" and [s.role for s in agreement.signatures.all()] == [
        SUBCONTRACTOR, SUBCONTRACTOR, COMPANY,
    ]  # fmt: skip


def test_it_is_in_force_once_the_witness_has_seen_it_signed(cast):
    witness = make.contact(cast.firm, "Per Lund", is_signatory=False)
    agreement = cast.laid((SUBCONTRACTOR, 1, None), (COMPANY, 2, None), (WITNESS, 3, witness))
    with pytest.raises(NotNow):
        cast.sign(agreement, witness)
    cast.sign(agreement, cast.nora, cast.lea)
    assert agreement.status == "partly_signed" and not BindingFact.objects.exists()
    cast.sign(agreement, witness)
    assert agreement.status == "signed" and BindingFact.objects.exists()


def test_of_two_witnesses_the_first_is_told_as_one(cast):
    agreement = cast.laid(
        (SUBCONTRACTOR, 1, None), (COMPANY, 2, None), (WITNESS, 3, cast.ida), (WITNESS, 3, cast.officer.user)
    )
    cast.sign(agreement, cast.nora, cast.lea, cast.officer)
    assert agreement.status == "partly_signed"
    assert Event.objects.about(agreement).filter(name="agreement.witnessed").count() == 1


def test_who_gets_a_copy_reads_it_and_acts_nowhere(cast, client):
    reader = make.person(cast.firm, "Ewa Sol")
    agreement = cast.laid((SUBCONTRACTOR, 1, None), (COMPANY, 2, None), (RECIPIENT, 3, reader))
    with pytest.raises(NotAllowed):
        cast.sign(agreement, reader)
    assert enter(client, reader.user).get(reverse("portal_agreement", args=[agreement.pk])).status_code == 200
    cast.sign(agreement, cast.nora, cast.lea)
    assert agreement.status == "signed"


@pytest.mark.parametrize(
    "places, sentence",
    [
        (lambda c: [(SUBCONTRACTOR, 1, c.nora)], "Each side"),
        (lambda c: [(SUBCONTRACTOR, 1, c.nora), (COMPANY, 2, c.officer.user)], "may take that part"),
        (lambda c: [(SUBCONTRACTOR, 1, make.contact(make.vendor())), (COMPANY, 2, None)], "may take that part"),
        (lambda c: [(SUBCONTRACTOR, 1, make.person(c.firm)), (COMPANY, 2, None)], "may take that part"),
        (lambda c: [(APPROVER, 1, c.lea.user), (SUBCONTRACTOR, 2, None), (COMPANY, 3, c.lea.user)], "one part only"),
        (lambda c: [(SUBCONTRACTOR, 1, None), (COMPANY, 2, None), (APPROVER, 2, c.officer.user)], "before anybody"),
        (lambda c: [(SUBCONTRACTOR, 1, None), (COMPANY, 2, None), (WITNESS, 2, c.ida)], "after everybody"),
    ],
    ids=["one side", "no right", "another firm", "no signatory", "twice", "late approval", "early witness"],
)
def test_a_table_that_cannot_work_is_not_laid(cast, places, sentence):
    with pytest.raises(NotNow, match=sentence):
        cast.laid(*places(cast))


def test_a_leaver_is_given_no_seat(cast):
    people.depart(cast.ida, by=cast.officer, at=clock.now(), because="Left")
    cast.ida.refresh_from_db()
    with pytest.raises(NotNow, match="may take that part"):
        cast.laid((SUBCONTRACTOR, 1, cast.ida), (COMPANY, 2, None))


def test_the_table_stays_as_it_was_laid(cast):
    agreement = cast.laid((SUBCONTRACTOR, 1, cast.nora), (COMPANY, 2, None))
    cast.sign(agreement, cast.nora)
    for deed in [
        "delete from agreements_seat",
        "update agreements_seat set position = 9",
        "update agreements_seat set role = 'witness' where number = 1",
        "update agreements_seat set asked_at = now() + interval '1 day' where number = 1",
        "update agreements_seat set person_id = null where number = 1",
        "insert into agreements_seat (id, agreement_id, vendor_id, number, position, role) "
        "select gen_random_uuid(), agreement_id, vendor_id, 7, 7, 'company_signatory' from agreements_seat limit 1",
    ]:
        with pytest.raises(DatabaseError, match="seat"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(deed)


def test_whose_turn_it_is_hears_of_it_and_the_others_later(cast):
    agreement = cast.laid((APPROVER, 1, cast.officer.user), (SUBCONTRACTOR, 2, cast.nora), (COMPANY, 3, cast.jon.user))
    for who, title in [(cast.officer, "To approve"), (cast.nora, "To sign"), (cast.jon, "To countersign")]:
        assert heard(agreement) == {(who.user.pk, title)}
        cast.sign(agreement, who)


def test_all_who_may_sign_hear_where_nobody_is_named_and_who_gets_a_copy_at_the_end(cast, organisation_key):
    reader = make.person(cast.firm, "Ewa Sol")
    agreement = cast.laid((SUBCONTRACTOR, 1, None), (COMPANY, 2, cast.jon.user), (RECIPIENT, 3, reader))
    assert heard(agreement) == {(cast.nora.user.pk, "To sign"), (cast.ida.user.pk, "To sign")}
    cast.sign(agreement, cast.nora, cast.jon)
    sealing.seal(agreement, by=make.CLOCK, at=clock.now())
    assert (reader.user.pk, "The signed copy") in heard(agreement)


def heard(agreement) -> set[tuple]:
    """Who is told what of the events that were not told before."""
    before = set(Notice.objects.values_list("pk", flat=True))
    for event in Event.objects.about(agreement):
        notices.tell(event.pk, at=clock.now(), by=make.CLOCK)
    new = Notice.objects.exclude(pk__in=before).filter(url__endswith=f"/agreements/{agreement.pk}/")
    return {(row.user_id, row.title.split(":")[0]) for row in new}


def test_the_tasks_name_the_part_that_each_has(cast):
    agreement = cast.laid(
        (APPROVER, 1, cast.officer.user), (SUBCONTRACTOR, 2, cast.nora), (COMPANY, 3, None), (WITNESS, 4, cast.ida)
    )
    assert [todo.title.split(":")[0] for todo in panels.desk_tasks(cast.officer, clock.now())] == ["Approve"]
    cast.sign(agreement, cast.officer, cast.nora)
    assert [todo.title.split(":")[0] for todo in panels.desk_tasks(cast.lea, clock.now())] == ["Countersign"]
    cast.sign(agreement, cast.lea)
    (task,) = panels.portal_tasks(make.as_person(cast.ida), clock.now())
    assert (task.title.split(":")[0], task.state) == ("Witness", "not_started")


def test_the_drafter_names_them_on_the_page(cast, client):
    draft = papers.draft(cast.firm, by=cast.lea)
    url = reverse("desk_agreement_issue", args=[draft.pk])
    page = enter(client, cast.lea.user).get(url).content.decode()
    assert "Nora Byrne" in page and cast.officer.label in page
    said = {
        **{f"why-{name}": "Fits" for name in papers.reasons(draft)}, "for_subcontractor": [cast.nora.pk], "for_company": [cast.jon.user.pk], "order": "company",
        "approvers": [cast.officer.user.pk], "witnesses": [cast.ida.pk],
    }  # fmt: skip
    wrong = client.post(url, {**said, "approvers": [cast.jon.user.pk]})
    assert wrong.status_code == 409 and "one part only" in wrong.content.decode()
    assert client.post(url, {**said, "witnesses": [make.contact(make.vendor()).pk]}).status_code == 422
    assert client.post(url, said).status_code == 302
    assert [(seat.role, seat.name) for seat in Seat.objects.filter(agreement=draft)] == [
        (APPROVER, cast.officer.label), (COMPANY, "Jon Falk"), (SUBCONTRACTOR, "Nora Byrne"), (WITNESS, "Ida Roth"),
    ]  # fmt: skip
    page = client.get(reverse("desk_agreement", args=[draft.pk])).content.decode()
    assert "Approves next" in page and "Witnesses after the signers" in page


def test_the_only_one_who_may_sign_is_proposed(client):
    firm, lea = make.vendor(), papers.counsel()
    nora = make.contact(firm)
    draft = papers.draft(firm, by=lea)
    page = enter(client, lea.user).get(reverse("desk_agreement_issue", args=[draft.pk])).content.decode()
    assert f'value="{nora.pk}"' in page and "checked" in page.split(f'value="{nora.pk}"')[1].split(">")[0]


def test_an_officer_approves_and_a_witness_refuses_on_their_pages(cast, client):
    agreement = cast.laid(
        (APPROVER, 1, cast.officer.user), (SUBCONTRACTOR, 2, cast.nora), (COMPANY, 3, None), (WITNESS, 4, cast.ida)
    )
    url = reverse("desk_agreement_signature", args=[agreement.pk])
    page = enter(client, cast.officer.user, confirmed=True).get(url).content.decode()
    assert "Approve before it is signed" in page and "approve that it is put" in page
    said = {"consents": "on", "typed_name": cast.officer.label, "shown_sha256": agreement.document_sha256}
    assert client.post(url, said).status_code == 302
    cast.sign(agreement, cast.nora, cast.lea)
    enter(client, cast.ida.user, confirmed=True)
    page = client.get(reverse("portal_agreement_signature", args=[agreement.pk])).content.decode()
    assert "Witness now" in page and "no party to this text" in page
    refusal = reverse("portal_agreement_refusal", args=[agreement.pk])
    assert post(client, cast.ida, refusal, because="I was not there").status_code == 302
    agreement.refresh_from_db()
    assert agreement.status == "declined"


def test_staff_who_are_asked_may_refuse_at_the_desk(cast, client):
    agreement = cast.laid((APPROVER, 1, cast.officer.user), (SUBCONTRACTOR, 2, None), (COMPANY, 3, None))
    url = reverse("desk_agreement_refusal", args=[agreement.pk])
    assert enter(client, make.staff_member("auditor").user).get(url).status_code == 403
    assert enter(client, cast.officer.user).get(url).status_code == 200
    assert client.post(url, {"because": ""}).status_code == 422
    assert client.post(url, {"because": "Not this text"}).status_code == 302
    agreement.refresh_from_db()
    assert agreement.closed_because == "Not this text"
