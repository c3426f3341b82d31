"""What did we hear from outside of a subcontractor that may change what we think of it, and what did we make of it?"""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _l

from core.workflow import Workflow, stamped, status_field
from vendors.models.score import ScoreQuerySet
from vendors.models.vendor import VendorRow

KINDS = [
    ("news", _l("News")),
    ("rating", _l("Rating or credit")),
    ("certificate", _l("Certificate lapsed or withdrawn")),
    ("ownership", _l("Change of ownership")),
    ("litigation", _l("Court case")),
    ("watchlist", _l("Watchlist")),
    ("other", _l("Something else")),
]


class SignalQuerySet(ScoreQuerySet):
    def open(self):
        return self.filter(status="open")

    def same(self, vendor, source: str, reference: str):
        """The one that this source sent of this firm under this reference, however it is spelt."""
        return self.filter(vendor=vendor, source__iexact=source, reference__iexact=reference)


class Signal(VendorRow):
    """`source` and `reference` name it: who says so, and under which number or address there. `before` and `after`: {score,
    level, confidence, factors} as vendors.scoring.doubting tells them apart, frozen when it was recorded; empty where the
    firm has no score. `screening`: the one with which it was taken up."""

    PORTAL_SEES = "false"
    WORKFLOW = Workflow(
        "open",
        {"open": {"taken_up": "signal.taken-up", "set_aside": "signal.set-aside"}},
        {"open": _l("To look at"), "taken_up": _l("Taken up"), "set_aside": _l("Set aside")},
    )

    kind = models.CharField(max_length=12, choices=KINDS)
    source = models.CharField(max_length=120)
    reference = models.CharField(max_length=200)
    happened_on = models.DateField()
    summary = models.TextField()
    address = models.URLField(max_length=500, blank=True)
    certificate = models.ForeignKey("vendors.Certificate", null=True, on_delete=models.PROTECT, related_name="+")
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    status = status_field(WORKFLOW)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey("core.User", null=True, on_delete=models.PROTECT, related_name="+")
    recorded_by_name = models.CharField(max_length=150)
    settled_at = models.DateTimeField(null=True)
    settled_by = models.ForeignKey("core.User", null=True, on_delete=models.PROTECT, related_name="+")
    because = models.TextField(blank=True)
    screening = models.ForeignKey("vendors.Screening", null=True, on_delete=models.PROTECT, related_name="+")

    objects = SignalQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["vendor", "-recorded_at"], name="signal_of_vendor"),
            models.Index(fields=["status", "-recorded_at"], name="signal_by_status"),
        ]
        constraints = [
            models.UniqueConstraint("vendor", Lower("source"), Lower("reference"), name="a_signal_is_recorded_once"),
            stamped("a_settled_signal_says_by_whom", ["taken_up", "set_aside"], "settled_at", "settled_by"),
            models.CheckConstraint(
                condition=~Q(status="set_aside") | ~Q(because=""), name="a_signal_is_set_aside_with_a_reason"
            ),
        ]

    def __str__(self):
        return str(self.get_kind_display())
