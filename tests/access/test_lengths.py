"""How long does access last, from when is it counted, and how does it go on?"""

import datetime

import pytest
from django.urls import reverse

from access import eligibility
from access.actions import assets, classes, grants
from core import clock
from core.models import Event
from core.refusals import NotAllowed, NotNow
from core.web.viewer import form_token
from tests import make, make_access
from vendors.actions import people

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


@pytest.fixture
def worker():
    return make.person(make.vendor(status="active"), "Tomas Lindqvist")


@pytest.fixture
def thing(worker):
    return make_access.offered(worker, make_access.asset(klass=make_access.asset_class(max_days=40)))


def asked(who, thing, days=10, *, at=None, extends=None):
    at = at or make.earlier()
    start = extends.ends_at if extends else at
    length = days * DAY
    said = {"purpose": "Tests", "starts_at": start, "ends_at": start + length, "lasts": length, "extends": extends}
    return grants.request(who, thing, by=make.as_person(who), at=at, **said)


def test_the_clock_starts_when_it_opens(worker, thing):
    waited = make.earlier() + 12 * DAY  # longer than what is asked for
    grant = make_access.approved(asked(worker, thing), at=waited)
    assert grant.ends_at == waited + 10 * DAY
    assert eligibility.decide(worker.pk, thing.pk, at=waited).until == grant.ends_at


def test_an_end_that_an_approver_sets_is_meant_as_it_stands(worker, thing):
    grant, at = asked(worker, thing), make.earlier()
    until = at + 4 * DAY
    grants.approve(grant, by=make.officer(), at=at, because="Shorter", ends_at=until)
    grant = grants.approve(grant, by=make_access.owner_of(thing), at=at + DAY, because="Agreed")
    assert grant.ends_at == until


@pytest.mark.parametrize(
    ("of_asset", "days", "is_fine"), [(None, 40, True), (None, 41, False), (7, 7, True), (7, 8, False)]
)
def test_class_and_asset_say_how_long_at_most(worker, thing, of_asset, days, is_fine):
    if of_asset:
        assets.change(thing, by=make_access.owner(), at=clock.now(), max_days=of_asset)
        thing.refresh_from_db()
    if is_fine:
        assert asked(worker, thing, days).status == "requested"
        return
    with pytest.raises(NotNow, match="days at most"):
        asked(worker, thing, days)


def test_going_on_is_a_new_decision_that_begins_where_the_old_one_ends(worker, thing):
    first = make_access.approved(asked(worker, thing))
    more = asked(worker, thing, extends=first, at=clock.now())
    assert more.status == "requested" and not more.periods.exists()
    more = make_access.approved(more, at=clock.now())
    assert more.approvals.count() == 2 and (more.starts_at, more.ends_at) == (first.ends_at, first.ends_at + 10 * DAY)
    assert eligibility.decide(worker.pk, thing.pk, at=clock.now()).until == more.ends_at


@pytest.mark.parametrize("is_open", [True, False])
def test_what_was_to_go_on_ends_with_what_it_goes_on_from(worker, thing, is_open):
    first = make_access.approved(asked(worker, thing))
    more = asked(worker, thing, extends=first, at=clock.now())
    if is_open:
        make_access.approved(more, at=clock.now())
    grants.revoke(first, by=make.officer(), at=clock.now(), because="No longer needed")
    more.refresh_from_db()
    assert more.status == ("revoked" if is_open else "declined")
    assert not eligibility.decide(worker.pk, thing.pk, at=first.ends_at + DAY)
    event = Event.objects.filter(name__in=["grant.revoked", "grant.declined"]).latest("id")
    assert event.cause.name == "grant.revoked"


def test_a_departure_ends_each_of_them_once(worker, thing):
    first = make_access.approved(asked(worker, thing))
    make_access.approved(asked(worker, thing, extends=first, at=clock.now()), at=clock.now())
    people.depart(worker, by=make.officer(), at=clock.now(), because="Left")
    assert Event.objects.filter(name="grant.revoked").count() == 2


def test_the_worker_asks_for_longer_and_gives_back_on_the_page(client, worker, thing):
    token = {"as_person": form_token(make.as_person(worker))}
    first = make_access.approved(asked(worker, thing))
    client.force_login(worker.user)
    page = client.get(reverse("access")).content.decode()
    assert "Ask for longer" in page and "Give back" in page
    where = reverse("access_request", args=[thing.pk])
    assert "More time is a new decision" in client.get(where).content.decode()
    assert client.post(where, {"purpose": "Series 15", "days": 41, **token}).status_code == 422
    assert client.post(where, {"purpose": "Series 15", "days": 40, **token}).status_code == 302
    more = worker.grants.exclude(pk=first.pk).get()
    assert (more.extends, more.starts_at, more.lasts) == (first, first.ends_at, 40 * DAY)
    page = client.get(reverse("access")).content.decode()
    assert "More time asked for" in page and "Give back" in page and "Ask for longer" not in page
    assert client.post(reverse("access_return", args=[first.pk]), token).status_code == 302
    more.refresh_from_db()
    assert more.status == "declined"


def test_limits_are_set_in_the_browser(client, thing):
    klass = thing.asset_class
    client.force_login(make.officer().user)
    where = reverse("class_limits", args=[klass.key])
    assert client.post(where, {"max_days": 0, "because": "So"}).status_code == 422
    assert client.post(where, {"max_days": 20, "emergencies": "on", "because": "So"}).status_code == 302
    klass.refresh_from_db()
    assert (klass.max_days, klass.emergencies) == (20, True)
    classes.set_limits(klass, max_days=20, emergencies=True, by=make.officer(), at=clock.now(), because="Again")
    assert Event.objects.filter(name="class.limits-changed").count() == 1
    change = reverse("asset_change", args=[thing.pk])
    assert client.post(change, {"prompt": "Which rig?", "max_days": 21}).status_code == 422
    assert client.post(change, {"prompt": "Which rig?", "max_days": 5}).status_code == 302
    thing.refresh_from_db()
    assert (thing.prompt, thing.longest_days) == ("Which rig?", 5)


def test_others_set_no_limits(thing):
    with pytest.raises(NotAllowed):
        said = {"max_days": 9, "emergencies": True, "because": "So"}
        classes.set_limits(thing.asset_class, **said, by=make_access.owner(), at=clock.now())
