"""Can this installation do its work? Each probe answers with a state; only database, migrations and storage stop it.

Runs outside of the request's transaction and session, so that it can say that the database is gone.
"""

import time
from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache

from celery import current_app
from django.core.exceptions import SuspiciousOperation
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import DatabaseError, connection, transaction
from django.db.migrations.executor import MigrationExecutor
from kombu.exceptions import OperationalError as BrokerError

from core import ids
from core.database import context
from core.database.roles import STAFF

GOOD, DEGRADED, DOWN = "good", "degraded", "down"
CLOCK_DRIFT = 2  # seconds between this machine's clock and the database's
MAIL_WAITS = 15  # minutes that a mail may be due without having left
SEAL_WAITS = 5  # minutes that an event may stand unsealed


@dataclass(frozen=True)
class Finding:
    state: str
    what: str = ""


def look() -> dict[str, Finding]:
    """Every probe by name. A probe that fails says so; none stops the others."""
    return {name: _ask(probe, worst) for name, (probe, worst) in PROBES.items()}


def verdict(findings: dict[str, Finding]) -> str:
    states = {finding.state for finding in findings.values()}
    return DOWN if DOWN in states else DEGRADED if DEGRADED in states else GOOD


def _ask(probe: Callable[[], str], worst: str) -> Finding:
    """`worst` is what a complaint of this probe amounts to."""
    try:
        complaint = probe()
    except (DatabaseError, BrokerError, OSError, SuspiciousOperation, *_storage_errors()) as error:
        complaint = type(error).__name__
    return Finding(worst, complaint) if complaint else Finding(GOOD)


def _database() -> str:
    _one("select 1")
    return ""


def _migrations() -> str:
    return "" if _Migrations.are_done() else "migrations are pending"


class _Migrations:
    """Migrations are not undone under a running process: once all are there, nobody needs to look again."""

    seen_done = False

    @classmethod
    def are_done(cls) -> bool:
        if not cls.seen_done:
            with _as_staff():
                executor = MigrationExecutor(connection)
                cls.seen_done = not executor.migration_plan(executor.loader.graph.leaf_nodes())
        return cls.seen_done


def _storage() -> str:
    """Writes, reads and removes a few bytes where the files lie."""
    name = default_storage.save(f"health/{ids.new().hex}", ContentFile(b"here"))
    try:
        with default_storage.open(name) as kept:
            return "" if kept.read() == b"here" else "what was written is not what is read"
    finally:
        default_storage.delete(name)


def _broker() -> str:
    with current_app.connection_for_write() as broker:
        broker.ensure_connection(max_retries=0, timeout=1)
    return ""


def _mail() -> str:
    waiting = _one(
        "select count(*) from core_notice where by_mail and mailed_at is null and given_up_at is null "
        "and created_at < now() - make_interval(mins => %s)",
        MAIL_WAITS,
    )
    return f"{waiting} mails wait for more than {MAIL_WAITS} minutes" if waiting else ""


def _clock() -> str:
    drift = abs(time.time() - float(_one("select extract(epoch from clock_timestamp())")))
    return f"{drift:.0f} seconds away from the database's clock" if drift > CLOCK_DRIFT else ""


def _work() -> str:
    """Sealing follows within seconds where worker and timetable run."""
    oldest = _one(
        "select extract(epoch from now() - min(at)) from core_event e where at > now() - interval '7 days' "
        "and not exists (select from core_sealedevent s where s.event_id = e.id)"
    )
    return f"events stand unsealed for {oldest / 60:.0f} minutes" if oldest and oldest > SEAL_WAITS * 60 else ""


def _files() -> str:
    damaged = _one("select count(*) from core_storedfile where damaged_at is not null and shredded_at is null")
    return f"{damaged} stored files are missing or changed" if damaged else ""


# name -> (probe, what its complaint amounts to)
PROBES: dict[str, tuple[Callable[[], str], str]] = {
    "database": (_database, DOWN),
    "migrations": (_migrations, DOWN),
    "storage": (_storage, DOWN),
    "files": (_files, DEGRADED),
    "broker": (_broker, DEGRADED),
    "mail": (_mail, DEGRADED),
    "clock": (_clock, DEGRADED),
    "scheduled work": (_work, DEGRADED),
}


def _one(sql: str, *params):
    """The single value of a statement, in a transaction of its own as staff."""
    with _as_staff(), connection.cursor() as cursor:
        cursor.execute(sql, params)
        return cursor.fetchone()[0]


@contextmanager
def _as_staff():
    with transaction.atomic():
        context.step_into(STAFF)
        yield


@cache
def _storage_errors() -> tuple[type[Exception], ...]:
    """What an S3-compatible store raises, where one is installed."""
    try:
        from botocore.exceptions import BotoCoreError, ClientError
    except ImportError:
        return ()
    return (BotoCoreError, ClientError)
