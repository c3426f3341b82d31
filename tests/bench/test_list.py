"""The subcontractor list over HTTP, key and scope included, against the raw json_agg of the same 50 rows of 100,000.

Goal: at most 6 x; measured 5.7 x (1.7 ms against 0.30 ms) on 29 November 2026 at a load of 4 to 5 on two shared cores, where it was
6.8 x on two quiet ones before a kept connection was looked at instead of asked. The next goal, 4 x, is missed. Four statements: begin,
one that finds the key and steps into its role, the list, commit; once a minute four more note that the key was used. Most of
the time goes into going there and back: these, and the count of calls in Redis. psycopg2 sends begin by itself, so it cannot ride along.
From 10,000 to 1,000,000 firms it does not grow: 0.8 x at a load of 8 (goal: at most 1.3 x).
"""

import datetime
import io

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.db import connection, transaction
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext

from core import clock
from core.actions import clients
from core.actors import system
from core.database import context
from core.database.roles import STAFF
from tests import databases
from tests.bench.yardstick import compare, verdict

pytestmark = [pytest.mark.bench, pytest.mark.timeout(1800)]
RAW = """
select coalesce(json_agg(row_to_json(t))::text, '[]') from (
    select id, reference, name, legal_name, country, jurisdiction, work, tier, status, next_review_on, invited_at
    from vendors_vendor order by name, id limit 50) t
"""


FIRMS = """
insert into vendors_vendor (id, reference, name, legal_name, country, jurisdiction, work, registration_number, lei, vat_number, duns, parent_name, tier, status)
select ('00000002-0000-7000-8000-' || lpad(to_hex(g), 12, '0'))::uuid, 'SUB-' || lpad(g::text, 7, '0'), 'Firm ' || md5(g::text), '',
    (array['IE','DE','FR','PL','IN'])[1 + g %% 5], 'IE', 'Work', '', '', '', '', '', 1 + g %% 3, 'active'
from generate_series(%s::bigint, %s::bigint) g
"""


@pytest.fixture
def key(big_world) -> str:
    return made_key()


def made_key() -> str:
    with transaction.atomic():
        context.step_into(STAFF)
        at = clock.now()
        _client, token = clients.create(
            name="bench",
            scopes=["subcontractors:read"],
            expires_at=at + datetime.timedelta(days=1),
            by=system("bench"),
            at=at,
        )
    return token


def caller(key: str):
    """Calls the application as a server does: with an environment, and no more."""
    serve, headers = WSGIHandler(), {"Authorization": f"Bearer {key}"}
    environ = RequestFactory().get("/api/v1/subcontractors?limit=50", headers=headers).environ

    def page():
        answer = serve({**environ, "wsgi.input": io.BytesIO()}, lambda status, headers: None)
        assert answer.status_code == 200, answer.content

    page()  # the first call in a minute also notes that the key was used
    return page


def test_the_list_of_subcontractors_over_http(key, big_world):
    page = caller(key)
    raw = databases.connect_as_superuser(big_world)
    raw.autocommit = True

    def limit():
        with raw.cursor() as cursor:
            cursor.execute(RAW)
            cursor.fetchone()

    with CaptureQueriesContext(connection) as statements:
        page()
    print(f"\n{len(statements)} SQL statements, transaction frame included")
    ratios = compare(
        "50 of 100,000 subcontractors as JSON", {"raw json_agg": limit, "GET /api/v1/subcontractors": page}, rounds=200
    )
    raw.close()
    verdict("list over HTTP", ratios["GET /api/v1/subcontractors"], 6)


@pytest.fixture
def growing(django_db_setup, django_db_blocker):
    """A database of its own; calling what this gives makes it hold so many firms."""
    name = "ringfence_bench_list"
    databases.drop(name)
    databases.clone(name)
    raw, there = databases.connect_as_superuser(name), 0
    raw.autocommit = True

    def grow(number: int) -> None:
        nonlocal there
        with raw.cursor() as cursor:
            cursor.execute("set session_replication_role = replica")
            cursor.execute(FIRMS, [there + 1, number])
            cursor.execute("vacuum analyze vendors_vendor")
        there = number

    with django_db_blocker.unblock(), databases.in_use(name):
        yield grow
    raw.close()
    databases.drop(name)


def test_the_list_does_not_slow_down_as_the_register_grows(growing):
    """Each size against a bare round trip of the same minutes, so that what is compared is not the machine's mood."""
    page, taken = None, {}

    def bare():
        with connection.cursor() as cursor:
            cursor.execute("select 1")
            cursor.fetchone()

    for size in (10_000, 1_000_000):
        growing(size)
        page = page or caller(made_key())
        ratios = compare(f"50 of {size:,}", {"bare round trip": bare, "GET /api/v1/subcontractors": page}, rounds=200)
        taken[size] = ratios["GET /api/v1/subcontractors"]
    verdict("growth from 10,000 to 1,000,000", taken[1_000_000] / taken[10_000], 1.3)
