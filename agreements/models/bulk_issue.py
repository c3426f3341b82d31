"""One agreement to many subcontractors as one act: what goes out, to whom, and what became of it at each firm?"""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _l

from core.models.rows import Row
from core.workflow import Workflow, stamped, status_field
from vendors.models import Vendor, VendorRow


class BulkIssueQuerySet(models.QuerySet):
    def visible_to(self, viewer):
        """Of staff who read agreements; it goes over many firms, so no steward of one of them reads it."""
        return self if viewer.is_staff and viewer.may("agreements.read") else self.none()


class BulkIssue(Row):
    """`variables` are the answers that all firms share, `reasons` id of a warning -> why it does not stand against issuing."""

    WORKFLOW = Workflow(
        "composing",
        {
            "composing": {
                "composing": "bulk-issue.changed",
                "checking": "bulk-issue.check-started",
                "discarded": "bulk-issue.discarded",
            },
            "checking": {"checked": "bulk-issue.checked"},
            "checked": {
                "composing": "bulk-issue.changed",
                "checking": "bulk-issue.check-started",
                "running": "bulk-issue.started",
                "discarded": "bulk-issue.discarded",
            },
            "running": {"done": "bulk-issue.finished"},
        },
        {
            "composing": _l("Not checked yet"),
            "checking": _l("Being checked"),
            "checked": _l("Checked, not issued"),
            "running": _l("Being issued"),
            "done": _l("Issued"),
            "discarded": _l("Discarded"),
        },
    )

    template = models.ForeignKey("agreements.AgreementTemplate", null=True, on_delete=models.PROTECT, related_name="+")
    variables = models.JSONField(default=dict)
    topics = models.JSONField(default=list)
    reasons = models.JSONField(default=dict)
    sign_by = models.DateField(null=True)
    user = models.ForeignKey("core.User", on_delete=models.PROTECT, related_name="+")
    status = status_field(WORKFLOW)
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    objects = BulkIssueQuerySet.as_manager()

    class Meta:
        constraints = [
            stamped("a_started_bulk_issue_has_its_moment", ["running", "done"], "started_at", "template"),
            stamped("a_finished_bulk_issue_has_its_moment", ["done"], "finished_at"),
        ]

    def __str__(self):
        return self.template.title if self.template else str(_l("Agreement to many"))


class BulkLineQuerySet(models.QuerySet):
    def visible_to(self, viewer):
        runs = BulkIssue.objects.visible_to(viewer)
        return self.filter(run__in=runs, vendor__in=Vendor.objects.visible_to(viewer))

    def to_do(self):
        """Those that an issue under way has not come to yet."""
        return self.filter(status__in=["ready", "warns"])


class BulkLine(VendorRow):
    """One firm. `variables` are its own answers, `problems` what the check found, each {kind, id, message}."""

    PORTAL_SEES = "false"

    STATES = [
        ("waiting", _l("Not checked yet")),
        ("ready", _l("Ready")),
        ("warns", _l("Warning")),
        ("stops", _l("Stopped")),
        ("issued", _l("Issued")),
        ("left_out", _l("Left out")),
    ]

    run = models.ForeignKey(BulkIssue, on_delete=models.CASCADE, related_name="lines")
    jurisdiction = models.CharField(max_length=12, blank=True)
    variables = models.JSONField(default=dict)
    status = models.CharField(max_length=12, choices=STATES, default="waiting")
    problems = models.JSONField(default=list)
    left_because = models.TextField(blank=True)
    agreement = models.OneToOneField(
        "agreements.Agreement", null=True, on_delete=models.PROTECT, related_name="bulk_line"
    )

    objects = BulkLineQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["run", "vendor"], name="a_bulk_issue_reaches_a_firm_once"),
            models.CheckConstraint(
                condition=Q(status="issued", agreement__isnull=False) | (~Q(status="issued") & Q(agreement=None)),
                name="what_a_bulk_issue_issued_is_there",
            ),
            models.CheckConstraint(
                condition=~Q(status="left_out") | ~Q(left_because=""), name="a_firm_is_left_out_for_a_reason"
            ),
        ]

    def __str__(self):
        return self.vendor.name
