"""What must not be deleted? A hold over a subject blocks every deletion and erasure of it."""

from django.db import models
from django.db.models import Q

from core.models.rows import Row


class LegalHold(Row):
    name = models.CharField(max_length=200)
    because = models.TextField()
    vendor_id = models.UUIDField(null=True)
    subject_kind = models.CharField(max_length=60)
    subject_id = models.UUIDField()
    placed_at = models.DateTimeField()
    placed_by = models.ForeignKey("core.User", on_delete=models.PROTECT, related_name="+")
    released_at = models.DateTimeField(null=True)
    released_by = models.ForeignKey("core.User", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        indexes = [
            models.Index(fields=["subject_kind", "subject_id"], name="hold_on_subject", condition=Q(released_at=None))
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(released_at=None, released_by=None)
                | Q(released_at__isnull=False, released_by__isnull=False),
                name="a_released_hold_names_who_released_it",
            )
        ]
