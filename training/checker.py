"""Is this fingerprint, or this code, a training certificate of ours? Asked by the public check, before any firm is known."""

from django.db import connection
from django.urls import reverse
from django.utils.translation import gettext as _

from core.verifying import Known


def check(*, sha256: str, code: str) -> Known | None:
    """Kind, time, level, and the certificate's own page; no name of a person."""
    with connection.cursor() as cursor:
        cursor.execute("select code, sha256, sealed_at, level from training_certificate_sealed(%s, %s)", [sha256, code])
        row = cursor.fetchone()
    return (
        Known(_("Training certificate"), row[1], row[2], row[3], reverse("certificate_check", args=[row[0]]))
        if row
        else None
    )
