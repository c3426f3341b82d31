"""Is this fingerprint a sealed proof of ours that a residual risk was accepted? Asked by the public check, before any firm is known."""

from django.db import connection
from django.utils.translation import gettext as _

from core.verifying import Known


def check(*, sha256: str, code: str) -> Known | None:
    """Kind, time, level and fingerprint; neither the subcontractor nor who accepted. It goes by no code."""
    with connection.cursor() as cursor:
        cursor.execute("select sealed_at, level from vendors_acceptance_sealed(%s)", [sha256])
        row = cursor.fetchone()
    return Known(_("Acceptance of a residual risk"), sha256, row[0], row[1]) if row else None
