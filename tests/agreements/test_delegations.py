"""May somebody else sign in the place of who is named, and who has a say in it?"""

import datetime

import pytest
from django.urls import reverse

from agreements import evidence
from agreements.actions import delegations
from agreements.models import COMPANY, SUBCONTRACTOR, Delegation
from agreements.panels import agreements as panels
from core import clock
from core.models import Event
from core.refusals import NotAllowed, NotNow
from tests import make
from tests import make_agreements as papers
from tests.agreements.test_pages import enter, post
from tests.agreements.test_table import heard
from vendors.actions import people

pytestmark = pytest.mark.django_db


class Cast:
    def __init__(self):
        self.firm = make.vendor("Corrib Test Works")
        self.nora, self.ida = (make.person(self.firm, name, is_signatory=True) for name in ("Nora Byrne", "Ida Roth"))
        self.lea, self.jon, self.officer = papers.counsel(), papers.counsel("Jon Falk"), make.officer()
        self.agreement = papers.at_table(
            self.firm, (SUBCONTRACTOR, 1, self.nora), (COMPANY, 2, self.jon.user), by=self.lea
        )

    def propose(self, email="", by=None, because="On leave until May", at=None):
        who = make.as_person(by or self.nora)
        return delegations.propose(
            self.agreement, email or self.ida.email, by=who, at=at or clock.now(), because=because
        )


@pytest.fixture
def cast():
    return Cast()


def holder(agreement) -> str:
    return agreement.seats.get(number=1).name


def told(agreement, name: str) -> int:
    return Event.objects.about(agreement).filter(name=name).count()


def test_a_colleague_signs_once_one_of_us_has_approved(cast):
    passed = cast.propose()
    with pytest.raises(NotAllowed):
        papers.sign(cast.agreement, make.as_person(cast.ida))
    for _press in range(2):
        delegations.approve(passed, by=cast.lea, at=clock.now())
    assert holder(cast.agreement) == "Ida Roth" and told(cast.agreement, "agreement.delegated") == 1
    with pytest.raises(NotAllowed):
        papers.sign(cast.agreement, make.as_person(cast.nora))
    papers.sign(cast.agreement, make.as_person(cast.ida))
    history = [row["key"] for row in evidence.history(cast.agreement)]
    assert history[-3:] == ["agreement.delegation-asked", "agreement.delegated", "agreement.signed-in-part"]


def test_the_one_proposed_is_asked_and_the_one_named_is_told(cast):
    heard(cast.agreement)
    passed = cast.propose()
    assert {title for _user, title in heard(cast.agreement)} == {"Somebody else is to sign"}
    delegations.approve(passed, by=cast.lea, at=clock.now())
    assert heard(cast.agreement) == {
        (cast.ida.user.pk, "To sign"), (cast.nora.user.pk, "Your colleague signs instead"),
    }  # fmt: skip


def test_a_refusal_needs_a_reason_and_leaves_the_seat_where_it_was(cast):
    passed = cast.propose()
    heard(cast.agreement)
    with pytest.raises(NotNow, match="reason"):
        delegations.refuse(passed, by=cast.lea, at=clock.now(), because=" ")
    for _press in range(2):
        delegations.refuse(passed, by=cast.lea, at=clock.now(), because="Her power of attorney has run out")
    assert told(cast.agreement, "agreement.delegation-refused") == 1
    assert heard(cast.agreement) == {(cast.nora.user.pk, "Still yours to sign")}
    with pytest.raises(NotNow, match="answered already"):
        delegations.approve(passed, by=cast.lea, at=clock.now())
    papers.sign(cast.agreement, make.as_person(cast.nora))


def test_only_who_is_named_proposes_and_only_counsel_answers(cast):
    with pytest.raises(NotAllowed):
        cast.propose(by=cast.ida)
    passed = cast.propose()
    for act in (delegations.approve, lambda *a, **k: delegations.refuse(*a, because="No", **k)):
        with pytest.raises(NotAllowed):
            act(passed, by=cast.officer, at=clock.now())


def test_one_proposal_waits_at_a_time_and_the_same_again_is_that_one(cast):
    passed = cast.propose()
    assert cast.propose() == passed and Delegation.objects.count() == 1
    other = make.person(cast.firm, is_signatory=True)
    with pytest.raises(NotNow, match="already"):
        cast.propose(email=other.email)


@pytest.mark.parametrize(
    "whom, sentence",
    [
        (lambda cast: "nobody@corrib.test", "has that address at your company"),
        (lambda cast: make.contact(make.vendor()).email, "has that address at your company"),
        (lambda cast: cast.nora.email, "your own address"),
    ],
    ids=["unknown", "another firm", "oneself"],
)
def test_whom_nobody_can_sign_for_is_not_proposed(cast, whom, sentence):
    with pytest.raises(NotNow, match=sentence):
        cast.propose(email=whom(cast))


def test_another_firms_address_reads_as_one_that_never_was(cast):
    said = []
    for email in (make.contact(make.vendor()).email, "nobody@nowhere.test"):
        with pytest.raises(NotNow) as refused:
            cast.propose(email=email)
        said.append(refused.value.sentence)
    assert said[0] == said[1]


def test_who_may_not_sign_for_the_firm_is_not_approved(cast):
    clerk = make.person(cast.firm, "Per Lund")
    passed = cast.propose(email=clerk.email)
    with pytest.raises(NotNow, match="Check their authority"):
        delegations.approve(passed, by=cast.lea, at=clock.now())
    assert holder(cast.agreement) == "Nora Byrne"


def test_once_it_is_signed_refused_or_too_late_nothing_is_passed_on(cast):
    passed = cast.propose()
    with pytest.raises(NotNow, match="not wait for signatures"):
        delegations.approve(passed, by=cast.lea, at=clock.now() + datetime.timedelta(days=20))
    papers.sign(cast.agreement, make.as_person(cast.nora))
    with pytest.raises(NotNow, match="signed there already"):
        delegations.approve(passed, by=cast.lea, at=clock.now())
    assert holder(cast.agreement) == "Nora Byrne"


def test_only_who_left_or_lost_the_right_is_replaced(cast):
    seat = cast.agreement.seats.get(number=1)
    said = {"by": cast.lea, "because": "She left"}
    with pytest.raises(NotNow, match="can still take it"):
        delegations.replace(seat, cast.ida, at=clock.now(), **said)
    people.depart(cast.nora, by=cast.officer, at=clock.now(), because="Left")
    with pytest.raises(NotAllowed):
        delegations.replace(seat, cast.ida, by=cast.officer, at=clock.now(), because="She left")
    with pytest.raises(NotNow, match="may not act there"):
        delegations.replace(seat, make.person(cast.firm), at=clock.now(), **said)
    for _press in range(2):
        delegations.replace(seat, cast.ida, at=clock.now(), **said)
    assert told(cast.agreement, "agreement.seat-replaced") == 1
    papers.sign(cast.agreement, make.as_person(cast.ida))


def test_nobody_gets_a_second_part_by_replacement(cast):
    agreement = papers.at_table(
        cast.firm, (SUBCONTRACTOR, 1, cast.nora), (SUBCONTRACTOR, 1, cast.ida), (COMPANY, 2, None), by=cast.lea
    )
    people.depart(cast.nora, by=cast.officer, at=clock.now(), because="Left")
    with pytest.raises(NotNow, match="another part"):
        delegations.replace(agreement.seats.get(number=1), cast.ida, by=cast.lea, at=clock.now(), because="Left")


def test_the_pages_propose_answer_and_replace(cast, client):
    record = reverse("portal_agreement", args=[cast.agreement.pk])
    assert "A colleague should sign instead" in enter(client, cast.nora.user).get(record).content.decode()
    url = reverse("portal_agreement_delegation", args=[cast.agreement.pk])
    assert client.get(url).status_code == 200
    said = {"email": cast.ida.email.upper(), "because": "On leave"}
    assert post(client, cast.nora, url, **said | {"because": ""}).status_code == 422
    assert post(client, cast.nora, url, **said).status_code == 302
    assert "Waits for an answer" in client.get(record).content.decode()
    assert enter(client, cast.ida.user).get(url).status_code == 403
    passed = Delegation.objects.get()
    enter(client, cast.lea.user)
    assert "Say whether Ida Roth may sign" in [todo.title.split(":")[0] for todo in panels.desk_tasks(cast.lea, clock.now())]  # fmt: skip
    desk, answer = reverse("desk_agreement", args=[cast.agreement.pk]), reverse("desk_delegation", args=[passed.pk])
    assert answer in client.get(desk).content.decode()
    assert "On leave" in client.get(answer).content.decode()
    assert client.post(answer, {"answer": "refuse"}).status_code == 422
    assert client.post(answer, {"answer": "approve"}).status_code == 302
    people.depart(cast.ida, by=cast.officer, at=clock.now(), because="Left")
    seat = reverse("desk_agreement_seat", args=[cast.agreement.pk, 1])
    assert seat in client.get(desk).content.decode()
    assert client.get(seat).status_code == 200
    assert client.post(seat, {"person": cast.nora.pk, "because": "Ida left"}).status_code == 302
    assert holder(cast.agreement) == "Nora Byrne"
    assert enter(client, cast.officer.user).get(answer).status_code == 403
