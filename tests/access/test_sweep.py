"""The sweep notices what lapsed and what came back, once each; it closes nothing, because the rule has already."""

import datetime

import pytest

from access import eligibility
from access.actions import holds, sweep
from access.models import Usability
from core.actors import system
from core.models import Event
from tests import make, make_access

pytestmark = pytest.mark.django_db
CLOCK = system("sweep")


def names(grant) -> list[str]:
    return list(
        Event.objects.about(grant)
        .filter(name__in=["grant.lapsed", "grant.restored"])
        .order_by("id")
        .values_list("name", flat=True)
    )


def changed(at) -> int:
    return sweep.sweep(by=CLOCK, at=at).changed


@pytest.fixture
def grant():
    """Open under a certificate that ends in two days."""
    firm = make.vendor(status="active")
    worker = make.person(firm)
    make.vendor_fact(firm, "certification", "iso27001", days=2)
    klass = make_access.asset_class(("employment", ""), ("certification", "iso27001"))
    return make_access.opened(worker, make_access.offered(worker, make_access.asset(klass=klass)))


def test_a_lapse_closes_with_no_job_running_and_the_sweep_tells_it_once(grant):
    now = make_access.now()
    assert changed(now) == 0
    later = now + datetime.timedelta(days=3)
    assert not eligibility.decide(grant.person_id, grant.asset_id, at=later).allowed
    assert changed(later) == 1
    assert changed(later) == 0
    assert names(grant) == ["grant.lapsed"]


def test_a_renewed_certificate_restores_it(grant):
    now = make_access.now()
    sweep.sweep(by=CLOCK, at=now)
    later = now + datetime.timedelta(days=3)
    sweep.sweep(by=CLOCK, at=later)
    make.vendor_fact(grant.vendor, "certification", "iso27001", days=300)
    sweep.sweep(by=CLOCK, at=later + datetime.timedelta(minutes=1))
    assert names(grant) == ["grant.lapsed", "grant.restored"]


def test_a_hold_is_noticed_too(grant):
    now = make_access.now()
    sweep.sweep(by=CLOCK, at=now)
    firm = grant.vendor
    holds.place(vendor=firm, source=firm, by=make.officer(), at=now, because="x", told_as="On hold.")
    later = now + datetime.timedelta(minutes=1)
    assert changed(later) == 1
    assert names(grant) == ["grant.lapsed"]


def test_the_note_names_the_moment_at_which_the_answer_changes(grant):
    sweep.sweep(by=CLOCK, at=make_access.now())
    decision = eligibility.decide(grant.person_id, grant.asset_id, at=make_access.now())
    assert Usability.objects.get(grant=grant).until == decision.until
