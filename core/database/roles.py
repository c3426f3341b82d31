"""Who may log in to PostgreSQL, and which roles do they step into?

Logins own nothing and hold no right of their own; a request or a task steps into one role with
`SET LOCAL ROLE` for its transaction. See docs/adr/0001-database-roles-and-policies.md.
"""

OWNER = "ringfence_owner"  # owns the tables, runs migrations, never serves a request
GATE = "ringfence_gate"  # sign-in: accounts, sessions and factors, no table of any subcontractor
PORTAL = "ringfence_portal"  # one subcontractor's rows, or none
REPORTER = "ringfence_reporter"  # who reports without a name: adds to one report, reads the answers to it
STAFF = "ringfence_staff"  # all rows; `visible_to` narrows them
WORKER = "ringfence_worker"  # scheduled work
BACKUP = "ringfence_backup"  # reads everything, bypasses row security, writes nothing

WEB_LOGIN = "ringfence_web"
TASK_LOGIN = "ringfence_task"
BACKUP_LOGIN = "ringfence_backup_login"

MAY_BECOME = {
    WEB_LOGIN: (GATE, PORTAL, REPORTER, STAFF),
    TASK_LOGIN: (WORKER, STAFF),
    BACKUP_LOGIN: (BACKUP,),
}
LOGINS = {"owner": OWNER, "web": WEB_LOGIN, "task": TASK_LOGIN, "backup": BACKUP_LOGIN}


def missing(cursor) -> list[str]:
    """The roles that this version needs and the server does not have yet."""
    needed = {OWNER, *MAY_BECOME, *(role for roles in MAY_BECOME.values() for role in roles)}
    cursor.execute("select rolname from pg_roles where rolname = any(%s)", [sorted(needed)])
    return sorted(needed - {name for (name,) in cursor.fetchall()})


def creation_sql(passwords: dict[str, str] | None = None) -> list[str]:
    """Statements that make every role and login, safe to run again.

    `passwords` maps a login name to its password; a login without one can only enter where the
    server trusts the connection (the embedded cluster's private socket).
    """
    passwords = passwords or {}
    statements = []
    for role in (GATE, PORTAL, REPORTER, STAFF, WORKER):
        statements.append(_create(role, "nologin"))
    statements.append(_create(BACKUP, "nologin bypassrls"))
    for login in (OWNER, *MAY_BECOME):
        statements.append(_create(login, "login noinherit" if login != OWNER else "login"))
        if login in passwords:
            escaped = passwords[login].replace("'", "''")
            statements.append(f"alter role {login} password '{escaped}'")
    for login, roles in MAY_BECOME.items():
        statements += [f"grant {role} to {login}" for role in roles]
    return statements


def _create(role: str, attributes: str) -> str:
    return (
        f"do $$ begin if not exists (select from pg_roles where rolname = '{role}') "
        f"then create role {role} {attributes}; end if; end $$"
    )
