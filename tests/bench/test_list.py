"""The subcontractor list over HTTP, key and scope included, against the raw json_agg of the same 50 rows of 100,000.

Goal: at most 6 x; measured 6.8 x (1.6 ms against 0.23 ms) on two quiet cores. The list itself is one statement; the others, of
eight in all, open and close the transaction, fence its role, and find the key, its limit and its last use.
"""

import datetime

import pytest
from django.db import connection, transaction
from django.test import Client
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


@pytest.fixture
def key(big_world) -> str:
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


def test_the_list_of_subcontractors_over_http(key, big_world):
    client, headers = Client(), {"Authorization": f"Bearer {key}"}
    raw = databases.connect_as_superuser(big_world)
    raw.autocommit = True

    def limit():
        with raw.cursor() as cursor:
            cursor.execute(RAW)
            cursor.fetchone()

    def page():
        answer = client.get("/api/v1/subcontractors?limit=50", headers=headers)
        assert answer.status_code == 200, answer.content

    with CaptureQueriesContext(connection) as statements:
        page()
    print(f"\n{len(statements)} SQL statements, transaction frame included")
    ratios = compare(
        "50 of 100,000 subcontractors as JSON", {"raw json_agg": limit, "GET /api/v1/subcontractors": page}, rounds=200
    )
    raw.close()
    verdict("list over HTTP", ratios["GET /api/v1/subcontractors"], 6)
