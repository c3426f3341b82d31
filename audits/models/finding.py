"""What was found, what does the subcontractor do about it, and who says that it is put right?"""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _l

from audits.models.audit import Audit, AuditCheck
from core.database.policies import OWN_FIRM
from core.workflow import Workflow, stamped, status_field
from vendors.models import VendorRow

KINDS = [
    ("major", _l("Major")),
    ("minor", _l("Minor")),
    ("observation", _l("Observation")),
    ("strength", _l("Strength")),
]
SEVERITIES = [
    ("critical", _l("Critical")),
    ("high", _l("High")),
    ("medium", _l("Medium")),
    ("low", _l("Low")),
    ("observation", _l("Observation")),
]


class FindingQuerySet(models.QuerySet):
    def visible_to(self, viewer):
        """As the audit that it comes from; one that an answer opened to whoever reads all audits, and to the firm's contacts.
        A worker of the firm sees none."""
        if viewer.may("audits.read"):
            return self
        of_audits = Q(audit__in=Audit.objects.visible_to(viewer))
        if viewer.is_person and "contact" in viewer.hats:
            return self.filter(of_audits | Q(audit=None, vendor_id=viewer.vendor_id))
        return self.filter(of_audits)

    def unsettled(self):
        return self.filter(status__in=Finding.UNSETTLED)


class Finding(VendorRow):
    """It comes from an audit, or from an answer (`submission`, `question`) by a rule of the questionnaire. `due_on` and
    `plan_due_on` follow from tier and severity by the audit's programme, or from the rule; empty where nothing has to be done.
    """

    _TAKEN = {"risk_accepted": "finding.risk-accepted"}
    WORKFLOW = Workflow(
        "open",
        {
            "open": {"plan_submitted": "finding.plan-submitted", "noted": "finding.noted", **_TAKEN},
            "plan_submitted": {"plan_accepted": "finding.plan-accepted", "open": "finding.plan-returned", **_TAKEN},
            "plan_accepted": {"evidence_submitted": "finding.evidence-submitted", **_TAKEN},
            "evidence_submitted": {
                "verified": "finding.verified",
                "plan_accepted": "finding.evidence-returned",
                **_TAKEN,
            },
            "verified": {"open": "finding.reopened"},
            "risk_accepted": {"open": "finding.reopened"},
        },
        {
            "open": _l("Open"),
            "plan_submitted": _l("Plan to review"),
            "plan_accepted": _l("Being put right"),
            "evidence_submitted": _l("Evidence to verify"),
            "verified": _l("Put right and verified"),
            "noted": _l("Noted"),
            "risk_accepted": _l("Risk accepted"),
        },
    )
    UNSETTLED = ["open", "plan_submitted", "plan_accepted", "evidence_submitted"]

    reference = models.CharField(max_length=14, unique=True, editable=False)
    audit = models.ForeignKey(Audit, null=True, on_delete=models.PROTECT, related_name="findings")
    submission = models.ForeignKey("vendors.Submission", null=True, on_delete=models.PROTECT, related_name="findings")
    question = models.CharField(max_length=60, blank=True)
    check_made = models.ForeignKey(AuditCheck, null=True, on_delete=models.PROTECT, related_name="findings")
    kind = models.CharField(max_length=12, choices=KINDS)
    severity = models.CharField(max_length=12, choices=SEVERITIES)
    title = models.CharField(max_length=160)
    requirement = models.TextField()
    seen = models.TextField()  # the evidence: what was looked at and what it showed
    cause = models.TextField(blank=True)
    owner = models.ForeignKey("core.User", null=True, on_delete=models.PROTECT, related_name="+")
    plan_due_on = models.DateField(null=True)
    due_on = models.DateField(null=True)
    status = status_field(WORKFLOW)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey("core.User", on_delete=models.PROTECT, related_name="+")
    held_asset_id = models.UUIDField(null=True)  # a major finding closes this asset; None: everything
    settled_at = models.DateTimeField(null=True)
    accepted_until = models.DateField(null=True)
    accepted_because = models.TextField(blank=True)
    accepted_by = models.ForeignKey("core.User", null=True, on_delete=models.PROTECT, related_name="+")

    objects = FindingQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["vendor", "status"], name="finding_of_vendor"),
            models.Index(fields=["due_on", "id"], name="finding_by_due_day"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(audit__isnull=False, submission=None, question="")
                | (Q(audit=None, submission__isnull=False) & ~Q(question="")),
                name="a_finding_comes_from_an_audit_or_an_answer",
            ),
            models.UniqueConstraint(fields=["submission", "question"], name="an_answer_opens_one_finding"),
            stamped("a_settled_finding_says_when", ["verified", "noted", "risk_accepted"], "settled_at"),
            stamped("an_accepted_risk_has_an_end", ["risk_accepted"], "accepted_until", "accepted_by"),
            models.CheckConstraint(
                condition=~Q(accepted_by=F("recorded_by")), name="who_recorded_a_finding_does_not_accept_its_risk"
            ),
            models.CheckConstraint(
                condition=Q(due_on__isnull=False, plan_due_on__isnull=False) | Q(kind__in=["observation", "strength"]),
                name="what_must_be_put_right_has_a_date",
            ),
        ]

    def __str__(self):
        return f"{self.title}"

    @property
    def is_settled(self) -> bool:
        return self.status not in self.UNSETTLED


class FindingUpdate(VendorRow):
    """A word from either side on how it goes."""

    APPEND_ONLY = True

    finding = models.ForeignKey(Finding, on_delete=models.CASCADE, related_name="updates")
    text = models.TextField()
    at = models.DateTimeField()
    by = models.ForeignKey("core.User", on_delete=models.PROTECT, related_name="+")
    by_name = models.CharField(max_length=150)

    class Meta:
        ordering = ["-at", "-id"]


class FindingEvidence(VendorRow):
    """A file that shows what was done."""

    APPEND_ONLY = True

    finding = models.ForeignKey(Finding, on_delete=models.PROTECT, related_name="evidence")
    file = models.ForeignKey("core.StoredFile", on_delete=models.PROTECT, related_name="+")
    note = models.CharField(max_length=300)
    added_at = models.DateTimeField()
    added_by = models.ForeignKey("core.User", on_delete=models.PROTECT, related_name="+")
    added_by_name = models.CharField(max_length=150)

    class Meta:
        ordering = ["-added_at", "-id"]


class Verification(VendorRow):
    """Somebody else looked and says it is put right: neither who recorded the finding nor who wrote the plan."""

    APPEND_ONLY = True
    PORTAL_SEES = OWN_FIRM

    finding = models.ForeignKey(Finding, on_delete=models.PROTECT, related_name="verifications")
    verified_by = models.ForeignKey("core.User", on_delete=models.PROTECT, related_name="+")
    recorded_by_id = models.UUIDField()  # copied from the finding, so that a CHECK can compare
    plan_author_id = models.UUIDField()  # copied from the accepted plan
    because = models.TextField()
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(verified_by_id=F("recorded_by_id")), name="nobody_verifies_a_finding_they_recorded"
            ),
            models.CheckConstraint(
                condition=~Q(verified_by_id=F("plan_author_id")), name="nobody_verifies_their_own_plan"
            ),
        ]
