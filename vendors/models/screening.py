"""On what grounds do we trust this subcontractor, who looked, and who decided?"""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _l

from core.database.policies import OWN_FIRM
from core.workflow import Workflow, stamped, status_field
from vendors.models.catalogues import ScreeningGuide
from vendors.models.vendor import Vendor, VendorRow

DECIDED = ["approved", "approved_with_conditions", "refused"]
CONFIDENCE = [("low", _l("Low")), ("medium", _l("Medium")), ("high", _l("High"))]


class ScreeningQuerySet(models.QuerySet):
    def visible_to(self, viewer):
        """Staff alone: a subcontractor does not read what we think of it."""
        return self.filter(vendor__in=Vendor.objects.visible_to(viewer)) if viewer.is_staff else self.none()

    def open(self):
        return self.filter(status__in=["recording", "proposed"])


class Screening(VendorRow):
    """`proposed_by` did the screening; the decider is somebody else, and the table insists on it.

    `valid_until`: the last day of an approval, by which it is reviewed.
    """

    PORTAL_SEES = "false"
    WORKFLOW = Workflow(
        "recording",
        {
            "recording": {"proposed": "screening.recorded", "dropped": "screening.dropped"},
            "proposed": {
                "recording": "screening.sent-back",
                "approved": "screening.approved",
                "approved_with_conditions": "screening.approved-with-conditions",
                "refused": "screening.refused",
            },
        },
        {
            "recording": _l("Being recorded"),
            "proposed": _l("Waiting for a decision"),
            "approved": _l("Approved"),
            "approved_with_conditions": _l("Approved with conditions"),
            "refused": _l("Refused"),
            "dropped": _l("Dropped"),
        },
    )

    guide = models.ForeignKey(ScreeningGuide, on_delete=models.PROTECT, related_name="+")
    status = status_field(WORKFLOW)
    summary = models.TextField(blank=True)
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey("core.User", null=True, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField(null=True)
    proposed_by = models.ForeignKey("core.User", null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey("core.User", null=True, on_delete=models.PROTECT, related_name="+")
    because = models.TextField(blank=True)
    valid_until = models.DateField(null=True)

    objects = ScreeningQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["vendor", "-opened_at"], name="screening_of_vendor"),
            models.Index(fields=["status", "opened_at", "id"], name="screening_by_status"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["vendor"], condition=Q(status__in=["recording", "proposed"]), name="one_open_screening_per_firm"
            ),
            models.CheckConstraint(
                condition=Q(decided_by=None) | ~Q(decided_by=F("proposed_by")),
                name="a_screening_is_decided_by_somebody_else",
            ),
            stamped("a_recorded_screening_says_by_whom", ["proposed", *DECIDED], "proposed_at", "proposed_by"),
            stamped("a_decided_screening_says_by_whom", DECIDED, "decided_at", "decided_by"),
            stamped("an_approval_ends", ["approved", "approved_with_conditions"], "valid_until"),
            models.CheckConstraint(condition=~Q(status__in=DECIDED) | ~Q(because=""), name="a_decision_has_reasons"),
        ]

    def __str__(self):
        return str(self.vendor)

    @property
    def is_decided(self) -> bool:
        return self.status in DECIDED


class ScreeningScore(VendorRow):
    """One dimension. `score` 0 (unacceptable) to 4 (strong); null is "not assessed", never a low or a good score.

    `fresh_on`: the day of the newest fact that it rests on. `source`: where it was found.
    """

    PORTAL_SEES = "false"

    screening = models.ForeignKey(Screening, on_delete=models.CASCADE, related_name="scores")
    dimension = models.CharField(max_length=24)
    score = models.PositiveSmallIntegerField(null=True)
    confidence = models.CharField(max_length=8, choices=CONFIDENCE, blank=True)
    fresh_on = models.DateField(null=True)
    source = models.TextField(blank=True)
    note = models.TextField(blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey("core.User", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["screening", "dimension"], name="a_dimension_is_scored_once"),
            models.CheckConstraint(condition=Q(score=None) | Q(score__lte=4), name="a_score_is_nought_to_four"),
            models.CheckConstraint(
                condition=Q(score=None) | (~Q(source="") & ~Q(confidence="") & Q(fresh_on__isnull=False)),
                name="a_score_says_where_from_how_sure_and_how_fresh",
            ),
        ]

    def __str__(self):
        return self.dimension


class ConditionQuerySet(models.QuerySet):
    def visible_to(self, viewer):
        """Staff as the firm; of the firm its contacts, and what it is asked for alone."""
        if viewer.is_staff:
            return self.filter(vendor__in=Vendor.objects.visible_to(viewer))
        is_contact = viewer.is_person and "contact" in viewer.hats
        return self.filter(vendor_id=viewer.vendor_id, is_theirs=True) if is_contact else self.none()


class ScreeningCondition(VendorRow):
    """What an approval hangs on: who sees to it, by when. `is_theirs`: the subcontractor meets it, and reads it."""

    PORTAL_SEES = f"{OWN_FIRM} and is_theirs"

    screening = models.ForeignKey(Screening, on_delete=models.CASCADE, related_name="conditions")
    text = models.CharField(max_length=300)
    owner = models.ForeignKey("core.User", null=True, on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField()
    is_theirs = models.BooleanField(default=False, db_default=False)
    met_at = models.DateTimeField(null=True)
    met_by = models.ForeignKey("core.User", null=True, on_delete=models.PROTECT, related_name="+")

    objects = ConditionQuerySet.as_manager()

    def __str__(self):
        return self.text


class ConditionAnswer(VendorRow):
    """What a contact of the firm says of a condition, with the file that proves it. Never changed; the newest counts."""

    APPEND_ONLY = True

    condition = models.ForeignKey(ScreeningCondition, on_delete=models.PROTECT, related_name="answers")
    text = models.TextField()
    stored = models.ForeignKey("core.StoredFile", null=True, on_delete=models.PROTECT, related_name="+")
    given_at = models.DateTimeField()
    given_by = models.ForeignKey("core.User", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-given_at"]

    def __str__(self):
        return self.text


class ScreeningProposalQuerySet(models.QuerySet):
    def standing_for(self, vendor):
        """Those of the newest decision; what the agreement editor, access and audits pick up."""
        newest = Screening.objects.filter(vendor=vendor, status__in=DECIDED).order_by("-decided_at").values("pk")[:1]
        return self.filter(screening__in=newest)


class ScreeningProposal(VendorRow):
    """What answers a weakness: `kind` clause (ref: clause id), audit (cadence), training (course) or limit (`viewer`, `copies`)."""

    PORTAL_SEES = "false"

    screening = models.ForeignKey(Screening, on_delete=models.CASCADE, related_name="proposals")
    kind = models.CharField(max_length=12)
    ref = models.CharField(max_length=60)
    text = models.CharField(max_length=300)
    because = models.CharField(max_length=300)

    objects = ScreeningProposalQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["screening", "kind", "ref"], name="a_screening_proposes_a_thing_once")
        ]

    def __str__(self):
        return self.text
