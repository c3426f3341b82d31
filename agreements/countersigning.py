"""Which papers wait for this person's signature for the company now?"""

import datetime

from agreements import table
from agreements.models import COMPANY, Agreement, BulkIssue
from agreements.policies import agreements as policies
from core import limits
from core.actors import Actor


def waiting(viewer: Actor, at: datetime.datetime, *, of: BulkIssue | None = None) -> list[Agreement]:
    """Those at whose table it is their turn to sign, by firm; at most as many as one act takes. `of`: of one act to many alone."""
    rows = (
        Agreement.objects.visible_to(viewer)
        .awaiting()
        .filter(seats__role=COMPANY)
        .exclude(signatures__user=viewer.user)
    )
    if of is not None:
        rows = rows.filter(bulk_line__run=of)
    rows = (
        rows.distinct()
        .select_related("vendor", "person")
        .prefetch_related("seats__person", "seats__user", "signatures")
    )
    rows = rows.defer("html", "body", "variables").order_by("vendor__name", "pk")
    found = (row for row in rows.iterator(chunk_size=200) if _is_turn(viewer, row, at))
    return [row for row, _number in zip(found, range(limits.BULK_FIRMS), strict=False)]


def _is_turn(viewer: Actor, agreement: Agreement, at) -> bool:
    over = policies.is_too_late(agreement, at) or policies.is_over(agreement, at) or agreement.is_amendment
    return not over and any(
        seat.role == COMPANY and table.holds(viewer, agreement, seat) for seat in table.turn(agreement)
    )
