"""Which database does a test write to? A clone of the migrated one, entered as the web's login, which owns nothing."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg2
from django.db import connections, transaction
from psycopg2.extensions import make_dsn, quote_ident

from core.database import context
from core.database.roles import OWNER, STAFF

TEMPLATE = "ringfence"  # made and migrated by bin/test before pytest starts; no test ever connects to it


def connect_as_superuser(name: str = "postgres"):
    """Past every wall, committing at once: for cloning, and for tests that change rows behind Ringfence's back."""
    connection = psycopg2.connect(make_dsn(os.environ["RINGFENCE_SUPERUSER_DSN"], dbname=name))
    connection.autocommit = True
    return connection


def clone(name: str, template: str = TEMPLATE) -> None:
    """Privileges on a database itself do not come with the template, so they are laid anew. Nobody may be connected to it."""
    _carry_out(
        f"create database {{0}} owner {OWNER} template {template}",
        "revoke temporary on database {0} from public",
        name=name,
    )


def drop(name: str) -> None:
    _carry_out("drop database if exists {0} with (force)", name=name)


@contextmanager
def in_use(name: str) -> Iterator[str]:
    """Django's connections, those of other threads included, lead to this database for the block."""
    settings = connections.settings["default"]
    before = settings["NAME"]
    _lead_to(name)
    try:
        yield name
    finally:
        _lead_to(before)


@contextmanager
def committed(role: str = STAFF, **scope) -> Iterator[None]:
    """One transaction in a role, committed at the end of the block."""
    with transaction.atomic():
        context.step_into(role, **scope)
        yield


def current() -> str:
    """The database that Django's connections lead to."""
    return connections.settings["default"]["NAME"]


def _lead_to(name: str) -> None:
    connections.close_all()
    connections.settings["default"]["NAME"] = name


def _carry_out(*statements: str, name: str) -> None:
    connection = connect_as_superuser()
    try:
        with connection.cursor() as cursor:
            for statement in statements:
                cursor.execute(statement.format(quote_ident(name, connection)))
    finally:
        connection.close()
