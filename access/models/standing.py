"""What did the sweep last see of each open grant, and when will the rule's answer next change?

A note of the sweep, never asked at a door: lists sort by it and the next sweep reads one index range of it.
"""

from django.db import models

from vendors.models import Vendor


class Usability(models.Model):
    """What the sweep last saw of each open grant, and until when that lasts (`changes_at`, by the rule, None: for good)."""

    grant = models.OneToOneField("access.Grant", primary_key=True, on_delete=models.CASCADE, related_name="usability")
    vendor = models.ForeignKey(Vendor, on_delete=models.PROTECT, related_name="+")
    is_usable = models.BooleanField()
    seen_at = models.DateTimeField()
    changes_at = models.DateTimeField(null=True)
    is_dirty = models.BooleanField(default=False)

    class Meta:
        indexes = [
            models.Index(
                fields=["changes_at"], name="usability_to_look_at", condition=models.Q(changes_at__isnull=False)
            ),
            models.Index(fields=["seen_at"], name="usability_by_seen"),
            models.Index(fields=["grant"], name="usability_dirty", condition=models.Q(is_dirty=True)),
        ]
