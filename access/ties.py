"""What holds a person here, and what would they lose with a paper? Asked from lower floors, through config/ties.py."""

import datetime
import uuid
from collections.abc import Iterable

from django.db.models import Q
from django.utils.translation import gettext as _

from access import eligibility
from access.models import Asset, AssetOffer, Grant, Requirement


def of_people(ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, str]:
    """Person -> the oldest live grant, in words."""
    live = Grant.objects.filter(person__in=list(ids), status__in=Grant.LIVE).select_related("asset")
    return {
        grant.person_id: _("Holds %(grant)s on %(asset)s, or has asked for it")
        % {"grant": grant.reference, "asset": grant.asset.name}
        for grant in live.order_by("-requested_at")
    }


def closed_by(
    vendor_id: uuid.UUID, person_id: uuid.UUID | None, lost: Iterable[tuple[str, str]], at: datetime.datetime
) -> list[str]:
    """Grants that the decision says yes to at this moment, and that ask for one of these conditions; in words."""
    asks = Q(pk__in=[])
    for requirement, key in lost:
        asks |= Q(requirement=requirement, key=key)
    classes = Requirement.objects.filter(asks).values("asset_class")
    whose = {"person": person_id} if person_id else {"person__vendor": vendor_id}
    rows = Grant.objects.filter(**whose, status="open", asset__asset_class__in=classes).select_related(
        "person", "asset"
    )
    rows_in_order = list(rows.order_by("person__name", "asset__name"))
    decisions = eligibility.decide_many([(row.person_id, row.asset_id, row.level) for row in rows_in_order], at=at)
    return [
        _("%(grant)s: %(person)s, %(asset)s")
        % {"grant": row.reference, "person": row.person.name, "asset": row.asset.name}
        for row, decision in zip(rows_in_order, decisions, strict=True)
        if decision
    ]


def covered(vendor_id: uuid.UUID, engagement_id: uuid.UUID | None) -> list[dict]:
    """The assets that are offered to one engagement of the firm, or to any; by name, never by our reference."""
    offers = AssetOffer.objects.filter(vendor=vendor_id, **({"engagement": engagement_id} if engagement_id else {}))
    rows = Asset.objects.filter(pk__in=offers.values("asset")).select_related("asset_class").order_by("name", "id")
    return [
        {"id": str(row.pk), "name": row.name, "kind": str(row.get_kind_display()), "asset_class": row.asset_class.name}
        for row in rows
    ]
