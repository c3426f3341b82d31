"""What does a firm hear when it is refused, what stays shut, and can it come back when what was wrong is put right?"""

import datetime

import pytest
from django.urls import reverse

from access import eligibility, own_standing
from tests import make, make_access
from tests.databases import committed
from tests.journeys import arriving, cast, proving
from tests.journeys.cast import day, deed, seen, sent, text_of, visitor
from tests.journeys.mails import told
from vendors import business_days
from vendors.actions import engagements
from vendors.models import Engagement, Person, Vendor

OURS, THEIRS = "Two directors stand on a list", "We could not confirm who owns your company"


@pytest.mark.timeout(300)
def test_a_firm_is_refused_and_later_invited_again(house):
    world = cast.engage()
    arriving.invite(world)
    arriving.come_in(world)
    send_a_worker(world)
    refuse(world)
    read_it(world)
    nothing_opens(world)
    send_away(world)
    invite_again(world)
    read_that_nothing_is_decided(world)
    approve(world)


def send_a_worker(world: dict) -> None:
    """Named already, for work with something that wants an approved firm."""
    with deed():
        world["worker"] = make.person(world["firm"], "Sean Daly", by=world["officer"])
        klass = make_access.asset_class(("employment", ""), ("screening", ""))
        thing = make_access.asset(klass=klass, by=world["owner"])
        world["asset"] = make_access.offered(world["worker"], thing, by=world["owner"])
        world["engagement"] = Engagement.objects.get(vendor=world["firm"])


def refuse(world: dict) -> None:
    """One mark of nought; the refusal needs words for the firm beside our own reasons."""
    made = proving.score(world, "0", "The owners are not known")
    told("Rosa Lind: To decide: screening of Corrib Test Works")
    with deed() as at:
        until = business_days.day_of(at) + datetime.timedelta(days=200)
    approver, url = visitor(world["approver"].user, confirmed=True), reverse("screening_decision", args=[made.pk])
    said = {"answer": "refuse", "because": OURS, "told_as": "", **day("valid_until", until)}
    page = reverse("screening", args=[made.pk])
    silent = approver.post(url, {**said, "as_person": approver.get(page).context.get("as_person", "")})
    assert silent.status_code == 422 and "the subcontractor reads it" in text_of(silent.text)
    sent(approver, url, {**said, "told_as": THEIRS}, page=page)
    told("Ines Moreau: Screening refused: Corrib Test Works", "Nora Byrne: Your company is not approved")
    ours = text_of(seen(visitor(world["officer"].user), page))
    assert OURS in ours and f"The subcontractor reads: “{THEIRS}”" in ours


def decision(world: dict) -> own_standing.Line:
    """What the contact reads of the firm itself."""
    page = visitor(world["contact"].user).get(reverse("portal_standing"))
    return next(line for line, _objection in page.context["lines"] if line.kind == "decision")


def read_it(world: dict) -> None:
    """Where it stands and why, in the words that were meant for it, with the way to object."""
    line = decision(world)
    assert (str(line.state["text"]), line.reason) == ("Not approved", THEIRS)
    assert line.is_open_to_objection
    contact = visitor(world["contact"].user)
    pages = ["portal_standing", "your_company", "your_tasks", "portal_notices"]
    assert not any(OURS in seen(contact, reverse(name)) for name in pages)
    assert visitor(world["worker"].user).get(reverse("portal_standing")).status_code == 403


def nothing_opens(world: dict) -> None:
    """Not by asking, not by approving the firm past the screening."""
    with deed() as at:
        assert not eligibility.decide(world["worker"].pk, world["asset"].pk, at=at)
    ask = text_of(seen(visitor(world["worker"].user), reverse("access_request", args=[world["asset"].pk])))
    assert "approved" in ask.lower()
    state = reverse("subcontractor_state", args=[world["firm"].pk, "approved"])
    past = visitor(world["approver"].user).post(state, {"because": "It will do"})
    assert past.status_code == 409 and "Decide on the screening" in text_of(past.text)
    with committed():
        assert Vendor.objects.get(pk=world["firm"].pk).status == "screening"


def send_away(world: dict) -> None:
    """Its people are let go and it leaves the list; nobody of it comes in any more."""
    officer = visitor(world["officer"].user)
    with deed() as at:
        last_on = business_days.day_of(at)
        yesterday = last_on - datetime.timedelta(days=1)
        engagements.change(world["engagement"], ends_on=yesterday, by=world["officer"], at=at)
    for person in (world["worker"], world["contact"]):
        said = {"because": "Refused", **day("last_on", last_on)}
        sent(officer, reverse("person_departure", args=[person.pk]), said)
    sent(officer, reverse("subcontractor_state", args=[world["firm"].pk, "archived"]), {"because": "Refused"})
    assert visitor(world["contact"].user).get(reverse("portal_standing")).status_code in {302, 303, 403}
    assert "Archived" in text_of(seen(officer, reverse("subcontractor", args=[world["firm"].pk])))


def invite_again(world: dict) -> None:
    """Screened again, with somebody else to talk to, who comes in by a link of their own."""
    officer = visitor(world["officer"].user)
    sent(officer, reverse("subcontractor_state", args=[world["firm"].pk, "screening"]), {"because": "New owners"})
    with deed() as at:
        today = business_days.day_of(at)
    new = {
        "name": "Una Walsh",
        "email": "una@corrib.test",
        "is_contact": "on",
        "is_signatory": "on",
        "sponsor": world["officer"].user.pk,
        **day("starts_on", today),
        **day("ends_on", today + datetime.timedelta(days=365)),
    }
    page = sent(officer, f"{reverse('person_new')}?subcontractor={world['firm'].pk}", new)
    with committed():
        person = Person.objects.get(email="una@corrib.test")
    sent(officer, reverse("person_invitation", args=[person.pk]), page=page)
    world["contact"] = arriving.accept(world, "una@corrib.test", "Una Walsh")
    told("Ines Moreau: Una Walsh accepted the invitation")


def read_that_nothing_is_decided(world: dict) -> None:
    line = decision(world)
    assert (str(line.state["text"]), line.reason, line.is_open_to_objection) == ("Not decided yet", "", False)
    assert THEIRS not in seen(visitor(world["contact"].user), reverse("portal_standing"))


def approve(world: dict) -> None:
    """The second screening is sound; the first stays in the history with its reasons."""
    made = proving.score(world, "4", "Owners known and sound")
    with deed() as at:
        until = business_days.day_of(at) + datetime.timedelta(days=200)
    said = {"answer": "approve", "because": "The owners are known now", **day("valid_until", until)}
    page, url = reverse("screening", args=[made.pk]), reverse("screening_decision", args=[made.pk])
    sent(visitor(world["approver"].user, confirmed=True), url, said, page=page)
    told("Una Walsh: Your company is approved", "Ines Moreau: Screening approved: Corrib Test Works")
    assert str(decision(world).state["text"]) == "Approved"
    assert "Refused" in text_of(seen(visitor(world["officer"].user), reverse("screenings") + "?status=refused"))
