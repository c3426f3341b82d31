"""Which role may touch which table, and which rows? Privileges and row-level security as code, synced after migrate.

The default is closed: a table without `vendor_id` that says nothing is invisible to the portal, and a table with
`vendor_id` shows the portal the rows of one subcontractor. A model may say `PORTAL_SEES = "<predicate>"` (rows the
portal may read, nothing more), `PORTAL_WRITES = "<predicate>"` (and change), `PORTAL_READS = "<predicate>"` (which of
those it may read: it writes more than it sees), `APPEND_ONLY = True`, or `GATE = "select, insert, ..."` (what sign-in
needs). `REPORTER_MAY = "select (id), insert"` gives who reports without a name as much, over the rows of
`REPORTER_SEES`, to which rows of `REPORTER_ADDS` may be added. See ADR 0001 and 0010.
"""

from django.apps import apps
from django.conf import settings
from django.core.management.base import CommandError
from django.db import connection

from core.database.roles import BACKUP, GATE, OWNER, PORTAL, REPORTER, STAFF, WORKER, missing

FIRM = "nullif(current_setting('ringfence.vendor', true), '')::uuid"
OWN_FIRM = f"vendor_id = {FIRM}"
ME = "nullif(current_setting('ringfence.user', true), '')::uuid"
EVERYTHING = (OWNER, STAFF, WORKER)
ALL, APPEND = "select, insert, update, delete", "select, insert"

# The numbers that a report without a name takes: of the case and of each file with it.
REPORTER_NUMBERS = ("core_reference_inc", "core_reference_evd")

# Tables of others that sign-in lives on. The desk and the portal never read them.
GATE_TABLES = {
    "account_emailaddress": ALL,
    "account_emailconfirmation": ALL,
    "mfa_authenticator": ALL,
    "core_user": "select, insert, update",
    "core_user_groups": "select, insert",
    "core_user_user_permissions": "select",
    "auth_group": "select",
    "core_session": ALL,
    "core_apiclient": "select, update",
    "core_organisation": "select",
    "core_event": "insert",
    "core_eventdetail": "insert",
    "core_outbox": "insert",
    "django_content_type": "select",
}


def check_roles(**kwargs) -> None:
    """Before a migrate changes anything. Raises CommandError where a role of this version is missing."""
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        if found := missing(cursor):
            raise CommandError(
                f"The database server lacks {', '.join(found)}. Run manage.py prepare_database as its superuser first; "
                "it leaves everything that is there as it is."
            )


def sync(**kwargs) -> None:
    """Bring privileges and policies in line with the models. Idempotent; runs as the owner after every migrate."""
    if connection.vendor != "postgresql" or settings.LOGIN != "owner":
        return
    with connection.cursor() as cursor:
        there = set(connection.introspection.table_names(cursor))
        for statement in statements(there):
            cursor.execute(statement)


def statements(there: set[str]) -> list[str]:
    """Every statement for the tables that are `there`: `migrate` may stop half way up."""
    tables = {table: model for table, model in _tables().items() if table in there}
    found = [
        f"grant usage on schema public to {GATE}, {PORTAL}, {REPORTER}, {STAFF}, {WORKER}, {BACKUP}",
        f"grant select on all tables in schema public to {BACKUP}",
        f"grant select on all sequences in schema public to {BACKUP}",
        f"grant select on django_migrations to {STAFF}, {WORKER}",  # readiness asks whether any is pending
        f"grant usage, select on all sequences in schema public to {STAFF}, {WORKER}, {GATE}",
    ]
    if there:
        found.append(f"grant usage on sequence {', '.join(REPORTER_NUMBERS)} to {REPORTER}")
    for table, model in tables.items():
        found += _privileges(table, model) + _row_security(table, model)
    return found


def tenant_tables() -> list[str]:
    """Every table that carries `vendor_id`: row security must be enabled and forced on each."""
    return [table for table, model in _tables().items() if _has_vendor(model)]


def _tables() -> dict:
    models = [
        model for model in apps.get_models(include_auto_created=True) if model._meta.managed and not model._meta.proxy
    ]
    return {model._meta.db_table: model for model in models}


def _has_vendor(model) -> bool:
    return any(field.column == "vendor_id" for field in model._meta.concrete_fields)


def _privileges(table: str, model) -> list[str]:
    rights = APPEND if getattr(model, "APPEND_ONLY", False) else ALL
    found = [
        f'revoke all on "{table}" from public, {GATE}, {PORTAL}, {REPORTER}, {STAFF}, {WORKER}',
        f'grant {rights} on "{table}" to {STAFF}, {WORKER}',
    ]
    if gate := getattr(model, "GATE", GATE_TABLES.get(table)):
        found.append(f'grant {gate} on "{table}" to {GATE}')
    if reporter := getattr(model, "REPORTER_MAY", None):
        found.append(f'grant {reporter} on "{table}" to {REPORTER}')
    if getattr(model, "PORTAL_SEES", None) is not None:
        found.append(f'grant select on "{table}" to {PORTAL}')
    elif getattr(model, "PORTAL_WRITES", None) is not None or _has_vendor(model):
        found.append(f'grant {rights} on "{table}" to {PORTAL}')
    return found


def _row_security(table: str, model) -> list[str]:
    predicate = getattr(model, "PORTAL_SEES", None) or getattr(model, "PORTAL_WRITES", None)
    if predicate is None and _has_vendor(model):
        predicate = OWN_FIRM
    if predicate is None or predicate == "true":
        return []
    found = [f'alter table "{table}" enable row level security', f'alter table "{table}" force row level security']
    found += _policy(table, "whole", ", ".join(EVERYTHING), "true")
    found += _policy(table, "portal", PORTAL, predicate)
    if reads := getattr(model, "PORTAL_READS", None):
        found += _policy(table, "portal_reads", PORTAL, reads, "select", kind="restrictive")
    if also := settings.PORTAL_ALSO_SEES.get(table):
        found += _policy(table, "portal_also", PORTAL, also, "select")
    if getattr(model, "GATE", GATE_TABLES.get(table)):
        found += _policy(table, "gate", GATE, "true")
    if sees := getattr(model, "REPORTER_SEES", None):
        found += _policy(table, "reporter", REPORTER, sees, "select")
    if adds := getattr(model, "REPORTER_ADDS", None):
        found += _policy(table, "reporter_adds", REPORTER, adds, "insert")
    return found


def _policy(table: str, name: str, roles: str, predicate: str, command="all", kind="permissive") -> list[str]:
    reading = "" if command == "insert" else f" using ({predicate})"
    writing = "" if command == "select" else f" with check ({predicate})"
    return [
        f'drop policy if exists "{name}" on "{table}"',
        f'create policy "{name}" on "{table}" as {kind} for {command} to {roles}{reading}{writing}',
    ]
