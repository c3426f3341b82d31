"""Did the firm ask for more time, and does it rest for a reason?"""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _l

from core.workflow import Workflow, stamped, status_field
from vendors.models.questionnaire import Assessment
from vendors.models.vendor import VendorRow, firm_only


class OfFirmQuerySet(models.QuerySet):
    def visible_to(self, viewer):
        return firm_only(self, viewer)


class TimeRequest(VendorRow):
    """The firm asks to answer by a later day; an officer grants it, a day before it, or declines."""

    WORKFLOW = Workflow(
        "waiting",
        {
            "waiting": {
                "granted": "questionnaire.time-granted",
                "declined": "questionnaire.time-declined",
                "dropped": "questionnaire.time-dropped",
            }
        },
        {
            "waiting": _l("Waiting for an answer"),
            "granted": _l("Granted"),
            "declined": _l("Not granted"),
            "dropped": _l("No longer needed"),
        },
    )

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="time_requests")
    was_due_on = models.DateField()
    wanted_on = models.DateField()
    because = models.TextField()
    status = status_field(WORKFLOW)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey("core.User", on_delete=models.PROTECT, related_name="+")
    asked_by_name = models.CharField(max_length=150)
    granted_on = models.DateField(null=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey("core.User", null=True, on_delete=models.PROTECT, related_name="+")
    answer = models.TextField(blank=True)  # the officer's words to the firm

    objects = OfFirmQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["assessment"], condition=Q(status="waiting"), name="one_request_for_time_waits"
            ),
            models.CheckConstraint(condition=Q(wanted_on__gt=F("was_due_on")), name="more_time_is_a_later_day"),
            stamped("granted_time_ends_on_a_day", ["granted"], "granted_on"),
            stamped("an_answer_on_time_says_by_whom", ["granted", "declined"], "decided_at", "decided_by"),
            models.CheckConstraint(
                condition=~Q(status="declined") | ~Q(answer=""), name="time_is_declined_with_a_reason"
            ),
        ]

    def __str__(self):
        return str(self.assessment)


class Pause(VendorRow):
    """The firm cannot answer for a while and says why. Reminders to it rest until the end of `until_on`; the day by
    which it has to answer stays. A pause that ran out is over without a word."""

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="pauses")
    because = models.TextField()
    until_on = models.DateField()
    paused_at = models.DateTimeField()
    paused_by = models.ForeignKey("core.User", on_delete=models.PROTECT, related_name="+")
    paused_by_name = models.CharField(max_length=150)
    ended_at = models.DateTimeField(null=True)

    objects = OfFirmQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["assessment"], condition=Q(ended_at=None), name="a_questionnaire_rests_once_at_a_time"
            ),
            models.CheckConstraint(condition=~Q(because=""), name="a_pause_has_a_reason"),
        ]

    def __str__(self):
        return str(self.assessment)
