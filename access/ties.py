"""What holds a person here, and what can a firm's people open? Asked from lower floors, through config/ties.py."""

import datetime
import uuid
from collections.abc import Iterable

from django.utils.translation import gettext as _

from access import eligibility
from access.models import Grant


def of_people(ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, str]:
    """Person -> the oldest live grant, in words."""
    live = Grant.objects.filter(person__in=list(ids), status__in=Grant.LIVE).select_related("asset")
    return {
        grant.person_id: _("Holds %(grant)s on %(asset)s, or has asked for it")
        % {"grant": grant.reference, "asset": grant.asset.name}
        for grant in live.order_by("-requested_at")
    }


def usable(vendor_id: uuid.UUID, person_id: uuid.UUID | None, at: datetime.datetime) -> dict[uuid.UUID, str]:
    """Open grants that the decision says yes to at this moment, in words: of a firm, or of one of its people."""
    whose = {"person": person_id} if person_id else {"person__vendor": vendor_id}
    rows = list(
        Grant.objects.filter(**whose, status="open")
        .select_related("person", "asset")
        .order_by("person__name", "asset__name")
    )
    decisions = eligibility.decide_many([(row.person_id, row.asset_id, row.level) for row in rows], at=at)
    return {
        row.pk: _("%(grant)s: %(person)s, %(asset)s")
        % {"grant": row.reference, "person": row.person.name, "asset": row.asset.name}
        for row, decision in zip(rows, decisions, strict=True)
        if decision
    }
