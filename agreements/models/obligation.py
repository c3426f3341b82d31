"""What does a signed paper oblige each side to do, by when, and was it done?

A Duty is what a clause owes, as it was signed. An Obligation is one time at which it falls due. A Breach is that a duty
was not kept, as we see it.
"""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _l

from core.workflow import Workflow, stamped, status_field
from vendors.models import VendorRow

THEM, US = "subcontractor", "company"
SIDES = [(THEM, _l("Subcontractor")), (US, _l("Company"))]
OPEN = ("open", "returned")  # the side that owes it has to act
ONCE, EVERY, AT_END, ON_EVENT, ALWAYS = "once", "every", "at_end", "on_event", "always"


class OfThePaper(models.QuerySet):
    def visible_to(self, viewer):
        """Whoever may see the paper."""
        from agreements.models.agreement import Agreement

        return self.filter(agreement__in=Agreement.objects.visible_to(viewer))


class Duty(VendorRow):
    """`number` is the clause's in the text of its day. `outlives`: how long after the end it goes on, if at all."""

    RHYTHMS = [
        (ONCE, _l("Once, after the start")),
        (EVERY, _l("Again and again")),
        (AT_END, _l("Once, after the end")),
        (ON_EVENT, _l("When something happens")),
        (ALWAYS, _l("All the time")),
    ]
    OUTLIVES = [
        ("", _l("Ends with the agreement")),
        ("secrecy", _l("As long as secrecy")),
        ("months", _l("For some months after the end")),
        ("open", _l("Without a fixed end")),
    ]

    agreement = models.ForeignKey("agreements.Agreement", on_delete=models.PROTECT, related_name="duties")
    key = models.CharField(max_length=60)
    clause = models.CharField(max_length=60)
    number = models.CharField(max_length=8)
    owed_by = models.CharField(max_length=16, choices=SIDES)
    title = models.CharField(max_length=200)
    text = models.TextField()
    evidence = models.CharField(max_length=200, blank=True)
    rhythm = models.CharField(max_length=8, choices=RHYTHMS)
    months = models.PositiveSmallIntegerField(null=True)
    days = models.PositiveSmallIntegerField(default=0)
    outlives = models.CharField(max_length=8, choices=OUTLIVES, blank=True)
    outlives_months = models.PositiveSmallIntegerField(null=True)
    owed_from = models.DateField()
    stopped_on = models.DateField(null=True)  # an amendment took the clause, or its words, away

    objects = OfThePaper.as_manager()

    class Meta:
        ordering = ["created_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "key"], condition=Q(stopped_on=None), name="a_paper_owes_each_duty_once"
            ),
            models.CheckConstraint(
                condition=~Q(rhythm=EVERY) | Q(months__gt=0), name="a_duty_again_and_again_says_how_often"
            ),
            models.CheckConstraint(
                condition=~Q(outlives="months") | Q(outlives_months__isnull=False),
                name="a_duty_after_the_end_says_how_long",
            ),
        ]

    def __str__(self):
        return self.title


class Obligation(VendorRow):
    """`due_on`: the whole day, in the zone of the agreement."""

    WORKFLOW = Workflow(
        "open",
        {
            "open": {
                "submitted": "obligation.submitted",
                "accepted": "obligation.accepted",
                "waived": "obligation.waived",
            },
            "submitted": {"accepted": "obligation.accepted", "returned": "obligation.returned"},
            "returned": {"submitted": "obligation.submitted", "waived": "obligation.waived"},
        },
        {
            "open": _l("Open"),
            "submitted": _l("Handed in"),
            "returned": _l("Sent back"),
            "accepted": _l("Fulfilled"),
            "waived": _l("Waived"),
        },
    )

    agreement = models.ForeignKey("agreements.Agreement", on_delete=models.PROTECT, related_name="obligations")
    duty = models.ForeignKey(Duty, on_delete=models.PROTECT, related_name="obligations")
    due_on = models.DateField()
    status = status_field(WORKFLOW)
    said = models.TextField(blank=True)
    stored = models.ForeignKey("core.StoredFile", null=True, on_delete=models.PROTECT, related_name="+")
    submitted_at = models.DateTimeField(null=True)
    submitted_by = models.ForeignKey("core.User", null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey("core.User", null=True, on_delete=models.PROTECT, related_name="+")
    because = models.TextField(blank=True)

    objects = OfThePaper.as_manager()

    class Meta:
        ordering = ["due_on", "id"]
        indexes = [models.Index(fields=["status", "due_on"], name="obligation_by_day")]
        constraints = [
            models.UniqueConstraint(fields=["duty", "due_on"], name="a_duty_falls_due_once_a_day"),
            stamped("what_was_handed_in_has_its_moment", ["submitted", "returned"], "submitted_at"),
            stamped("what_was_decided_has_its_moment", ["accepted", "returned", "waived"], "decided_at"),
            models.CheckConstraint(
                condition=~Q(status__in=["returned", "waived"]) | ~Q(because=""),
                name="what_is_sent_back_or_waived_says_why",
            ),
        ]

    def __str__(self):
        return self.duty.title


class Breach(VendorRow):
    """Open until it was put right or settled. While one that `suspends` is open, the paper counts for no access."""

    agreement = models.ForeignKey("agreements.Agreement", on_delete=models.PROTECT, related_name="breaches")
    duty = models.ForeignKey(Duty, null=True, on_delete=models.PROTECT, related_name="breaches")
    what = models.TextField()
    noticed_on = models.DateField()
    cure_until = models.DateField(null=True)
    suspends = models.BooleanField(default=False)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey("core.User", null=True, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey("core.User", null=True, on_delete=models.PROTECT, related_name="+")
    ended_because = models.TextField(blank=True)

    objects = OfThePaper.as_manager()

    class Meta:
        ordering = ["-recorded_at"]
        constraints = [
            models.CheckConstraint(condition=~Q(what=""), name="a_breach_says_what_happened"),
            models.CheckConstraint(
                condition=Q(ended_at=None) | ~Q(ended_because=""), name="a_breach_that_ended_says_how"
            ),
            models.CheckConstraint(
                condition=Q(cure_until=None) | Q(cure_until__gte=models.F("noticed_on")),
                name="a_breach_is_cured_after_it_was_noticed",
            ),
        ]
