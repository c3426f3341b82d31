"""Who was asked to mark the working practice of a subcontractor, and what did each say before seeing the others?"""

from django.db import models
from django.db.models import Q

from vendors.models.screening import Screening
from vendors.models.vendor import Vendor, VendorRow

LEAST = 2  # reviewers of a panel


class PanelReviewQuerySet(models.QuerySet):
    def visible_to(self, viewer):
        """Staff alone; the marks are read through vendors.panel_results, which keeps them blind."""
        return self.filter(vendor__in=Vendor.objects.visible_to(viewer)) if viewer.is_staff else self.none()

    def waiting(self):
        """Asked, and not said yet, while the screening is still open to it."""
        return self.filter(submitted_at=None, screening__status="recording")


class PanelReview(VendorRow):
    """One reviewer of one screening. `marks`: criterion -> 0 to 4, empty until they are handed in and never changed afterwards."""

    PORTAL_SEES = "false"

    screening = models.ForeignKey(Screening, on_delete=models.CASCADE, related_name="panel")
    reviewer = models.ForeignKey("core.User", on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey("core.User", null=True, on_delete=models.PROTECT, related_name="+")
    submitted_at = models.DateTimeField(null=True)
    marks = models.JSONField(default=dict)
    note = models.TextField(blank=True)

    objects = PanelReviewQuerySet.as_manager()

    class Meta:
        ordering = ["asked_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["screening", "reviewer"], name="a_reviewer_sits_once_on_a_panel"),
            models.CheckConstraint(
                condition=Q(submitted_at=None, marks={}) | (Q(submitted_at__isnull=False) & ~Q(marks={})),
                name="marks_are_handed_in_at_once",
            ),
        ]

    def __str__(self):
        return str(self.reviewer)
