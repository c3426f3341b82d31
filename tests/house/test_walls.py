"""Does the database hold the second wall on every table, whatever the code above forgets?"""

import pytest
from django.db import connection

from core.database import context, policies
from core.database.roles import BACKUP, GATE, MAY_BECOME, OWNER, PORTAL, REPORTER, STAFF, WORKER
from tests import make

pytestmark = pytest.mark.django_db
ROLES = [GATE, PORTAL, REPORTER, STAFF, WORKER, BACKUP, *MAY_BECOME]
DEFINERS = {
    "access_destruction_sealed",
    "agreements_sealed",
    "incidents_case_of_code",
    "training_certificate_of_code",
    "training_certificate_sealed",
    "vendors_acceptance_sealed",
    "training_grade",
    "training_key_of",
    "vendors_invitation_of",
    "vendors_memberships",
    "vendors_renew_invitation",
    "vendors_take_invitation",
}


def ask(sql: str, *values) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchall()


def portal_tables() -> set[str]:
    """Tables that the portal may read and that carry a subcontractor."""
    granted = ask(
        "select c.relname from pg_class c where c.relkind = 'r' and has_table_privilege(%s, c.oid, 'select')", PORTAL
    )
    return {name for (name,) in granted} & set(policies.tenant_tables())


def test_the_models_know_every_table_with_a_subcontractor():
    columns = ask(
        "select table_name from information_schema.columns where table_schema = 'public' and column_name = 'vendor_id'"
    )
    views = ask("select relname from pg_class where relkind in ('v', 'm')")
    assert {name for (name,) in columns} - {name for (name,) in views} == set(policies.tenant_tables())


def test_row_security_is_enabled_and_forced_on_each():
    rows = ask(
        "select relname, relrowsecurity, relforcerowsecurity from pg_class where relname = any(%s)",
        policies.tenant_tables(),
    )
    assert len(rows) == len(policies.tenant_tables()) > 30
    assert [name for name, enabled, forced in rows if not (enabled and forced)] == []


def test_views_do_not_pass_the_wall():
    """A view reads as its owner unless it says otherwise."""
    rows = ask(
        "select relname from pg_class c join pg_namespace n on n.oid = c.relnamespace where relkind = 'v' and nspname = 'public' "
        "and not coalesce('security_invoker=true' = any(reloptions), false) and has_table_privilege(%s, c.oid, 'select')",
        PORTAL,
    )
    assert rows == []


def test_the_portal_without_a_firm_sees_nothing():
    make.acknowledged(make.contact(make.vendor()))
    assert ask("select count(*) from vendors_person")[0][0] > 0
    with context.role(PORTAL):
        seen = {table: ask(f'select count(*) from "{table}"')[0][0] for table in sorted(portal_tables())}
    assert len(seen) > 20
    assert {table: rows for table, rows in seen.items() if rows} == {}


def test_the_portal_sees_its_own_firm_and_no_other():
    own, other = make.contact(make.vendor()), make.contact(make.vendor())
    for each in (own, other):
        make.acknowledged(each)
    with context.role(PORTAL, vendor=own.vendor_id, user=own.user.pk):
        firms = {
            table: {row[0] for row in ask(f'select distinct vendor_id from "{table}"')} for table in portal_tables()
        }
    assert own.vendor_id in firms["vendors_person"]
    assert {table for table, seen in firms.items() if seen - {own.vendor_id, None}} == set()


def test_no_role_or_login_owns_anything_or_passes_the_wall():
    owned = ask(
        "select r.rolname, c.relname from pg_class c join pg_roles r on r.oid = c.relowner where r.rolname = any(%s)",
        ROLES,
    )
    assert owned == []
    mighty = "select rolname from pg_roles where rolname = any(%s) and (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb)"
    assert ask(mighty, [*ROLES, OWNER]) == [(BACKUP,)]


def test_a_login_holds_no_right_of_its_own():
    held = ask(
        "select r.rolname, c.relname from pg_class c cross join lateral aclexplode(c.relacl) a "
        "join pg_roles r on r.oid = a.grantee where r.rolname = any(%s)",
        list(MAY_BECOME),
    )
    assert held == []
    assert ask("select rolname from pg_roles where rolname = any(%s) and rolinherit", list(MAY_BECOME)) == []


def test_functions_that_run_as_their_owner_are_the_listed_ones():
    rows = ask(
        "select proname, proconfig::text, has_function_privilege('public', p.oid, 'execute') from pg_proc p "
        "join pg_namespace n on n.oid = p.pronamespace where prosecdef and nspname = 'public'"
    )
    assert {name for name, _config, _public in rows} == DEFINERS
    assert [name for name, config, _public in rows if "search_path" not in (config or "")] == []
    assert [name for name, _config, public in rows if public] == []
