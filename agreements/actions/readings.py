"""Noting what of a text was put before somebody who acts on it. Shown is all that is known; nobody records that it was read."""

import datetime
from collections.abc import Collection

from agreements.actions.agreements import about, lock
from agreements.models import Agreement, ShownPart
from agreements.policies import agreements as policies
from agreements.policies import reading as policies_reading
from agreements.rendering import parts
from core import events
from core.actors import Actor


def note(
    agreement: Agreement, shown: Collection[str], *, way: str, shown_sha256: str, by: Actor, at: datetime.datetime
) -> list[str]:
    """Keep since when these parts were before them; what is noted already stays. Returns the keys that are new.

    `shown_sha256` is the fingerprint that the page carried. Keys that the text does not have are passed over.
    """
    agreement = lock(agreement)
    policies_reading.check_can_note(by, agreement, at)
    policies.check_shown(agreement, shown_sha256)
    known = set(ShownPart.objects.filter(agreement=agreement, user=by.id).values_list("part", flat=True))
    new = [part.key for part in parts.split(agreement.html) if part.key in shown and part.key not in known]
    if not new:
        return []
    ShownPart.objects.bulk_create(
        ShownPart(
            agreement=agreement, vendor_id=agreement.vendor_id, user=by.user, person_id=by.person_id, part=key, way=way,
            document_sha256=agreement.document_sha256, shown_at=at,
        )
        for key in new
    )  # fmt: skip
    events.record("agreement.shown", agreement, by=by, at=at, parts=new, way=way, **about(agreement))
    return new
