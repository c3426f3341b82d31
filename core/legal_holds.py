"""Which legal holds stand over a record? While one does, nothing destroys it."""

from django.db import models

from core.models import LegalHold


def over(row: models.Model) -> models.QuerySet[LegalHold]:
    """Those that were not released, the oldest first."""
    live = LegalHold.objects.filter(subject_kind=row._meta.label_lower, subject_id=row.pk, released_at=None)
    return live.select_related("placed_by").order_by("placed_at", "pk")
