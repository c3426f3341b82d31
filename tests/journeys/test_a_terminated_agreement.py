"""What follows when an agreement is broken, not put right in time, and ended; and what does its end leave standing?"""

import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from access import eligibility
from access import tasks as sweeper
from agreements.models import Agreement, Breach, Obligation
from core import clock
from tests import make, make_access
from tests.databases import committed
from tests.journeys import agreeing, cast
from tests.journeys.agreeing import end_of, events_of, filled, offered, reads
from tests.journeys.cast import day, deed, seen, text_of, visitor, when
from tests.journeys.mails import reminded, told
from tests.make_dd import PDF
from vendors import business_days

DAY, HOUR, SECOND = datetime.timedelta(days=1), datetime.timedelta(hours=1), datetime.timedelta(seconds=1)
TITLE = "Confidentiality and IP agreement"
WHAT, ASSET = "Test plans lay open on a fair", "Gripper G4 test plans"
RETURN = "Return or destroy everything"


@pytest.mark.timeout(300)
def test_a_broken_agreement_is_ended_and_its_secrecy_goes_on(house):
    world = cast.engage()
    agree(world)
    break_it(world)
    work_out_the_sum(world)
    let_the_time_pass(world)
    look_before_ending(world)
    end_it(world)
    stays_secret(world)
    hand_back(world)


def agree(world: dict) -> None:
    """With a sum for each person who was not named, and somebody at work who needs it."""
    with deed():
        world["firm"] = firm = make.vendor("Corrib Test Works", status="approved", tier=2, by=world["officer"])
        world["contact"], world["worker"] = make.contact(firm, "Nora Byrne"), make.person(firm, "Sean Daly")
    draft = agreeing.drafted(world, firm, "confidentiality-ip-tier-2", "IE", term_months=24, secrecy_years=3)
    counsel, table = visitor(world["legal"].user), reverse("desk_penalties", args=[draft.pk])
    sums = {"event": "disclosure", "clause": "use-restriction", "formula": "per_item", "amount": "5000"}
    filled(counsel, table, **sums, currency="EUR", cap_event="12000", cure_days="10")
    world["agreement"] = made = agreeing.issued(world, draft)
    assert "EUR 5,000" in made.html or "5000" in made.html.replace(",", "").replace(".", "")
    world["agreement"] = agreeing.signed_by_both(world, made, world["contact"])
    agreeing.sealed(made)
    with deed():
        klass = make_access.asset_class(("employment", ""), ("agreement", "confidentiality-ip"))
        thing = make_access.asset(ASSET, klass=klass, by=world["owner"])
        world["asset"] = make_access.offered(world["worker"], thing)
        make_access.approved(make_access.requested(world["worker"], thing, days=300), at=clock.now())
    sweeper.sweep()
    told()
    assert is_open(world)


def is_open(world: dict, at: datetime.datetime | None = None) -> bool:
    with deed() as now:
        return bool(eligibility.decide(world["worker"].pk, world["asset"].pk, at=at or now))


def break_it(world: dict) -> None:
    """Counsel writes down what was broken, and until when it can be put right; the officer may not."""
    made, counsel = world["agreement"], visitor(world["legal"].user)
    page = reverse("desk_breach_new", args=[made.pk])
    assert visitor(world["officer"].user).get(page).status_code == 403
    with deed() as at:
        world["cure"] = business_days.day_of(at) + 10 * DAY
        duty = made.duties.get(key="keep-secret")
    before = {"what": WHAT, "duty": str(duty.pk), **day("cure_until", world["cure"])}
    filled(counsel, page, **before)
    found = told(f"Nora Byrne: Breach of {TITLE}")
    assert not any(each.startswith("Sean Daly") for each in found)
    theirs = reads(world["contact"].user, reverse("portal_agreement", args=[made.pk]))
    assert WHAT in theirs and "Put it right by" in theirs
    assert is_open(world), "a breach that suspends nothing closes nothing"


def work_out_the_sum(world: dict) -> None:
    """The signed table, its arithmetic step by step and the clause that was broken; not due before the time has passed."""
    page = reverse("desk_penalty", args=[world["agreement"].pk])
    (number,) = [row["number"] for row in world["agreement"].body["sections"] if row["key"] == "use-restriction"]
    early = reads(world["legal"].user, f"{page}?event=disclosure&items=3&days_since_notice=1")
    late = reads(world["legal"].user, f"{page}?event=disclosure&items=3&days_since_notice=11")
    for said in (early, late):
        assert "EUR 12,000" in said and "for each of 3 = EUR 15,000" in said, said[:700]
        assert "Not more than EUR 12,000 for one event" in said and f"clause {number}" in said
    assert "It is not due before notice was given and 10 days have passed" in early and "It is not due" not in late
    cured = reads(world["legal"].user, f"{page}?event=disclosure&items=3&days_since_notice=4&is_cured=on")
    assert "Put right in time: nothing is due" in cured


def let_the_time_pass(world: dict) -> None:
    """Reminded before the last day; a day after it both sides are told that it has passed."""
    with when(end_of(world["cure"]) - 20 * HOUR):
        assert any(each.startswith("Nora Byrne: Put a breach right by") for each in reminded())
    with when(end_of(world["cure"]) + DAY + HOUR):
        late = "A breach was not put right in time"
        reminded(f"Nora Byrne: {late}", f"Lea Brandt: {late}", f"Ines Moreau: {late}")


def look_before_ending(world: dict) -> None:
    """What it closes, what falls due, what goes on, and whether the breach can still be put right."""
    page = reverse("desk_agreement_termination", args=[world["agreement"].pk])
    with when(end_of(world["cure"]) + DAY + HOUR):
        late = reads(world["legal"].user, page)
    said = reads(world["legal"].user, page)
    assert "It can still be put right by" in said and WHAT in said and "The time to put it right was over on" in late
    assert "It closes 1 grant" in said and ASSET in said and "Sean Daly" in said
    due, _goes, on = said.partition("Then falls due")[2].partition("Goes on after the end")
    assert RETURN in due and "Keep confidential information secret" in on and "Guard trade secrets" in on


def end_it(world: dict) -> None:
    """By its reference, for cause: closed from that instant, with no sweep having run; then all concerned hear of it."""
    made, counsel = world["agreement"], visitor(world["legal"].user)
    page = reverse("desk_agreement_termination", args=[made.pk])
    said = {"ended_for": "cause", "because": "It was not put right"}
    with when(end_of(world["cure"]) + DAY + 2 * HOUR):
        wrong = offered(counsel, page, **said, reference="AGR-9999")
        assert wrong.status_code == 422 and is_open(world)
        filled(counsel, page, **said, reference=made.reference)
        with committed():
            world["agreement"] = made = Agreement.objects.get(pk=made.pk)
        assert not is_open(world)
        assert is_open(world, made.closed_at - SECOND) and not is_open(world, made.closed_at)
        told(f"Nora Byrne: Ended early: {TITLE}")
        sweeper.sweep()
        told("Sean Daly: Your access is paused", "Ines Moreau: Access paused: Sean Daly")
    assert made.status == "terminated" and events_of(made)[-1] == "agreement.terminated"


def stays_secret(world: dict) -> None:
    """Both sides read that secrecy outlives it, and until when; a breach of it can still be recorded."""
    made = world["agreement"]
    with when(end_of(world["cure"]) + DAY + 3 * HOUR):
        for user, name in ((world["contact"].user, "portal"), (world["legal"].user, "desk")):
            said = reads(user, reverse(f"{name}_agreement", args=[made.pk]))
            assert "The agreement has ended. What is marked goes on." in said and "Goes on" in said
            assert "without a fixed end" in said and "It was not put right" in said
    with committed():
        assert Breach.objects.get(agreement=made).ended_at is None
    with deed() as at:
        last = business_days.day_of(made.closed_at)
    assert made.binds_until == last and made.secret_until.year - last.year >= 3, (made.secret_until, at)


def hand_back(world: dict) -> None:
    """The duty of the end waits for the contact, is handed in with a file, and accepted."""
    made = world["agreement"]
    with when(end_of(world["cure"]) + 2 * DAY):
        with committed():
            owed = Obligation.objects.select_related("duty").get(agreement=made, duty__key="return-or-destroy")
        assert RETURN in reads(world["contact"].user, reverse("your_tasks"))
        url = reverse("portal_obligation", args=[owed.pk])
        contact = visitor(world["contact"].user)
        assert offered(contact, url, said="").status_code == 422
        filled(contact, url, said="All of it is shredded", file=SimpleUploadedFile("certificate.pdf", PDF))
        told(f"Ines Moreau: Handed in: {RETURN}")
        desk = reverse("desk_obligation", args=[owed.pk])
        assert "All of it is shredded" in reads(world["officer"].user, desk)
        file = visitor(world["officer"].user).get(reverse("desk_obligation_file", args=[owed.pk]))
        assert b"".join(file) == PDF
        filled(visitor(world["officer"].user), reverse("desk_obligation_acceptance", args=[owed.pk]))
        told(f"Nora Byrne: Accepted: {RETURN}")
        assert "Fulfilled" in text_of(seen(contact, url))
