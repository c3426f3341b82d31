"""Do a grant and a decision name the paper that covers them, and does a breach of it close and a cure open them?"""

import datetime

import pytest
from django.urls import reverse

from access import eligibility
from agreements import covering
from agreements.actions import agreements, breaches
from core import clock
from tests import make, make_access
from tests import make_agreements as papers

pytestmark = pytest.mark.django_db


@pytest.fixture
def counsel():
    return papers.counsel()


@pytest.fixture
def agreement(counsel):
    return papers.signed(make.vendor("Corrib Test Works", tier=2), by=counsel)


@pytest.fixture
def grant(agreement):
    klass = make_access.asset_class(("agreement", "confidentiality-ip"))
    worker = make.person(agreement.vendor, "Tomas")
    thing, at = make_access.offered(worker, make_access.asset(klass=klass)), clock.now()
    return make_access.approved(make_access.requested(worker, thing, at=at), at=at)


def may_open(grant, at) -> bool:
    return eligibility.decide(grant.person_id, grant.asset_id, at=at).allowed


def test_the_grant_and_the_decision_link_the_paper_that_covers_them(client, grant, agreement):
    client.force_login(papers.counsel().user)
    paper = reverse("desk_agreement", args=[agreement.pk])
    for url in (reverse("grant", args=[grant.pk]), reverse("decision", args=[grant.asset_id, grant.person_id])):
        page = client.get(url).content.decode()
        assert paper in page and f"Covered by {agreement.reference}" in page


def test_who_may_not_see_the_paper_gets_no_link_to_it(client, grant, agreement):
    owner = grant.asset.owner
    client.force_login(make.staff_member("trainer").user if owner is None else owner)
    page = client.get(reverse("grant", args=[grant.pk])).content.decode()
    seen = client.get(reverse("desk_agreement", args=[agreement.pk])).status_code == 200
    assert (agreement.reference in page) == seen


def test_a_breach_closes_the_grant_and_its_end_opens_it_again(client, grant, agreement, counsel):
    at = clock.now()
    assert may_open(grant, at)
    breach = breaches.record(agreement, what="Files went out", noticed_on=at.date(), suspends=True, by=counsel, at=at)
    later = at + datetime.timedelta(minutes=5)
    assert not may_open(grant, later)
    client.force_login(counsel.user)
    page = client.get(reverse("grant", args=[grant.pk])).content.decode()
    assert f"Suspended for a breach: {agreement.reference}" in page
    breaches.end(breach, by=counsel, at=later, because="All is back")
    assert may_open(grant, later + datetime.timedelta(minutes=5))


def test_what_an_end_would_close_is_told_before_it_is_made(grant, agreement, counsel):
    at = clock.now()
    (closed,) = covering.closes(agreement, at=at)
    assert grant.reference in closed and "Tomas" in closed
    agreements.terminate(agreement, by=counsel, at=clock.now(), because="Enough")
    assert not may_open(grant, clock.now())


def test_another_paper_that_covers_the_same_keeps_the_grant_open(grant, agreement, counsel):
    papers.signed(agreement.vendor, "confidentiality-ip-tier-1", by=counsel)
    assert covering.closes(agreement, at=clock.now()) == []
