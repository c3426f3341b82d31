"""Which audit, by whom, of what, and how did each check come out?"""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _l
from guardian.models import UserObjectPermissionBase

from core.database.policies import OWN_FIRM
from core.models import User
from core.workflow import Workflow, stamped, status_field
from vendors.models import VendorRow

RESULTS = [("pass", _l("Passed")), ("fail", _l("Failed")), ("na", _l("Not applicable"))]


class AuditQuerySet(models.QuerySet):
    def visible_to(self, viewer):
        """Staff who may read audits see all; an outside auditor the ones they were let into; a contact those of its own firm."""
        if viewer.may("audits.read"):
            return self
        if viewer.is_staff:
            return self.filter(
                pk__in=AuditUserObjectPermission.objects.filter(user=viewer.user).values("content_object_id")
            )
        if viewer.is_person and "contact" in viewer.hats:
            return self.filter(vendor_id=viewer.vendor_id).exclude(status="cancelled")
        return self.none()


class Audit(VendorRow):
    PORTAL_SEES = OWN_FIRM
    WORKFLOW = Workflow(
        "planned",
        {
            "planned": {"under_way": "audit.started", "cancelled": "audit.cancelled"},
            "under_way": {"reported": "audit.reported"},
            "reported": {"closed": "audit.closed"},
        },
        {
            "planned": _l("Planned"),
            "under_way": _l("Under way"),
            "reported": _l("Reported"),
            "closed": _l("Closed"),
            "cancelled": _l("Cancelled"),
        },
    )
    LIVE = ["planned", "under_way"]

    reference = models.CharField(max_length=14, unique=True, editable=False)
    programme = models.ForeignKey("audits.Programme", on_delete=models.PROTECT, related_name="+")
    lead = models.ForeignKey("core.User", on_delete=models.PROTECT, related_name="+")
    planned_on = models.DateField()
    scope = models.TextField()
    status = status_field(WORKFLOW)
    planned_by = models.ForeignKey("core.User", on_delete=models.PROTECT, related_name="+")
    planned_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True)
    reported_at = models.DateTimeField(null=True)
    summary = models.TextField(blank=True)
    closed_at = models.DateTimeField(null=True)

    objects = AuditQuerySet.as_manager()

    class Meta:
        permissions = [("observe_audit", "May see this one audit")]
        indexes = [
            models.Index(fields=["vendor", "-planned_on"], name="audit_of_vendor"),
            models.Index(fields=["planned_on", "id"], name="audit_by_day"),
        ]
        constraints = [
            stamped("an_audit_under_way_was_started", ["under_way", "reported", "closed"], "started_at"),
            stamped("a_reported_audit_says_when", ["reported", "closed"], "reported_at"),
            models.UniqueConstraint(
                fields=["lead", "planned_on"],
                condition=Q(status__in=["planned", "under_way"]),
                name="a_lead_has_one_audit_a_day",
            ),
            models.UniqueConstraint(
                fields=["vendor", "planned_on"],
                condition=Q(status__in=["planned", "under_way"]),
                name="a_firm_has_one_audit_a_day",
            ),
        ]

    def __str__(self):
        return self.reference

    @property
    def observers(self):
        """Accounts that were let in to see this one audit."""
        return User.objects.filter(pk__in=AuditUserObjectPermission.objects.filter(content_object=self).values("user"))


class AuditUserObjectPermission(UserObjectPermissionBase):
    """This account may see this one audit (guardian, direct foreign key): an auditor from outside."""

    content_object = models.ForeignKey(Audit, on_delete=models.CASCADE)


class AuditCheck(VendorRow):
    """One check that the audit makes; procedure and measure stand in the programme's version under `key`."""

    PORTAL_SEES = "false"

    audit = models.ForeignKey(Audit, on_delete=models.CASCADE, related_name="checks")
    key = models.CharField(max_length=60)
    title = models.CharField(max_length=200)
    result = models.CharField(max_length=4, choices=RESULTS, blank=True)
    sample_size = models.PositiveIntegerField(null=True)
    note = models.TextField(blank=True)
    recorded_at = models.DateTimeField(null=True)
    recorded_by = models.ForeignKey("core.User", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["created_at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["audit", "key"], name="an_audit_makes_a_check_once"),
            models.CheckConstraint(
                condition=Q(result="", recorded_at=None)
                | (~Q(result="") & Q(recorded_at__isnull=False, recorded_by__isnull=False)),
                name="a_result_says_who_and_when",
            ),
            models.CheckConstraint(
                condition=~Q(result__in=["pass", "fail"]) | Q(sample_size__gte=1),
                name="a_judged_check_looked_at_something",
            ),
        ]

    def __str__(self):
        return self.title
