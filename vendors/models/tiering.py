"""How exposed are we to this subcontractor, before any safeguard? The form, and each time it was filled in."""

from django.db import models

from core.database.policies import OWN_FIRM
from core.models.rows import Row
from vendors.models.vendor import TIERS, Vendor, VendorRow


class RiskForm(Row):
    """One version of the inherent-risk form, as vendors/starter/inherent_risk.yaml lays it out. Frozen once loaded."""

    APPEND_ONLY = True

    version = models.PositiveIntegerField(unique=True)
    content = models.JSONField()
    loaded_at = models.DateTimeField()


class TierAssessmentQuerySet(models.QuerySet["TierAssessment"]):
    def visible_to(self, viewer):
        return self.filter(vendor__in=Vendor.objects.visible_to(viewer)) if viewer.is_staff else self.none()

    def current_of(self, vendor) -> "TierAssessment | None":
        """The newest one of this firm; None where it was never assessed."""
        return self.filter(vendor=vendor).order_by("-made_at", "-pk").first()


class TierAssessment(VendorRow):
    """The answers, what they add up to and what they demand. `vendors.tiering.assess` gives the same again.

    `lines`: one per chosen answer (question, answer, points, counted, floor_tier).
    `demands`: one per demand (id, kind, title, refers_to, any_of, months) with its `because`: [{question, answer, sentence}].
    """

    APPEND_ONLY = True
    PORTAL_SEES = OWN_FIRM

    form = models.ForeignKey(RiskForm, on_delete=models.PROTECT, related_name="+")
    answers = models.JSONField()
    points = models.PositiveSmallIntegerField()
    tier = models.PositiveSmallIntegerField(choices=TIERS)
    lines = models.JSONField()
    demands = models.JSONField()
    because = models.TextField(blank=True)
    made_by = models.ForeignKey("core.User", null=True, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    objects = TierAssessmentQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["vendor", "-made_at"], name="tier_assessment_of_vendor")]
        constraints = [
            models.CheckConstraint(condition=models.Q(tier__in=[1, 2, 3]), name="an_assessment_gives_a_tier")
        ]

    def demanded(self, kind: str) -> list[dict]:
        """The demands of one kind: questionnaire, certificate, insurance, training, agreement, undertaking, clause, audit, review."""
        return [demand for demand in self.demands if demand["kind"] == kind]
