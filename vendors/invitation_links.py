"""What stands in an invitation link, and how is it known again?

The token follows from the invitation's random id and the installation's secret key, so that mail can be sent and sent
again without keeping it; the database holds its SHA-256 alone, and neither tells the other.
"""

import base64
import hashlib
import uuid

from django.conf import settings
from django.db import connection
from django.urls import reverse
from django.utils.crypto import salted_hmac

from core.ids import new


def token_of(invitation_id: uuid.UUID) -> str:
    """43 characters, 256 bits."""
    made = salted_hmac("vendors.invitation", invitation_id.bytes, algorithm="sha256").digest()
    return base64.urlsafe_b64encode(made).rstrip(b"=").decode()


def digest_of(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def address_of(invitation_id: uuid.UUID) -> str:
    """The whole link."""
    return settings.ORIGIN + reverse("invitation", args=[token_of(invitation_id)])


def look(token: str) -> dict | None:
    """Who asks whom, and why. Asked at the gate, which sees no table of a subcontractor. Changes nothing."""
    return _one("select * from vendors_invitation_of(%s)", digest_of(token))


def take(token: str, at) -> dict | None:
    """Consume it: of two who try at once, one gets the row and the other None."""
    return _one("select * from vendors_take_invitation(%s, %s)", digest_of(token), at)


def renew(token: str, at, until) -> dict | None:
    """Exchange a link that has run out for a new one to the same address; None where there was nothing to exchange."""
    fresh = new()
    return _one(
        "select * from vendors_renew_invitation(%s, %s, %s, %s, %s)",
        digest_of(token),
        fresh,
        digest_of(token_of(fresh)),
        at,
        until,
    )


def _one(statement: str, *values) -> dict | None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        row = cursor.fetchone()
        return dict(zip([column.name for column in cursor.description], row, strict=True)) if row else None
