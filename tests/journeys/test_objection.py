"""What happens when a firm says that we are wrong, and somebody who did not decide it agrees?"""

import pytest
from django.urls import reverse

from access import eligibility
from access.models import Objection
from tests import make, make_access, make_dd
from tests.databases import committed
from tests.journeys import cast, proving
from tests.journeys.cast import deed, seen, sent, text_of, visitor
from tests.journeys.mails import told
from vendors import tasks as vendor_tasks
from vendors.actions import evidence
from vendors.models import RiskScore

WHY, OURS = "No register knows the number", "The register had moved; the number is right"


@pytest.fixture
def world(house):
    """A firm with which we work, and a worker of it who may open what the work needs."""
    world = cast.engage()
    with deed():
        world["firm"] = firm = make.vendor("Corrib Test Works", status="active", tier=1, by=world["officer"])
        world["contact"], world["worker"] = make.contact(firm, "Nora Byrne"), make.person(firm, "Sean Daly")
        world["asset"] = make_access.offered(world["worker"])
        make_access.opened(world["worker"], world["asset"])
    told()
    return world


@pytest.mark.timeout(300)
def test_a_restriction_is_objected_to_and_taken_back(world):
    assert is_open(world)
    restrict(world)
    made = object_to(world, "decision", "Your letter is about another firm of this name")
    answer(world, made, "upheld", "It was another firm")
    assert not is_open(world)  # an answer changes nothing by itself
    reinstate(world)
    assert is_open(world)


@pytest.mark.timeout(300)
def test_a_certificate_that_was_refused_counts_after_all(world):
    before = work_out(world)
    with deed() as at:
        row = make_dd.certificate(world["contact"])
        evidence.reject(row, because=WHY, by=world["analyst"], at=at)
    told(f"Nora Byrne: Not accepted: {row}")
    made = object_to(world, "certificate", "The register moved this year; here is its new page", file=proving.proof())
    assert work_out(world) == before
    answer(world, made, "upheld", OURS)
    with deed():
        first, last = make_dd.today(), make_dd.days(300)
    proving.certify(world, "IS-900", first, last)
    told("Nora Byrne: Accepted: ISO/IEC 27001:2022")
    after = work_out(world)
    assert after.factors != before.factors and (after.score or 0) < (before.score or 101)
    line = standing(world, "certificate")
    assert str(line.state["text"]) == "Accepted" and not line.is_open_to_objection
    assert OURS in seen(visitor(world["contact"].user), reverse("portal_objection", args=[made.pk]))


def is_open(world: dict) -> bool:
    with deed() as at:
        return bool(eligibility.decide(world["worker"].pk, world["asset"].pk, at=at))


def standing(world: dict, kind: str):
    """The line about this, as the contact reads it."""
    page = visitor(world["contact"].user).get(reverse("portal_standing"))
    return next(line for line, _objection in page.context["lines"] if line.kind == kind)


def restrict(world: dict) -> None:
    """An officer decides it; everything closes, and the firm reads that it is restricted."""
    url = reverse("subcontractor_state", args=[world["firm"].pk, "restricted"])
    sent(visitor(world["officer"].user), url, {"because": "A letter that papers were lost"})
    assert not is_open(world)
    told("Nora Byrne: Your company's access is restricted")
    shown = text_of(seen(visitor(world["contact"].user), reverse("portal_standing")))
    assert "Restricted" in shown and "restricted for now" in shown and "papers were lost" not in shown


def object_to(world: dict, kind: str, text: str, **files) -> Objection:
    """By the contact, where the standing says it; those who may answer hear of it, and the other side sees it waiting."""
    contact = visitor(world["contact"].user)
    line = standing(world, kind)
    url = reverse("portal_objection_new", args=[line.kind, line.about_id])
    own = sent(contact, url, {"text": text, **files})
    assert "Waiting for an answer" in text_of(seen(contact, own))
    told("Rosa Lind: Objection of Corrib Test Works", "Ines Moreau: Objection of Corrib Test Works")
    assert text_of(seen(visitor(world["worker"].user), reverse("your_tasks"))).count(text) == 0
    assert visitor(world["worker"].user).get(own).status_code == 404
    with committed():
        return Objection.objects.get(text=text)


def answer(world: dict, made: Objection, outcome: str, because: str) -> None:
    """Not by who decided; by another, with reasons that the contact reads in the mail and on the page."""
    desk = reverse("objection", args=[made.pk])
    taker = world["officer"] if made.kind == "decision" else world["analyst"]
    own = visitor(taker.user).post(desk, {"answer": outcome, "because": because})
    assert own.status_code == 403
    sent(visitor(world["approver"].user), desk, {"answer": outcome, "because": because})
    told("Nora Byrne: Your objection is upheld")
    shown = text_of(seen(visitor(world["contact"].user), reverse("portal_objection", args=[made.pk])))
    assert because in shown and "Rosa Lind" not in shown
    ours = text_of(seen(visitor(world["officer"].user), desk))
    assert because in ours and "Rosa Lind" in ours and made.text in ours


def reinstate(world: dict) -> None:
    """By who answered; what the restriction had closed is open, and both sides read it."""
    url = reverse("subcontractor_state", args=[world["firm"].pk, "active"])
    sent(visitor(world["approver"].user), url, {"because": "The objection is right"})
    told("Nora Byrne: Your company is no longer restricted")
    assert str(standing(world, "decision").state["text"]) == "Approved"
    record = text_of(seen(visitor(world["officer"].user), reverse("subcontractor", args=[world["firm"].pk])))
    assert "The objection is right" in record


def work_out(world: dict) -> RiskScore:
    """The score as the worker leaves it, and as the desk then shows it."""
    vendor_tasks.score_doubtful()
    with committed():
        newest = RiskScore.objects.newest_of(world["firm"])
    seen(visitor(world["officer"].user), reverse("subcontractor_risk", args=[world["firm"].pk]))
    return newest
