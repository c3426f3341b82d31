"""How does the subcontractor put it right? Plans, each with its steps and the answer that it got."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _l

from vendors.models import VendorRow

ANSWERS = [("accepted", _l("Accepted")), ("returned", _l("Sent back"))]


class RemediationPlan(VendorRow):
    """A plan that was sent back stays; the next one is a new row."""

    finding = models.ForeignKey("audits.Finding", on_delete=models.PROTECT, related_name="plans")
    number = models.PositiveSmallIntegerField()
    cause = models.TextField()
    author = models.ForeignKey("core.User", on_delete=models.PROTECT, related_name="+")
    author_name = models.CharField(max_length=150)
    submitted_at = models.DateTimeField()
    answer = models.CharField(max_length=10, choices=ANSWERS, blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey("core.User", null=True, on_delete=models.PROTECT, related_name="+")
    answer_because = models.TextField(blank=True)

    class Meta:
        ordering = ["finding", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["finding", "number"], name="a_plan_of_a_finding_has_its_number"),
            models.CheckConstraint(
                condition=Q(answer="", answered_at=None)
                | (~Q(answer="") & Q(answered_at__isnull=False, answered_by__isnull=False)),
                name="an_answered_plan_says_who_and_when",
            ),
        ]


class PlanStep(VendorRow):
    plan = models.ForeignKey(RemediationPlan, on_delete=models.CASCADE, related_name="steps")
    number = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=300)
    due_on = models.DateField()

    class Meta:
        ordering = ["plan", "number"]
        constraints = [models.UniqueConstraint(fields=["plan", "number"], name="a_step_of_a_plan_has_its_number")]
