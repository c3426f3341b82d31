"""Which text binds before and after an amendment, and does access stay open when the agreement is renewed in time?"""

import datetime

import pytest
from django.urls import reverse

from access import eligibility
from access import tasks as sweeper
from agreements.models import Agreement, Amendment
from core import clock
from tests import make, make_access, make_agreements
from tests.databases import committed
from tests.journeys import agreeing, cast, sealing
from tests.journeys.agreeing import end_of, events_of, filled, offered, reads
from tests.journeys.cast import day, deed, visitor, when
from tests.journeys.mails import reminded, told

DAY, HOUR = datetime.timedelta(days=1), datetime.timedelta(hours=1)
TITLE = "Confidentiality and IP agreement"
AUDIT, TWICE = "Audit", "We look at the test hall twice a year."
FIRST, SECOND = f"Amendment 1: {TITLE}", f"Amendment 2: {TITLE}"


@pytest.mark.timeout(300)
def test_an_agreement_is_amended_from_a_day_on_and_renewed_before_its_end(house):
    world = cast.engage()
    agree(world)
    amend(world)
    read_each_day(world)
    renew(world)
    stays_open(world)


def agree(world: dict) -> None:
    """In force for half a year, with somebody at work who needs it."""
    with deed():
        world["firm"] = firm = make.vendor("Corrib Test Works", status="approved", tier=2, by=world["officer"])
        world["contact"], world["worker"] = make.contact(firm, "Nora Byrne"), make.person(firm, "Sean Daly")
        made = make_agreements.signed(firm, by=world["legal"], variables={"term_months": 6})
        klass = make_access.asset_class(("employment", ""), ("agreement", "confidentiality-ip"))
        world["asset"] = make_access.offered(world["worker"], make_access.asset(klass=klass, by=world["owner"]))
        make_access.approved(make_access.requested(world["worker"], world["asset"], days=300), at=clock.now())
    world["agreement"] = made
    sweeper.sweep()
    told()
    assert is_open(world)


def is_open(world: dict) -> bool:
    with deed() as at:
        return bool(eligibility.decide(world["worker"].pk, world["asset"].pk, at=at))


def amend(world: dict) -> None:
    """One clause in other words from a day on: a paper of its own, signed by both as the agreement was."""
    counsel, made = visitor(world["legal"].user), world["agreement"]
    world["from"] = made.starts_on + 30 * DAY
    editor = filled(counsel, reverse("desk_amendment_new", args=[made.pk]), **day("effective_on", world["from"]))
    assert "Change a clause, a value or a schedule first" in reads(world["legal"].user, editor)
    with committed():
        paper = Amendment.objects.get(amends=made).paper
    clause = reverse("desk_amendment_clause", args=[paper.pk]) + "?clause=audit"
    assert offered(counsel, clause, op="replace", text="").status_code == 422
    filled(counsel, clause, op="replace", text=TWICE)
    assert TWICE in reads(world["legal"].user, editor)
    world["amendment"] = paper = agreeing.issued(world, paper)
    told(f"Nora Byrne: To sign: {FIRST}")
    assert f"Sign: {FIRST}" in reads(world["contact"].user, reverse("your_tasks"))
    shown = reads(world["contact"].user, reverse("portal_agreement", args=[paper.pk]))
    assert TWICE in shown and made.document_sha256 in shown
    agreeing.signed_by_both(world, paper, world["contact"])
    sealing.holds_elsewhere(agreeing.sealed(paper)["copy"])
    told(f"Nora Byrne: Your signed copy: {FIRST}")
    assert "agreement.amended" in events_of(made)


def read_each_day(world: dict) -> None:
    """The old words until the day before, the new ones from the day on, with their source; the same for both sides."""
    made = world["agreement"]
    for user, name in ((world["contact"].user, "portal"), (world["legal"].user, "desk")):
        page = reverse(f"{name}_agreement_binding", args=[made.pk])
        before, after = (reads(user, f"{page}?on={on}") for on in (world["from"] - DAY, world["from"]))
        assert TWICE not in before and TWICE in after
        assert "Amendment 1" in after.partition(AUDIT)[2]
        compared = visitor(user).get(f"{page}?on={world['from']}&against={made.starts_on}").text
        assert "<ins>" in compared and "<del>" in compared
        assert FIRST in reads(user, reverse(f"{name}_agreement", args=[made.pk]))


def renew(world: dict) -> None:
    """Reminded of the end, counsel drafts the same for half a year more in one press; both sign."""
    counsel, made = visitor(world["legal"].user), world["agreement"]
    over = end_of(made.ends_on)
    with when(over - 29 * DAY):
        assert any(each.startswith(f"Nora Byrne: {TITLE} ends on") for each in reminded())
        record = visitor(world["legal"].user).get(reverse("desk_agreement", args=[made.pk])).text
        assert reverse("desk_renewal", args=[made.pk]) in record
        editor = filled(counsel, reverse("desk_renewal", args=[made.pk]), months="6")
        assert "for 12 months" in reads(world["legal"].user, editor)
        with committed():
            paper = Amendment.objects.get(amends=made, number=2).paper
        paper = agreeing.issued(world, paper)
        told(f"Nora Byrne: To sign: {SECOND}")
        agreeing.signed_by_both(world, paper, world["contact"])
    with committed():
        world["agreement"] = made = Agreement.objects.get(pk=made.pk)
        assert made.binds_until > made.ends_on


def stays_open(world: dict) -> None:
    """Past the old last day nothing closes and nobody is troubled; past the new one it does, at that instant."""
    made = world["agreement"]
    with when(end_of(made.ends_on) + HOUR):
        sweeper.sweep()
        assert is_open(world) and not any("paused" in each for each in told())
        page = reads(world["contact"].user, reverse("portal_agreement_binding", args=[made.pk]))
        assert TWICE in page and "for 12 months" in page
    with when(end_of(made.binds_until) + HOUR):
        assert not is_open(world)
        assert "Over" in reads(world["contact"].user, reverse("portal_agreement", args=[made.pk]))
        assert "Over" in reads(world["legal"].user, reverse("desk_agreement", args=[made.pk]))
