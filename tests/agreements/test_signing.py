"""Who signs what, in which order, and what does a signature bind?"""

import datetime

import pytest
from django.db import IntegrityError, transaction

from agreements.actions import agreements, signatures
from agreements.models import BindingFact, Signature
from core import clock, signing
from core.models import Event
from core.refusals import NotAllowed, NotNow
from tests import make
from tests import make_agreements as papers
from vendors.actions import people

pytestmark = pytest.mark.django_db


@pytest.fixture
def firm():
    return make.vendor("Corrib Test Works")


@pytest.fixture
def signatory(firm):
    return make.as_person(make.contact(firm, "Nora Byrne"))


@pytest.fixture
def agreement(firm):
    return papers.issued(firm)


def test_the_firm_signs_then_the_company_and_then_it_is_in_force(agreement, signatory):
    counsel = papers.counsel()
    papers.sign(agreement, signatory)
    agreement.refresh_from_db()
    assert agreement.status == "partly_signed" and not BindingFact.objects.exists()
    papers.sign(agreement, counsel)
    agreement.refresh_from_db()
    assert agreement.status == "signed"
    facts = BindingFact.objects.holding(agreement.signed_at).filter(source_id=agreement.pk, person=None)
    assert set(facts.values_list("requirement", "key")) == {
        ("agreement", "confidentiality-ip-tier-2"), ("agreement", "confidentiality-ip"),
    }  # fmt: skip


def test_each_act_is_recorded_once_and_a_second_press_changes_nothing(agreement, signatory):
    first = papers.sign(agreement, signatory)
    assert papers.sign(agreement, signatory) == first
    assert Event.objects.about(agreement).filter(name="agreement.signed-in-part").count() == 1


def test_the_act_can_be_worked_out_again(agreement, signatory):
    signature = papers.sign(agreement, signatory)
    assert signature.act_digest == signing.act_digest(
        document_sha256=agreement.document_sha256, signer_id=str(signatory.user.pk), signer_name="Nora Byrne",
        identity_check=signature.identity_check, consent_text=agreement.consent, signed_at=signature.signed_at,
    )  # fmt: skip


def test_the_company_cannot_sign_first(agreement):
    with pytest.raises(NotNow, match="not your turn"):
        papers.sign(agreement, papers.counsel())


def test_who_has_signed_is_told_so_and_when(agreement, signatory):
    papers.sign(agreement, signatory)
    agreement.refresh_from_db()
    with pytest.raises(NotNow, match="You signed this on"):
        signatures.decline(agreement, by=signatory, at=clock.now(), because="On second thoughts")


@pytest.mark.parametrize("said, sentence", [
    ({"shown_sha256": "0" * 64}, "not the text"),
    ({"consents": False}, "Confirm that you have read"),
    ({"typed_name": "Somebody Else"}, "Type your name"),
    ({"confirmation": None}, "passkey"),
    ({"confirmation": {"method": "password", "at": 9e9}}, "passkey"),
    ({"confirmation": {"method": "mfa", "type": "totp", "at": 1_600_000_000}}, "passkey"),
])  # fmt: skip
def test_nothing_is_signed_without_the_bytes_the_consent_the_name_and_a_fresh_factor(
    agreement, signatory, said, sentence
):
    with pytest.raises(NotNow, match=sentence):
        papers.sign(agreement, signatory, **said)
    assert not Signature.objects.exists()
    papers.sign(agreement, signatory)


def test_only_those_with_authority_sign(agreement, firm):
    worker = make.as_person(make.person(firm))
    stranger = make.as_person(make.contact(make.vendor()))
    for who in (worker, stranger, make.officer()):
        with pytest.raises(NotAllowed):
            papers.sign(agreement, who)


def test_a_worker_signs_the_own_undertaking_and_nobody_elses(firm):
    worker, other = make.person(firm), make.person(firm)
    undertaking = papers.undertaking(worker)
    for who in (other, make.contact(firm)):
        with pytest.raises(NotAllowed):
            papers.sign(undertaking, make.as_person(who))
    papers.sign(undertaking, make.as_person(worker))
    fact = BindingFact.objects.get(source_id=undertaking.pk)
    assert (fact.requirement, fact.key, fact.person) == ("undertaking", "own-undertaking", worker)


def test_a_refusal_needs_a_reason_and_ends_the_paper(agreement, signatory):
    with pytest.raises(NotNow, match="why"):
        signatures.decline(agreement, by=signatory, at=clock.now(), because="  ")
    signatures.decline(agreement, by=signatory, at=clock.now(), because="Clause 4 goes too far")
    with pytest.raises(NotNow, match="takes no signature"):
        papers.sign(agreement, signatory)


def test_a_withdrawn_agreement_takes_no_signature(agreement, signatory):
    agreements.withdraw(agreement, by=papers.counsel(), at=clock.now(), because="Wrong firm")
    with pytest.raises(NotNow, match="withdrawn"):
        papers.sign(agreement, signatory)


def test_what_is_signed_cannot_be_withdrawn_but_ended_and_then_opens_nothing(firm):
    agreement = papers.signed(firm)
    with pytest.raises(NotNow, match="can no longer be withdrawn"):
        agreements.withdraw(agreement, by=papers.counsel(), at=clock.now(), because="No")
    later = agreement.signed_at + datetime.timedelta(days=3)
    agreements.terminate(agreement, by=papers.counsel(), at=later, because="Breach of clause 3")
    held = BindingFact.objects.current().filter(source_id=agreement.pk)
    assert not held.holding(later).exists() and held.holding(later - datetime.timedelta(seconds=1)).count() == 2


def test_the_agreement_lapses_by_itself_at_the_end_of_its_last_day(firm):
    agreement = papers.signed(firm, variables={"term_months": 6})
    fact = BindingFact.objects.filter(source_id=agreement.pk).first()
    assert fact.ends_at.date() == agreement.ends_on + datetime.timedelta(days=1)


def test_a_term_that_has_passed_cannot_be_signed(firm, signatory):
    agreement = papers.issued(firm, variables={"effective_on": "2020-01-01", "term_months": 6})
    with pytest.raises(NotNow, match="term of this agreement has passed"):
        papers.sign(agreement, signatory)


def test_nobody_signs_for_both_sides(agreement, signatory):
    signature = papers.sign(agreement, signatory)
    signature.pk, signature.role, signature.position = None, "company_signatory", 2
    with pytest.raises(IntegrityError, match="nobody_signs_for_both_sides"), transaction.atomic():
        signature.save(force_insert=True)


def test_a_leavers_open_undertaking_is_taken_back_and_a_signed_one_stays(firm):
    signed, waiting = make.person(firm), make.person(firm)
    done = papers.undertaking(signed)
    papers.sign(done, make.as_person(signed))
    open_one = papers.undertaking(waiting)
    for who in (signed, waiting):
        people.depart(who, by=make.officer(), at=clock.now(), because="Contract ended")
    done.refresh_from_db()
    open_one.refresh_from_db()
    assert (done.status, open_one.status) == ("signed", "withdrawn")
    assert Event.objects.about(open_one).get(name="agreement.withdrawn").cause.name == "person.departed"
