"""Who has accepted the risk that is left with a subcontractor, how much of it, and until when?"""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Now

from core.facts import Fact
from vendors.models.score import ScoreMethod, ScoreQuerySet
from vendors.models.vendor import Vendor, VendorRow


class RiskAcceptanceQuerySet(ScoreQuerySet):
    def with_standing(self):
        """`stands`: by the database's clock, it counts now."""
        now = AcceptedRisk.objects.filter(acceptance=OuterRef("pk"), during__contains=Now(), known__contains=Now())
        return self.annotate(stands=Exists(now))


class RiskAcceptance(VendorRow):
    """One act, never changed. `score`, `level`, `confidence`, `known` and `factors` are the score as it stood then, by
    `method`; it covers what does not rise above `level`. `renews` is the one that it follows. `until_on`: the last day, whole,
    in the organisation's zone. Whether it counts is told by AcceptedRisk alone.
    """

    PORTAL_SEES = "false"

    method = models.ForeignKey(ScoreMethod, on_delete=models.PROTECT, related_name="+")
    score = models.PositiveSmallIntegerField()
    level = models.PositiveSmallIntegerField()
    confidence = models.PositiveSmallIntegerField()
    known = models.JSONField()
    factors = models.JSONField()
    what = models.TextField()
    because = models.TextField()
    measures = models.TextField(blank=True)
    until_on = models.DateField()
    accepted_at = models.DateTimeField()
    accepted_by = models.ForeignKey("core.User", on_delete=models.PROTECT, related_name="+")
    accepted_by_name = models.CharField(max_length=150)
    accepted_as = models.CharField(max_length=20)  # key of core/roles.py
    factor = models.CharField(max_length=20)  # the second factor: totp, webauthn or recovery_codes
    renews = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="renewals")
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey("core.User", null=True, on_delete=models.PROTECT, related_name="+")
    withdrawn_because = models.TextField(blank=True)
    stored = models.ForeignKey("core.StoredFile", null=True, on_delete=models.PROTECT, related_name="+")
    sealed_at = models.DateTimeField(null=True)
    seal_level = models.CharField(max_length=8, blank=True)

    objects = RiskAcceptanceQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["vendor", "-accepted_at"], name="acceptance_of_vendor")]
        constraints = [
            models.CheckConstraint(
                condition=Q(score__lte=100, level__gte=1, level__lte=4), name="a_known_risk_is_accepted"
            ),
            models.CheckConstraint(condition=~Q(what="") & ~Q(because=""), name="an_acceptance_says_what_and_why"),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None) | (Q(withdrawn_by__isnull=False) & ~Q(withdrawn_because="")),
                name="a_withdrawn_acceptance_says_by_whom_and_why",
            ),
            models.CheckConstraint(
                condition=Q(stored=None) | Q(sealed_at__isnull=False), name="a_proof_of_acceptance_is_sealed"
            ),
            models.UniqueConstraint(fields=["renews"], name="an_acceptance_is_renewed_once"),
        ]

    def __str__(self):
        return str(self.vendor)


class AcceptedRisk(Fact):
    """That an acceptance counts: from its moment to the end of its last day, or until it was withdrawn or renewed."""

    PORTAL_SEES = "false"

    vendor = models.ForeignKey(Vendor, on_delete=models.PROTECT, related_name="+", db_index=False)
    acceptance = models.ForeignKey(RiskAcceptance, on_delete=models.PROTECT, related_name="facts")

    class Meta:
        indexes = [models.Index(fields=["vendor"], name="accepted_risk_of_vendor")]
        constraints = [
            ExclusionConstraint(
                name="one_accepted_risk_at_a_time",
                expressions=[("vendor", RangeOperators.EQUAL), ("during", RangeOperators.OVERLAPS)],
                condition=Q(known__upper_inf=True),
            )
        ]
