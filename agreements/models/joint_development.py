"""What do we and a subcontractor develop together: who brings what, who owns what, and which notices and consents are due?"""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _l

from agreements.models.background_item import SIDES, FirmQuerySet
from core.workflow import Workflow, stamped, status_field
from vendors.models import VendorRow

DUTIES = [("notice", _l("Notice")), ("consent", _l("Consent"))]


class JointDevelopment(VendorRow):
    """`our_share` in hundredths; the rest is the subcontractor's."""

    WORKFLOW = Workflow(
        "running", {"running": {"ended": "joint.ended"}}, {"running": _l("Under way"), "ended": _l("Ended")}
    )

    title = models.CharField(max_length=200)
    engagement = models.ForeignKey("vendors.Engagement", null=True, on_delete=models.PROTECT, related_name="+")
    our_part = models.TextField()
    their_part = models.TextField()
    our_share = models.DecimalField(max_digits=5, decimal_places=2)
    licence = models.TextField()
    exploitation = models.TextField()
    began_on = models.DateField()
    status = status_field(WORKFLOW)
    entered_at = models.DateTimeField()
    entered_by = models.ForeignKey("core.User", on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True)
    because = models.TextField(blank=True)

    objects = FirmQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(our_share__gte=0) & Q(our_share__lte=100), name="our_share_lies_between_0_and_100"
            ),
            stamped("an_ended_joint_development_says_when", ["ended"], "ended_at"),
        ]

    def __str__(self):
        return self.title


class JointDuty(VendorRow):
    """A notice to give or a consent to get, by one side, by a day."""

    joint = models.ForeignKey(JointDevelopment, on_delete=models.PROTECT, related_name="duties")
    kind = models.CharField(max_length=8, choices=DUTIES)
    side = models.CharField(max_length=16, choices=SIDES)
    what = models.CharField(max_length=300)
    due_on = models.DateField()
    done_at = models.DateTimeField(null=True)
    done_by = models.ForeignKey("core.User", null=True, on_delete=models.PROTECT, related_name="+")
    done_words = models.TextField(blank=True)

    objects = FirmQuerySet.as_manager()

    class Meta:
        ordering = ["due_on"]
        indexes = [models.Index(fields=["due_on"], name="joint_duty_open", condition=Q(done_at=None))]
        constraints = [
            models.CheckConstraint(
                condition=Q(done_at=None) | (Q(done_by__isnull=False) & ~Q(done_words="")),
                name="a_duty_is_done_by_somebody_in_words",
            )
        ]

    def __str__(self):
        return self.what
