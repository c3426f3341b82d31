"""Who is the subcontractor? The firm, where it stands in its life with us, and who looks after it."""

from django.db import models
from django.db.models import Case, Q, Value, When
from django.utils.translation import gettext_lazy as _l
from guardian.models import GroupObjectPermissionBase, UserObjectPermissionBase

from core.models.rows import Row
from core.search import found_by
from core.workflow import Workflow, status_field

TIERS = [(1, _l("Tier 1, highest")), (2, _l("Tier 2")), (3, _l("Tier 3, lowest"))]


REFUSED = Q(status="screening") & ~Q(told_as="")
STATE = Case(When(REFUSED, then=Value("refused")), default="status")  # Vendor.state_key


class VendorQuerySet(models.QuerySet):
    def visible_to(self, viewer):
        """Staff with the right to read the register see all, and so does a program that sends people, who all work for
        some firm; other staff the firms they are steward of; a person or a subcontractor's own key sees its own firm;
        nobody else sees any."""
        if viewer.may("vendors.read") or (viewer.kind == "client" and viewer.may("people.write")):
            return self
        if viewer.is_staff:
            return self.filter(
                pk__in=VendorUserObjectPermission.objects.filter(user=viewer.user).values("content_object_id")
            )
        if viewer.vendor_id:
            return self.filter(pk=viewer.vendor_id)
        return self.none()

    def arriving(self):
        """On the way to an approval."""
        return self.filter(status__in=["prospect", "screening"]).exclude(REFUSED)

    def with_state(self):
        """`state`: where each stands, as people are told it (Vendor.state_key)."""
        return self.annotate(state=STATE)


class Vendor(Row):
    """On screens and in the API: subcontractor."""

    PORTAL_WRITES = "id = nullif(current_setting('ringfence.vendor', true), '')::uuid"
    WORKFLOW = Workflow(
        "prospect",
        {
            "prospect": {"screening": "subcontractor.screening-started", "archived": "subcontractor.archived"},
            "screening": {"approved": "subcontractor.approved", "archived": "subcontractor.refused"},
            "approved": {
                "active": "subcontractor.activated",
                "restricted": "subcontractor.restricted",
                "offboarding": "subcontractor.offboarding-started",
            },
            "active": {"restricted": "subcontractor.restricted", "offboarding": "subcontractor.offboarding-started"},
            "restricted": {"active": "subcontractor.reinstated", "offboarding": "subcontractor.offboarding-started"},
            "offboarding": {"archived": "subcontractor.archived"},
            "archived": {"screening": "subcontractor.screening-started"},
        },
        {
            "prospect": _l("Prospect"),
            "screening": _l("Screening"),
            "approved": _l("Approved"),
            "active": _l("Active"),
            "restricted": _l("Restricted"),
            "offboarding": _l("Offboarding"),
            "archived": _l("Archived"),
        },
    )

    reference = models.CharField(max_length=12, unique=True, editable=False)  # SUB-0047, for staff only
    name = models.CharField(max_length=200)
    legal_name = models.CharField(max_length=200, blank=True)
    country = models.CharField(max_length=2)  # ISO 3166-1 alpha-2
    jurisdiction = models.CharField(max_length=12, blank=True)  # key of agreements/starter/jurisdictions.yaml
    work = models.CharField(max_length=300, blank=True)
    registration_number = models.CharField(max_length=60, blank=True)
    lei = models.CharField(max_length=20, blank=True)
    vat_number = models.CharField(max_length=20, blank=True)
    duns = models.CharField(max_length=9, blank=True)
    parent_name = models.CharField(max_length=200, blank=True)
    tier = models.PositiveSmallIntegerField(choices=TIERS, null=True)  # None: not assessed
    status = status_field(WORKFLOW)
    owner = models.ForeignKey("core.User", null=True, on_delete=models.PROTECT, related_name="+")
    next_review_on = models.DateField(null=True)
    invited_at = models.DateTimeField(null=True)
    told_as = models.CharField(max_length=300, blank=True, db_default="")  # why it is refused; empty: it is not

    objects = VendorQuerySet.as_manager()

    class Meta:
        permissions = [("steward_vendor", "May see and look after this subcontractor")]
        indexes = [
            models.Index(fields=["name", "id"], name="vendor_by_name"),
            models.Index(fields=["tier", "name", "id"], name="vendor_by_tier"),
            models.Index(fields=["status", "name", "id"], name="vendor_by_status"),
            models.Index(fields=["country", "name", "id"], name="vendor_by_country"),
            *found_by("vendor", "name", "reference", "legal_name"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(tier__in=[1, 2, 3]) | Q(tier=None), name="a_tier_is_one_two_or_three_or_not_assessed"
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["approved", "active"]) | Q(tier__isnull=False),
                name="an_approved_subcontractor_has_a_tier",
            ),
        ]

    def __str__(self):
        return self.name

    @property
    def state_key(self) -> str:
        """Where it stands: its status, or "refused" from the refusal until it is archived or looked at again. People of it
        have to leave before it can be archived."""
        return "refused" if self.status == "screening" and self.told_as else self.status

    @property
    def state_name(self):
        return STATE_NAMES[self.state_key]


STATE_NAMES = {**Vendor.WORKFLOW.names, "refused": _l("Refused")}


class VendorUserObjectPermission(UserObjectPermissionBase):
    """Stewardship: this account looks after this firm (guardian, direct foreign key)."""

    content_object = models.ForeignKey(Vendor, on_delete=models.CASCADE)

    class Meta(UserObjectPermissionBase.Meta):
        indexes = [models.Index(fields=["user", "content_object"], name="steward_of_vendor")]


class VendorGroupObjectPermission(GroupObjectPermissionBase):
    content_object = models.ForeignKey(Vendor, on_delete=models.CASCADE)


class VendorRow(Row):
    """A row of one subcontractor. Row-level security shows the portal its own firm's rows and no other."""

    vendor = models.ForeignKey(Vendor, on_delete=models.PROTECT, related_name="+")

    class Meta:
        abstract = True


def firm_only(queryset, viewer):
    """Rows of a firm: staff by what they see of firms, a subcontractor's contacts their own, its workers none."""
    if viewer.is_person and "contact" not in viewer.hats:
        return queryset.none()
    return queryset.filter(vendor__in=Vendor.objects.visible_to(viewer))
