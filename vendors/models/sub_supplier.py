"""Whom does a subcontractor itself hire for our work, down to the last one, and which of them did we approve?"""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _l

from core.facts import Fact, FactQuerySet
from core.workflow import Workflow, stamped, status_field
from vendors.models.vendor import Vendor, VendorRow, firm_only

FLOW_DOWN = {"confidentiality": _l("Confidentiality agreement passed down"), "training": _l("People trained")}


class SubSupplierQuerySet(models.QuerySet):
    def visible_to(self, viewer):
        return firm_only(self, viewer)

    def running(self):
        return self.exclude(status="ended")


class SubSupplier(VendorRow):
    """One place in the tree. What is said of it, and where in the tree it stands, are facts with time ranges.

    `first_by`: who approved first where two have to. A correction of what the approval rested on asks for it anew.
    """

    WORKFLOW = Workflow(
        "named",
        {
            "named": {
                "approved": "sub-supplier.approved",
                "refused": "sub-supplier.refused",
                "ended": "sub-supplier.ended",
            },
            "approved": {
                "named": "sub-supplier.reopened",
                "refused": "sub-supplier.refused",
                "ended": "sub-supplier.ended",
            },
            "refused": {"named": "sub-supplier.reopened", "ended": "sub-supplier.ended"},
        },
        {
            "named": _l("Waits for approval"),
            "approved": _l("Approved"),
            "refused": _l("Refused"),
            "ended": _l("Ended"),
        },
    )

    name = models.CharField(max_length=200)  # as it is called now; the facts say since when
    status = status_field(WORKFLOW)
    named_at = models.DateTimeField()
    named_by = models.ForeignKey("core.User", null=True, on_delete=models.PROTECT, related_name="+")
    named_by_name = models.CharField(max_length=150)
    first_at = models.DateTimeField(null=True)
    first_by = models.ForeignKey("core.User", null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey("core.User", null=True, on_delete=models.PROTECT, related_name="+")
    because = models.TextField(blank=True)
    ended_at = models.DateTimeField(null=True)
    ended_by_name = models.CharField(max_length=150, blank=True)
    ended_because = models.TextField(blank=True)
    is_ended_by_us = models.BooleanField(default=False)

    objects = SubSupplierQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["vendor", "status"], name="sub_supplier_of_vendor")]
        constraints = [
            stamped("a_decided_sub_supplier_says_by_whom", ["approved", "refused"], "decided_at", "decided_by"),
            models.CheckConstraint(
                condition=~Q(status__in=["approved", "refused"]) | ~Q(because=""),
                name="a_sub_supplier_is_decided_with_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(first_by=None) | Q(decided_by=None) | ~Q(status="approved") | ~Q(first_by=F("decided_by")),
                name="two_people_approve_a_sub_supplier",
            ),
            stamped("an_ended_sub_supplier_says_when", ["ended"], "ended_at"),
        ]

    def __str__(self):
        return self.name


class SaidQuerySet(FactQuerySet):
    def visible_to(self, viewer):
        return firm_only(self, viewer)


class SubSupplierDetails(Fact):
    """What is said of it: it works, `during`, below `parent` (None: directly for the subcontractor).

    `key_person`: who owns or leads it. `reaches`: whether protected information gets there. `because`: why one of us
    corrected what the subcontractor said; "" for its own word.
    """

    vendor = models.ForeignKey(Vendor, on_delete=models.PROTECT, related_name="+")
    node = models.ForeignKey(SubSupplier, on_delete=models.PROTECT, related_name="details")
    parent = models.ForeignKey(SubSupplier, null=True, on_delete=models.PROTECT, related_name="+")
    engagement = models.ForeignKey("vendors.Engagement", null=True, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    country = models.CharField(max_length=2)  # ISO 3166-1 alpha-2
    registration_number = models.CharField(max_length=60, blank=True)
    key_person = models.CharField(max_length=150, blank=True)
    work = models.CharField(max_length=300)
    reaches = models.BooleanField()
    said_by_name = models.CharField(max_length=150)
    because = models.TextField(blank=True)

    objects = SaidQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["country"], name="sub_supplier_by_country")]
        constraints = [
            models.UniqueConstraint(
                fields=["node"], condition=Q(known__upper_inf=True), name="one_description_of_a_sub_supplier"
            ),
            models.CheckConstraint(
                condition=Q(parent=None) | ~Q(parent=F("node")), name="a_sub_supplier_is_not_below_itself"
            ),
        ]

    def __str__(self):
        return self.name


class SubSupplierFact(Fact):
    """`approved`: by us, with the reason in `words`. Of FLOW_DOWN: that the subcontractor passed it down, by its own
    statement in `words` or by the file that shows it."""

    vendor = models.ForeignKey(Vendor, on_delete=models.PROTECT, related_name="+")
    node = models.ForeignKey(SubSupplier, on_delete=models.PROTECT, related_name="facts")
    requirement = models.CharField(max_length=24, choices=[("approved", _l("Approved")), *FLOW_DOWN.items()])
    words = models.TextField(blank=True)
    stored = models.ForeignKey("core.StoredFile", null=True, on_delete=models.PROTECT, related_name="+")
    said_by_name = models.CharField(max_length=150)

    objects = SaidQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["node", "requirement"], name="fact_of_sub_supplier")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(words="") | Q(stored__isnull=False), name="what_was_passed_down_is_stated_or_shown"
            )
        ]


class LinkQuerySet(models.QuerySet):
    def visible_to(self, viewer):
        """Staff who see both firms. No subcontractor ever: it would learn who else works for us."""
        if not viewer.is_staff:
            return self.none()
        firms = Vendor.objects.visible_to(viewer)
        return self.filter(vendor__in=firms, firm__in=firms)


class SubSupplierLink(VendorRow):
    """This sub-supplier is that firm of our register, as one of us says."""

    PORTAL_SEES = "false"

    node = models.OneToOneField(SubSupplier, on_delete=models.PROTECT, related_name="link")
    firm = models.ForeignKey(Vendor, on_delete=models.PROTECT, related_name="+")
    linked_at = models.DateTimeField()
    linked_by = models.ForeignKey("core.User", on_delete=models.PROTECT, related_name="+")

    objects = LinkQuerySet.as_manager()
