"""Does each test get a database of its own, entered as a login that owns nothing?"""

import psycopg2
import pytest
from django.core.management.base import CommandError
from django.db import connection, transaction
from django.db.utils import ProgrammingError

from core.database import context, policies, roles
from core.database.roles import PORTAL, STAFF
from tests import databases


def ask(sql: str):
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchone()[0]


@pytest.mark.django_db
def test_a_test_runs_as_staff_through_the_web_login(worker_id):
    assert ask("select session_user") == "ringfence_web"
    assert ask("select current_user") == STAFF
    assert ask("select current_database()") == f"ringfence_{worker_id}"


@pytest.mark.django_db
def test_the_login_owns_nothing_and_passes_no_wall():
    assert ask("select rolsuper or rolbypassrls from pg_roles where rolname = session_user") is False
    assert (
        ask("select count(*) from pg_class where relowner = (select oid from pg_roles where rolname = session_user)")
        == 0
    )


@pytest.mark.django_db
def test_the_schema_is_migrated():
    assert ask("select count(*) from django_migrations where app = 'core'") > 0


def test_what_is_committed_stays_and_is_seen_from_outside(committing_database, superuser):
    with databases.committed(), connection.cursor() as cursor:
        cursor.execute("select pg_notify('x', 'y')")  # the role of staff may not make tables; any write will do
        assert context.current()[0] == STAFF
    assert ask("select current_user") == "ringfence_web", "the role ends with its transaction"
    with superuser.cursor() as cursor:
        cursor.execute("select current_database(), usesuper from pg_user where usename = current_user")
        assert cursor.fetchone() == (committing_database, True)


def test_two_committing_tests_share_nothing(committing_database):
    other = f"{committing_database}_b"
    databases.clone(other)
    try:
        with databases.in_use(other):
            assert ask("select current_database()") == other
        assert ask("select current_database()") == committing_database
    finally:
        databases.drop(other)


def test_triggers_hold_in_a_committing_database(committing_database, superuser):
    with superuser.cursor() as cursor:
        cursor.execute(
            "select count(*) from pg_trigger where tgrelid = 'core_event'::regclass and tgenabled <> 'D' and not tgisinternal"
        )
        assert cursor.fetchone()[0] > 0
        with pytest.raises(psycopg2.Error):
            cursor.execute("truncate core_event cascade")


def test_nobody_makes_tables(committing_database):
    with pytest.raises(ProgrammingError), transaction.atomic():
        context.step_into(PORTAL)
        ask("create table t (a int)")


@pytest.mark.django_db
def test_a_migrate_asks_first_for_the_roles_that_an_update_brings(monkeypatch):
    policies.check_roles()
    monkeypatch.setitem(roles.MAY_BECOME, roles.WEB_LOGIN, ("ringfence_newcomer",))
    with pytest.raises(CommandError, match=r"lacks ringfence_newcomer\. Run manage\.py prepare_database"):
        policies.check_roles()
