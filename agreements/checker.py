"""Is this fingerprint, or this document id, a signed copy, evidence or receipt of ours? Asked by the public check, before any firm is known."""

from django.db import connection
from django.utils.translation import gettext as _

from core import ids
from core.verifying import Known


def check(*, sha256: str, code: str) -> Known | None:
    """Kind, time, level and fingerprint; no party and no word of the text."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select kind, paper, sha256, level, sealed_at from agreements_sealed(%s, %s)",
            [sha256, ids.read("agr", code.lower())],
        )
        row = cursor.fetchone()
    return Known(_words(row[0], row[1]), row[2], row[4], row[3]) if row else None


def _words(kind: str, paper: str) -> str:
    if paper == "receipt":
        return _("Receipt of a deposit")
    if paper == "evidence":
        return _("Evidence certificate of a signing")
    return _("Signed undertaking") if kind == "undertaking" else _("Signed agreement")
