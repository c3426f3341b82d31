"""Who opened something in an emergency without approvals, why, and what did they report afterwards?"""

import datetime

from django.db import models
from django.db.models import F, Q

from vendors.models import VendorRow

HOUR = datetime.timedelta(hours=1)


class EmergencyQuerySet(models.QuerySet):
    def visible_to(self, viewer):
        """As the grant that it opened."""
        from access.models.grant import Grant

        return self.filter(grant__in=Grant.objects.visible_to(viewer))

    def owed(self):
        """Whose report is still to come."""
        return self.filter(reported_at=None)


class Emergency(VendorRow):
    """One hour of access without approvals. The report is due whatever becomes of the grant."""

    grant = models.OneToOneField("access.Grant", on_delete=models.PROTECT, related_name="emergency")
    person = models.ForeignKey("vendors.Person", on_delete=models.PROTECT, related_name="+")
    because = models.TextField()
    opened_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    report_due_at = models.DateTimeField()
    report = models.TextField(blank=True)
    reported_at = models.DateTimeField(null=True)
    read_at = models.DateTimeField(null=True)
    read_by = models.ForeignKey("core.User", null=True, on_delete=models.PROTECT, related_name="+")
    read_note = models.TextField(blank=True)

    objects = EmergencyQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["person", "-opened_at"], name="emergency_of_person")]
        constraints = [
            models.CheckConstraint(condition=~Q(because=""), name="an_emergency_says_why"),
            models.CheckConstraint(condition=Q(ends_at__lte=F("opened_at") + HOUR), name="an_emergency_lasts_an_hour"),
            models.CheckConstraint(condition=Q(reported_at=None) | ~Q(report=""), name="a_report_says_something"),
            models.CheckConstraint(
                condition=Q(read_at=None) | Q(reported_at__isnull=False, read_by__isnull=False),
                name="a_report_is_read_by_somebody_after_it_came",
            ),
            models.UniqueConstraint(
                fields=["person"], condition=Q(reported_at=None), name="nobody_owes_two_reports_of_emergencies"
            ),
        ]

    def __str__(self):
        return str(self.grant)
