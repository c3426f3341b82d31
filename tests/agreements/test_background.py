"""What was there before: declared by one side, confirmed by the other, frozen into what is signed, proved under seal."""

import hashlib

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import InternalError, ProgrammingError, connection, transaction
from django.urls import reverse

from agreements import background
from agreements.actions import agreements, backgrounds, supplements
from agreements.models import BackgroundItem
from agreements.policies.background import OPEN_FOR
from core import clock, files
from core.models import Event
from core.refusals import NotAllowed, NotNow
from tests import make, make_dd, make_ip
from tests import make_agreements as papers
from tests.agreements.test_pages import enter, post

pytestmark = pytest.mark.django_db


@pytest.fixture
def firm():
    return make.vendor("Corrib Test Works", tier=2)


@pytest.fixture
def contact(firm):
    return make.contact(firm, "Nora Byrne")


def told(name: str) -> int:
    return Event.objects.filter(name=name).count()


def test_the_server_works_out_the_fingerprint_and_keeps_the_file_only_where_asked(contact):
    digest = hashlib.sha256(make_dd.PDF).hexdigest()
    kept = make_ip.kept(contact)
    assert kept.proof_sha256 == digest and files.read(kept.stored) == make_dd.PDF
    hashed = make_ip.declared(contact, title="Other", proof="hashed", source=make_dd.PDF, name="rig.step")
    assert hashed.proof_sha256 == digest and hashed.stored is None


def test_the_same_said_twice_is_one(contact):
    assert make_ip.declared(contact) == make_ip.declared(contact)
    assert told("background.declared") == 1


def test_each_side_confirms_what_the_other_declared_and_never_its_own(firm, contact):
    theirs, ours = make_ip.declared(contact), make_ip.ours(firm)
    counsel, person = papers.counsel(), make.as_person(contact)
    for item, own, other in ((theirs, person, counsel), (ours, counsel, person)):
        with pytest.raises(NotAllowed):
            backgrounds.confirm(item, by=own, at=clock.now())
        done = backgrounds.confirm(item, by=other, at=clock.now())
        assert done.status == "confirmed" and backgrounds.confirm(item, by=other, at=clock.now()) == done
    assert told("background.confirmed") == 2


def test_a_dispute_has_a_reason_and_can_end_in_agreement(contact):
    item, counsel = make_ip.declared(contact), papers.counsel()
    with pytest.raises(NotNow):
        backgrounds.dispute(item, because=" ", by=counsel, at=clock.now())
    backgrounds.dispute(item, because="It was made with us", by=counsel, at=clock.now())
    assert backgrounds.confirm(item, by=counsel, at=clock.now()).status == "confirmed"
    with pytest.raises(NotNow):
        backgrounds.withdraw(item, by=make.as_person(contact), at=clock.now())


def test_an_agreement_waits_until_both_sides_agree_and_then_names_every_item(firm, contact):
    item, draft = make_ip.declared(contact), papers.draft(firm)
    issue = {"by": papers.counsel(), "at": clock.now(), "because": "Looked at"}
    with pytest.raises(NotNow) as refused:
        agreements.issue(draft, **issue)
    assert "1 item of background waits" in " ".join(refused.value.unmet)
    backgrounds.confirm(item, by=papers.counsel(), at=clock.now())
    issued = agreements.issue(draft, **issue)
    assert "Schedule 2: background" in issued.html
    assert item.title in issued.html and item.proof_sha256 in issued.html


def test_what_comes_later_is_added_by_a_page_that_both_sides_confirm(firm, contact):
    make_ip.confirmed(contact)
    agreement = papers.signed(firm)
    with pytest.raises(NotNow):
        make_ip.supplement(agreement)
    later = make_ip.confirmed(contact, title="Later rig")
    row = make_ip.supplement(agreement)
    assert [each["title"] for each in row.items] == ["Later rig"] and make_ip.supplement(agreement) == row
    assert later.title in row.html and background.not_on_paper(agreement) == []
    with pytest.raises(NotAllowed):
        supplements.confirm(row, by=papers.counsel(), at=clock.now())
    assert supplements.confirm(row, by=make.as_person(contact), at=clock.now()).status == "confirmed"


def test_what_a_refused_page_named_may_be_proposed_again(firm, contact):
    agreement = papers.signed(firm)
    make_ip.confirmed(contact)
    supplements.refuse(make_ip.supplement(agreement), because="Not ours", by=make.as_person(contact), at=clock.now())
    assert make_ip.supplement(agreement).number == 2


def test_a_sealed_proof_is_opened_by_its_owner_or_by_two_of_us(contact):
    item, first, second = make_ip.kept(contact), papers.counsel("One"), papers.counsel("Two")
    assert backgrounds.open_proof(item, by=make.as_person(contact), at=clock.now()) == item.stored
    with pytest.raises(NotAllowed):
        backgrounds.open_proof(item, by=first, at=clock.now())
    row = make_ip.opening(item, by=first)
    assert make_ip.opening(item, by=first) == row
    with pytest.raises(NotAllowed):
        backgrounds.agree_to_open(row, by=first, at=clock.now())
    backgrounds.agree_to_open(row, by=second, at=clock.now())
    assert backgrounds.open_proof(item, by=first, at=clock.now()) == item.stored
    with pytest.raises(NotAllowed):
        backgrounds.open_proof(item, by=second, at=clock.now())
    with pytest.raises(NotAllowed):
        backgrounds.open_proof(item, by=first, at=clock.now() + OPEN_FOR)
    assert told("background.proof-opened") == 2


def test_a_deposit_gets_a_sealed_receipt_once(contact, organisation_key):
    item = make_ip.declared(contact)
    make_ip.declared(contact, title="Without proof", proof="none")
    assert backgrounds.seal_next(by=make.CLOCK, at=clock.now())
    assert not backgrounds.seal_next(by=make.CLOCK, at=clock.now())
    item.refresh_from_db()
    assert files.read(item.receipt).startswith(b"%PDF") and told("background.receipt-sealed") == 1


@pytest.mark.parametrize(
    "change", ["update agreements_backgrounditem set title = 'Other'", "delete from agreements_backgrounditem"]
)
def test_what_was_declared_stays(contact, change):
    make_ip.declared(contact)
    with pytest.raises((InternalError, ProgrammingError)), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(change)


def test_two_firms_that_claim_the_same_are_shown_to_staff_and_never_to_each_other(client, contact):
    mine = make_ip.declared(contact)
    rival = make.contact(make.vendor("Rival Works"))
    theirs = make_ip.declared(rival, title="Rig for bearing tests", owner_name="Rival Works")
    assert background.alike(mine, papers.counsel()) == [theirs]
    assert background.alike(mine, make.as_person(contact)) == []
    page = enter(client, papers.counsel().user).get(reverse("desk_background_item", args=[mine.pk])).content.decode()
    assert "Rival Works" in page and "Same file" in page
    page = enter(client, contact.user).get(reverse("portal_background_item", args=[mine.pk])).content.decode()
    assert "Rival Works" not in page
    assert client.get(reverse("portal_background_item", args=[theirs.pk])).status_code == 404


def test_a_contact_declares_answers_and_opens_in_the_portal(client, firm, contact):
    enter(client, contact.user, confirmed=True).get("/portal/")
    file = SimpleUploadedFile("rig.pdf", make_dd.PDF)
    answer = post(
        client, contact, reverse("portal_background_new"), **make_ip.typed(proof="kept", sha256="", file=file)
    )
    item = BackgroundItem.objects.get()
    assert answer["Location"] == reverse("portal_background_item", args=[item.pk])
    assert item.proof_sha256 in client.get(answer["Location"]).content.decode()
    proof = post(client, contact, reverse("portal_background_proof", args=[item.pk]))
    assert b"".join(proof.streaming_content) == make_dd.PDF
    ours = make_ip.ours(firm)
    page = reverse("portal_background_item", args=[ours.pk])
    assert post(client, contact, page, answer="dispute").status_code == 422
    assert post(client, contact, page, answer="confirm").status_code == 302
    post(client, contact, reverse("portal_background_withdrawal", args=[item.pk]))
    item.refresh_from_db()
    assert item.status == "withdrawn"


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"title": ""}, "Give it a name"),
        ({"sha256": "abc"}, "64 letters and digits"),
        ({"proof": "kept"}, "Choose the file"),
        ({"proof": "none"}, "what is to be done with the file or the hash"),
        ({"proof_on_day": 1, "proof_on_month": 1, "proof_on_year": 2190}, "Choose today or an earlier day"),
    ],
    ids=["no name", "no hash", "no file", "left over", "ahead"],
)
def test_what_is_missing_is_said_and_the_rest_kept(client, contact, said, words):
    enter(client, contact.user).get("/portal/")
    answer = post(client, contact, reverse("portal_background_new"), **make_ip.typed(**said))
    page = answer.content.decode()
    assert answer.status_code == 422 and words in page and "A rig that turns bearings" in page
    assert not BackgroundItem.objects.exists()


def test_counsel_declares_confirms_and_proposes_at_the_desk(client, firm, contact):
    counsel = papers.counsel()
    enter(client, counsel.user, confirmed=True)
    answer = client.post(reverse("desk_background_new", args=[firm.pk]), make_ip.typed(title="Our gripper"))
    ours = BackgroundItem.objects.get()
    assert answer["Location"] == reverse("desk_background_item", args=[ours.pk]) and ours.side == "company"
    theirs, agreement = make_ip.declared(contact), None
    client.post(reverse("desk_background_item", args=[theirs.pk]), {"answer": "confirm"})
    client.post(reverse("desk_background_withdrawal", args=[ours.pk]))
    agreement = papers.issued(firm)
    make_ip.confirmed(contact, title="Later rig")
    page = client.get(reverse("desk_agreement", args=[agreement.pk])).content.decode()
    assert "not in the agreement yet" in page and "Later rig" in page
    client.post(reverse("desk_supplement_new", args=[agreement.pk]))
    row = agreement.supplements.get()
    page = enter(client, contact.user).get(reverse("portal_supplement", args=[row.pk])).content.decode()
    assert "Later rig" in page and row.sha256 in page
    assert post(client, contact, reverse("portal_supplement", args=[row.pk]), answer="confirm").status_code == 302


def test_the_portal_shows_inventions_only_where_there_is_something(client, firm, contact):
    page = enter(client, contact.user).get("/portal/").content.decode()
    assert "/portal/inventions/" not in page
    make_ip.ours(firm)
    assert "/portal/inventions/" in client.get("/portal/").content.decode()


def test_an_agreement_in_force_with_the_clause_opens_the_page_to_workers(client, firm):
    worker = make.person(firm)
    papers.signed(firm, topics=["research"])
    assert "/portal/inventions/" in enter(client, worker.user).get("/portal/").content.decode()
    assert client.get(reverse("portal_inventions")).status_code == 200
