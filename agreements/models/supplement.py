"""Which background was added after the agreement was issued? A dated page that both sides confirm."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _l

from agreements.models.background_item import FirmQuerySet
from core.workflow import Workflow, stamped, status_field
from vendors.models import VendorRow


class Supplement(VendorRow):
    """`html` and `sha256` are its frozen words and their fingerprint, `items` the background items that it adds, by id."""

    WORKFLOW = Workflow(
        "proposed",
        {"proposed": {"confirmed": "supplement.confirmed", "refused": "supplement.refused"}},
        {
            "proposed": _l("Waits for the other side"),
            "confirmed": _l("Confirmed by both sides"),
            "refused": _l("Refused"),
        },
    )

    agreement = models.ForeignKey("agreements.Agreement", on_delete=models.PROTECT, related_name="supplements")
    number = models.PositiveIntegerField()
    dated_on = models.DateField()
    items = models.JSONField()
    html = models.TextField()
    sha256 = models.CharField(max_length=64)
    status = status_field(WORKFLOW)
    proposed_at = models.DateTimeField()
    proposed_by = models.ForeignKey("core.User", on_delete=models.PROTECT, related_name="+")
    settled_at = models.DateTimeField(null=True)
    settled_by = models.ForeignKey("core.User", null=True, on_delete=models.PROTECT, related_name="+")
    settled_by_name = models.CharField(max_length=150, blank=True)
    because = models.TextField(blank=True)

    objects = FirmQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agreement", "number"], name="supplements_are_numbered"),
            models.UniqueConstraint(
                fields=["agreement"], condition=Q(status="proposed"), name="one_supplement_waits_at_a_time"
            ),
            stamped("a_settled_supplement_says_by_whom", ["confirmed", "refused"], "settled_at", "settled_by"),
            models.CheckConstraint(
                condition=Q(settled_by=None) | ~Q(settled_by=F("proposed_by")), name="both_sides_confirm_a_supplement"
            ),
        ]

    def __str__(self):
        return f"{self.agreement.title} ({self.number})"
