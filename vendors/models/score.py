"""How much risk was left with a subcontractor, each time it was worked out, and who set it to something else?"""

from django.db import models
from django.db.models import F, Q

from core.facts import Fact
from core.models.rows import Row
from vendors.models.catalogues import Catalogue
from vendors.models.vendor import Vendor, VendorRow


class ScoreMethod(Catalogue):
    """score.yaml: weights, credits and limits. A score names the version that it was worked out by."""

    @property
    def appetite(self) -> int:
        return self.content["appetite"]


class ScoreQuerySet(models.QuerySet):
    def visible_to(self, viewer):
        """Staff alone, as the screening that it rests on."""
        return self.filter(vendor__in=Vendor.objects.visible_to(viewer)) if viewer.is_staff else self.none()

    def newest_of(self, vendor):
        return self.filter(vendor=vendor).order_by("-made_at", "-pk").first()


class RiskScore(VendorRow):
    """One result, kept when it differs from the one before. `score` 0 to 100, None: not assessed; `level` 0 to 4, 0: too little
    is known; `confidence` in percent. `known` and `factors` are what vendors.scoring.arithmetic took and gave."""

    APPEND_ONLY = True
    PORTAL_SEES = "false"

    method = models.ForeignKey(ScoreMethod, on_delete=models.PROTECT, related_name="+")
    score = models.PositiveSmallIntegerField(null=True)
    level = models.PositiveSmallIntegerField()
    confidence = models.PositiveSmallIntegerField()
    known = models.JSONField()
    factors = models.JSONField()
    made_at = models.DateTimeField()

    objects = ScoreQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["vendor", "-made_at"], name="score_of_vendor")]
        constraints = [
            models.CheckConstraint(condition=Q(score=None) | Q(score__lte=100), name="a_risk_is_nought_to_a_hundred"),
            models.CheckConstraint(condition=Q(level__lte=4, confidence__lte=100), name="a_risk_has_a_level"),
        ]

    @property
    def result(self) -> dict:
        return {"score": self.score, "level": self.level, "confidence": self.confidence, "factors": self.factors}


class OverrideQuerySet(ScoreQuerySet):
    def standing(self, at, today):
        """Those that count at `at`: begun, not ended, their last day not over."""
        return self.filter(set_at__lte=at, until_on__gte=today).filter(Q(ended_at=None) | Q(ended_at__gt=at))


class ScoreOverride(VendorRow):
    """Somebody sets the score to what the arithmetic does not see, with a reason and a last day."""

    PORTAL_SEES = "false"

    value = models.PositiveSmallIntegerField()
    because = models.TextField()
    until_on = models.DateField()
    set_at = models.DateTimeField()
    set_by = models.ForeignKey("core.User", on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey("core.User", null=True, on_delete=models.PROTECT, related_name="+")

    objects = OverrideQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(value__lte=100), name="an_override_is_nought_to_a_hundred"),
            models.CheckConstraint(condition=~Q(because=""), name="an_override_has_a_reason"),
            models.CheckConstraint(
                condition=Q(ended_at=None) | Q(ended_at__gte=F("set_at")), name="an_override_ends_after_it_begins"
            ),
            models.UniqueConstraint(fields=["vendor"], condition=Q(ended_at=None), name="one_override_per_firm"),
        ]


class Weakness(Fact):
    """Something open that adds to the risk, noted by the floor that knows it: `reference` and `severity` of an audit's finding,
    the day by which it has to be put right. It holds from when it was found until it is settled."""

    PORTAL_SEES = "false"

    vendor = models.ForeignKey(Vendor, on_delete=models.PROTECT, related_name="+", db_index=False)
    reference = models.CharField(max_length=14)
    title = models.CharField(max_length=160)
    severity = models.CharField(max_length=12)
    due_on = models.DateField(null=True)
    source_kind = models.CharField(max_length=60)
    source_id = models.UUIDField()

    class Meta:
        indexes = [
            models.Index(fields=["vendor"], name="weakness_of_vendor"),
            models.Index(fields=["source_id"], name="weakness_by_source"),
        ]


class VendorRisk(models.Model):
    """The newest result of each firm, for lists: those that are not here were never worked out."""

    PORTAL_SEES = "false"

    vendor = models.OneToOneField(Vendor, primary_key=True, on_delete=models.CASCADE, related_name="risk")
    score = models.PositiveSmallIntegerField(null=True)
    level = models.PositiveSmallIntegerField()
    confidence = models.PositiveSmallIntegerField()
    looked_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["level", "vendor"], name="risk_by_level")]


class ScoreDoubt(Row):
    """Something happened from which the score of this firm may follow; the next run works it out again."""

    PORTAL_SEES = "false"

    vendor = models.ForeignKey(Vendor, on_delete=models.CASCADE, related_name="+")
