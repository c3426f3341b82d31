"""A hot list's statement is kept from call to call. What is kept must never be another caller's, nor outlive a key."""

import datetime
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from types import SimpleNamespace

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext

from access.api.grants import Grants
from access.listings.grants import GRANTS
from core import clock
from core.actions import clients
from core.actors import staff
from core.api import fast
from core.database import context
from core.database.roles import PORTAL, STAFF
from core.models import ApiClient, Job
from tests import make, make_access
from tests.api.conftest import KEEPER, Caller
from vendors.models import Vendor

QUERIES = [
    "",
    "?q=acme",
    "?sort=-name",
    "?state=active",
    "?state=active&sort=-review&limit=1",
    "?review_from=2020-01-01",
]


@pytest.fixture
def caller(make_key):
    """`caller("subcontractors:read", vendor=…)`: given more than a subcontractor's key can hold, too."""

    def make(*scopes, vendor=None):
        client, key = make_key(vendor=vendor)
        ApiClient.objects.filter(pk=client.pk).update(scopes=list(scopes))
        made = Caller(key)
        made.row = client
        return made

    return make


@pytest.fixture
def real_addresses(settings, _test_addresses):
    settings.ROOT_URLCONF = "config.urls"


def names(call: Caller, query: str = "") -> list[str]:
    response = call("GET", f"subcontractors{query}")
    assert response.status_code == 200, response.content
    return [row["name"] for row in response.json()["data"]]


@pytest.mark.usefixtures("real_addresses")
def test_keys_that_share_a_statement_are_kept_apart_by_the_role_of_each_call(caller):
    """A right to the whole register names no firm in the query, so one text serves all three keys."""
    firms = [make.vendor(name, status="active") for name in ("Acme One", "Acme Two")]
    company = caller("subcontractors:read")
    own = [caller("subcontractors:read", vendor=firm.pk) for firm in firms]
    fast._written.cache_clear()
    for query in QUERIES[:3]:
        for _ in range(2):
            assert sorted(names(company, query)) == ["Acme One", "Acme Two"]
            assert [names(each, query) for each in own] == [["Acme One"], ["Acme Two"]]
    assert fast._written.cache_info().misses < 2 * 3  # of 18 calls; without sharing there were a text a key and query


@pytest.mark.usefixtures("real_addresses")
def test_a_key_gets_the_same_whoever_asked_before(caller):
    firms = [make.vendor(name, status="active") for name in ("Acme One", "Acme Two", "Other")]
    callers = [caller("subcontractors:read", vendor=vendor) for vendor in [None, *(firm.pk for firm in firms)]]
    alone = {}
    for call in callers:
        for query in QUERIES:
            fast._written.cache_clear()
            alone[call, query] = names(call, query)
    assert len({str(shown) for shown in alone.values()}) > len(callers)
    for turn in (callers, callers[::-1], callers):
        for query in QUERIES:
            assert [names(call, query) for call in turn] == [alone[call, query] for call in turn]


def test_no_caller_is_answered_with_the_values_of_another(caller):
    """Nor by way of its cursor: that of another key leads into one's own rows."""
    firm = make.vendor()
    callers = [caller("people:read"), caller("people:read"), caller("people:read", vendor=firm.pk)]
    titles = {call: [f"{n} of {letter}" for n in range(3)] for call, letter in zip(callers, "abc", strict=True)}
    for call, own in titles.items():
        for title in own:
            Job.objects.create(kind="import", title=title, client=call.row, vendor_id=call.row.vendor_id)
    cursors = []
    for call in [*callers, *callers]:
        with CaptureQueriesContext(connection) as said:
            first = call("GET", "fast-jobs?limit=2").json()
            cursors.append(first["next_cursor"])
            pages = [call("GET", f"fast-jobs?limit=2&cursor={cursor}").json() for cursor in cursors]
        assert [row["title"] for row in first["data"] + pages[-1]["data"]] == titles[call]
        assert {row["title"] for page in pages for row in page["data"]} <= set(titles[call])
        hot = [query["sql"] for query in said if "json_agg" in query["sql"]]
        assert len(hot) == 1 + len(pages)
        assert all(f"'{call.row.pk}'::uuid" in sql for sql in hot)
        assert not [other for other in callers if other is not call for sql in hot if str(other.row.pk) in sql]


def test_people_and_staff_of_different_sight_do_not_share_what_is_kept(db):
    """Whoever a door hands the rows of: two firms' contacts, a worker, an owner, and who may read all access."""
    firms = [make.vendor(status="active") for _ in range(2)]
    workers = [make.person(firm) for firm in firms for _ in range(2)]
    for worker in workers:
        make_access.requested(worker, make_access.offered(worker))
    owner = workers[0].grants.get().asset.owner
    viewers = {
        "contact 1": make.as_person(make.contact(firms[0])),
        "contact 2": make.as_person(make.contact(firms[1])),
        "worker": make.as_person(workers[0]),
        "owner": replace(staff(owner), rights=frozenset()),
        "officer": make.officer(),
        "reader": make.staff_member("hr"),
    }
    alone = {}
    for name, viewer in viewers.items():
        fast._written.cache_clear()
        alone[name] = _grants(viewer)
    assert {name: text.count('"id"') for name, text in alone.items()} == {
        "contact 1": 2,
        "contact 2": 2,
        "worker": 1,
        "owner": 1,
        "officer": 4,
        "reader": 0,
    }
    fast._written.cache_clear()
    for _ in range(2):
        assert {name: _grants(viewer) for name, viewer in viewers.items()} == alone


def _grants(viewer) -> str:
    """What this viewer is shown, in the role in which a request of theirs runs."""
    role = {"person": PORTAL}.get(viewer.kind, STAFF)
    request = SimpleNamespace(query_params=QueryDict(), build_absolute_uri=lambda: "/")
    with context.role(role, vendor=viewer.vendor_id, user=viewer.id):
        rows = GRANTS.rows(viewer)
        return fast.answer(request, rows, Grants.fields, order=GRANTS.first_order, about="x").content.decode()


def test_what_is_kept_cannot_be_changed_and_serves_threads_at_once():
    fields, order = tuple(Grants.fields.items()), GRANTS.first_order
    firms = [Vendor(name=f"{n}").pk for n in range(40)]

    def written(pk):
        rows = GRANTS.rows(SimpleNamespace(may=lambda right: True)).filter(vendor_id=pk)
        return pk, fast._written(fast.asked(rows), fields, order, (), 50)

    fast._written.cache_clear()
    with ThreadPoolExecutor(8) as pool:
        for pk, (_sql, values) in pool.map(written, firms * 10):
            assert isinstance(values, tuple)
            assert [value for value in values if value in firms] == [pk]


@pytest.mark.parametrize("path", ["fast-jobs", "subcontractors"])
def test_a_key_that_is_taken_away_or_cut_down_opens_a_hot_list_no_more(caller, settings, path):
    settings.ROOT_URLCONF = {"subcontractors": "config.urls"}.get(path, settings.ROOT_URLCONF)
    make.vendor()
    scope = {"subcontractors": "subcontractors:read"}.get(path, "people:read")
    revoked, ended, cut_down = callers = [caller(scope) for _ in range(3)]
    for call in [*callers, *callers]:
        assert call("GET", path).status_code == 200
    clients.revoke(revoked.row, by=KEEPER, at=clock.now(), because="lost")
    ApiClient.objects.filter(pk=ended.row.pk).update(expires_at=clock.now() - datetime.timedelta(seconds=1))
    ApiClient.objects.filter(pk=cut_down.row.pk).update(scopes=["training:read"])
    assert [call("GET", path).status_code for call in callers] == [401, 401, 403]
    assert all("data" not in call("GET", path).json() for call in callers)


@pytest.mark.usefixtures("real_addresses")
def test_a_refused_firm_is_called_so_in_the_register(caller):
    for name, told_as in (("Looked at", ""), ("Turned down", "No certificate of the site")):
        firm = make.vendor(name)
        Vendor.objects.filter(pk=firm.pk).update(status="screening", told_as=told_as)
    rows = caller("subcontractors:read")("GET", "subcontractors").json()["data"]
    assert {row["name"]: row["state"] for row in rows} == {"Looked at": "screening", "Turned down": "refused"}
