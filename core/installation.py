"""What is this installation, how is it doing, and what was tried on it? Read from where each thing is, kept nowhere."""

import platform
import tomllib
from functools import cache

import django
from django.conf import settings
from django.db import connection
from django.utils.translation import gettext as _

from core import trail_checks
from core.models import Event, Seal
from core.web.dates import say_moment


@cache
def version() -> str:
    return tomllib.loads((settings.BASE_DIR / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]


def facts() -> list[dict]:
    """For components/facts.html."""
    name, size = _database()
    return [
        {"label": _("Version"), "value": f"Ringfence {version()}"},
        {"label": _("Runs on"), "value": f"Python {platform.python_version()}, Django {django.get_version()}"},
        {"label": _("Database"), "value": f"{name}, {size}"},
        {"label": _("Address"), "value": settings.ORIGIN},
        {"label": _("Newest seal"), "value": _seal()},
        {"label": _("Audit log checked"), "value": _moment_of(trail_checks.last())},
        {"label": _("Backup brought back"), "value": _moment_of(last("backup.tried"))},
    ]


def last(name: str) -> Event | None:
    """The newest event of this name."""
    return Event.objects.filter(name=name).select_related("detail").order_by("-at", "-id").first()


def newest(name: str, most: int = 20) -> list[Event]:
    """The events of this name, the newest first."""
    return list(Event.objects.filter(name=name).order_by("-at", "-id")[:most])


def is_set_up() -> bool:
    """Was the list of first steps put away?"""
    return Event.objects.filter(name="setup.closed").exists()


def mail_works() -> bool:
    """Did a server take the newest test mail?"""
    newest = last("mail.tested")
    return newest is not None and not newest.detail.data.get("said") and not newest.detail.data.get("kept_in")


def _database() -> tuple[str, str]:
    with connection.cursor() as cursor:
        cursor.execute("select current_setting('server_version'), pg_size_pretty(pg_database_size(current_database()))")
        number, size = cursor.fetchone()
    return f"PostgreSQL {number.split()[0]}", size


def _seal() -> str:
    newest = Seal.objects.order_by("-number").first()
    if newest is None:
        return _("None yet")
    return _("Number %(number)s, %(when)s") % {"number": newest.number, "when": say_moment(newest.sealed_at)}


def _moment_of(event: Event | None) -> str:
    return say_moment(event.at) if event else _("Not yet")
