"""The trail refuses to be rewritten, by everybody."""

import psycopg2
import pytest

from tests.trail import world

REWRITES = [
    "update core_event set name = 'other'",
    "delete from core_event",
    "truncate core_event cascade",
    "update core_seal set count = 1",
    "delete from core_seal",
    "truncate core_seal cascade",
    "update core_sealedevent set position = position + 100",
    "delete from core_sealedevent",
    "truncate core_sealedevent",
    "delete from core_eventdetail",
    "truncate core_eventdetail",
    "update core_eventdetail set data = '{\"number\": 9}'",
    "update core_eventdetail set erased_at = now()",
    "update core_eventdetail set erased_at = now(), salt = '', labels = '{}', data = '{}', vendor_id = null",
]


@pytest.mark.parametrize(
    "role", ["", "set role ringfence_owner", "set role ringfence_staff", "set session_replication_role = replica"]
)
@pytest.mark.parametrize("rewrite", REWRITES)
def test_rewriting_is_refused_to_superuser_owner_and_staff(sealed_once, rewrite, role):
    with sealed_once.cursor() as cursor:
        cursor.execute("begin")
        cursor.execute(role or "select 1")
        with pytest.raises(psycopg2.errors.InsufficientPrivilege):
            cursor.execute(rewrite)
        cursor.execute("rollback")


def test_an_erased_detail_cannot_be_erased_or_filled_again(sealed, superuser):
    erase = "update core_eventdetail set erased_at = now(), salt = '', labels = '{}', data = '{}'"
    with superuser.cursor() as cursor:
        cursor.execute(erase)
        for again in (erase, "update core_eventdetail set erased_at = null, data = '{\"number\": 1}'"):
            with pytest.raises(psycopg2.errors.InsufficientPrivilege):
                cursor.execute(again)


@pytest.fixture(scope="module")
def sealed_once(django_db_setup, django_db_blocker):
    """One sealed trail for all refusals, since none of them changes it."""
    from tests import databases

    name = "ringfence_refusals_" + str(id(django_db_blocker))
    databases.clone(name)
    with django_db_blocker.unblock(), databases.in_use(name):
        world.happen(2)
        world.seal()
        connection = databases.connect_as_superuser(name)
        yield connection
        connection.close()
    databases.drop(name)
