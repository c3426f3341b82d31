"""What do a certificate and an insurance policy have in common? A file, a period, and somebody who checks them."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _l

from core.workflow import Workflow, stamped
from vendors.models.facts import VendorFact
from vendors.models.vendor import VendorRow, firm_only

NAMES = {
    "uploaded": _l("In review"),
    "accepted": _l("Accepted"),
    "rejected": _l("Rejected"),
    "withdrawn": _l("Taken back"),
    "superseded": _l("Renewed"),
    "revoked": _l("Acceptance ended"),
}


def workflow(kind: str) -> Workflow:
    """Whether an accepted one has expired is read from its period and never stored."""
    return Workflow(
        "uploaded",
        {
            "uploaded": {
                "accepted": f"{kind}.accepted",
                "rejected": f"{kind}.rejected",
                "withdrawn": f"{kind}.withdrawn",
            },
            "accepted": {"superseded": f"{kind}.superseded", "revoked": f"{kind}.revoked"},
            "superseded": {"revoked": f"{kind}.revoked"},
        },
        NAMES,
    )


def constraints(kind: str) -> list:
    """Named by kind, because names of constraints are unique in the database."""
    return [
        models.CheckConstraint(condition=Q(valid_until__gte=F("valid_from")), name=f"{kind}_ends_after_it_starts"),
        stamped(
            f"{kind}_decision_says_by_whom",
            ["accepted", "rejected", "superseded", "revoked"],
            "decided_at",
            "decided_by",
        ),
        models.CheckConstraint(
            condition=~Q(status__in=["rejected", "revoked"]) | ~Q(because=""), name=f"{kind}_is_refused_with_a_reason"
        ),
        models.UniqueConstraint(
            fields=["vendor", "stored"], condition=Q(status="uploaded"), name=f"{kind}_file_waits_once"
        ),
    ]


class EvidenceQuerySet(models.QuerySet):
    def visible_to(self, viewer):
        return firm_only(self, viewer)

    def waiting(self):
        return self.filter(status="uploaded")

    def in_use(self):
        """Accepted and not renewed; its end is a deadline."""
        return self.filter(status="accepted")


class Evidence(VendorRow):
    """`valid_from` and `valid_until` are days, both included, in the organisation's zone: it counts from the midnight
    that begins the first to the midnight that ends the last. `details`: the remaining fields of the form, as text.

    Each kind says the REQUIREMENT that its acceptance meets, under which `key`, and the PREFIX of its references.
    """

    reference = models.CharField(max_length=12, unique=True, editable=False)  # CRT-0007, INS-0003, for staff only
    holder = models.CharField(max_length=200)
    number = models.CharField(max_length=120, blank=True)
    valid_from = models.DateField()
    valid_until = models.DateField()
    details = models.JSONField(default=dict)
    stored = models.ForeignKey("core.StoredFile", on_delete=models.PROTECT, related_name="+")
    replaces = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="renewals")
    uploaded_at = models.DateTimeField()
    uploaded_by = models.ForeignKey("core.User", null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey("core.User", null=True, on_delete=models.PROTECT, related_name="+")
    because = models.TextField(blank=True)

    objects = EvidenceQuerySet.as_manager()

    class Meta:
        abstract = True

    @property
    def facts(self):
        """What its acceptance vouches for, and what it vouched for before."""
        return VendorFact.objects.filter(source_id=self.pk).order_by("known")

    def has_ended(self, today) -> bool:
        return self.valid_until < today
