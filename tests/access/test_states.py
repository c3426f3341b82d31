"""Does the state of a firm close and open what its people can reach, at once and for as long as it lasts?"""

import pytest
from allauth.mfa.models import Authenticator

from access import eligibility
from access.models import Hold
from core import clock
from core.models import Event
from core.refusals import NotNow
from tests import make, make_access
from vendors.actions import vendors

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    firm = make.vendor(status="active")
    worker = make.person(firm)
    asset = make_access.offered(worker)
    make_access.opened(worker, asset)
    return firm, worker, asset


def opens(worker, asset) -> bool:
    return bool(eligibility.decide(worker.pk, asset.pk, at=clock.now()))


def move(firm, status):
    return vendors.move(
        firm, status, by=make.staff_member("approver", "officer"), at=clock.now(), because="Late papers"
    )


def test_a_restricted_firm_opens_nothing_until_it_is_reinstated(world):
    firm, worker, asset = world
    assert opens(worker, asset)
    move(firm, "restricted")
    assert not opens(worker, asset)
    placed = Event.objects.get(name="hold.access-placed")
    assert placed.cause.name == "subcontractor.restricted"
    move(firm, "active")
    assert opens(worker, asset)


def test_the_portal_says_why_nothing_opens_and_not_that_all_is_well(world, client):
    firm, worker, asset = world
    document = make_access.document(asset)
    make.acknowledged(worker)
    Authenticator.objects.create(user=worker.user, type="totp", data={})
    move(firm, "restricted")
    client.force_login(worker.user)
    refused = client.get(f"/portal/documents/{document.pk}/")
    assert refused.status_code == 409 and "Your company is restricted for now." in refused.content.decode()
    tasks = client.get("/portal/").content.decode()
    assert "is paused. Why stands beside it" in tasks and "You are up to date" not in tasks
    assert "Your company is restricted for now." in tasks


def test_a_firm_that_leaves_opens_nothing_and_begins_nothing(world):
    firm, worker, asset = world
    firm = move(firm, "offboarding")
    assert not opens(worker, asset)
    with pytest.raises(NotNow):
        make.engagement(firm, worker)


def test_restricting_and_offboarding_after_each_other_holds_once(world):
    firm, worker, asset = world
    move(firm, "restricted")
    move(firm, "offboarding")
    assert Hold.objects.current().filter(vendor=firm).count() == 1 and not opens(worker, asset)


def test_the_hold_of_a_state_is_not_lifted_by_hand(world, client):
    firm, _worker, _asset = world
    move(firm, "restricted")
    client.force_login(make.officer().user)
    hold = Hold.objects.current().get(vendor=firm)
    assert client.post(f"/desk/holds/{hold.pk}/lifting/", {"because": "Mine"}).status_code == 404
