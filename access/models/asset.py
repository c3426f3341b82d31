"""What is to be protected, how highly, and under which conditions is it opened?"""

from django.db import models
from guardian.models import UserObjectPermissionBase

from core.models.rows import Row
from vendors.models import VendorRow

OFFERED = "id in (select o.asset_id from access_assetoffer o where o.vendor_id = nullif(current_setting('ringfence.vendor', true), '')::uuid)"


class AssetClass(Row):
    """Public to trade secret. The class carries the policy: what a person must have before any of its assets opens."""

    PORTAL_SEES = "true"

    NAMED_PEOPLE = 2  # the rank from which nobody reads who was not named

    key = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=80)
    rank = models.PositiveSmallIntegerField(unique=True)  # 0 public, higher is more secret
    rules = models.TextField(blank=True)
    max_days = models.PositiveSmallIntegerField(default=365)  # longest grant
    may_download = models.BooleanField(default=False)
    step_up = models.BooleanField(default=False)  # opening asks for a fresh second factor
    emergencies = models.BooleanField(default=False)  # a person may open it for an hour without approvals, and reports

    class Meta:
        ordering = ["rank"]

    def __str__(self):
        return self.name

    def asks_for(self) -> list[tuple[str, str]]:
        """The whole policy: (requirement, key), sorted."""
        return sorted(self.requirements.values_list("requirement", "key"))


class Requirement(Row):
    """One line of a class's policy: (requirement, key), as the standing views name them."""

    PORTAL_SEES = "true"

    asset_class = models.ForeignKey(AssetClass, on_delete=models.CASCADE, related_name="requirements")
    requirement = models.CharField(max_length=24)
    key = models.CharField(max_length=60, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["asset_class", "requirement", "key"], name="a_class_asks_for_a_thing_once")
        ]


class AssetQuerySet(models.QuerySet):
    def visible_to(self, viewer):
        """Staff who may read access see all, owners their own; a person what its firm's engagements need, unless it has
        no part at the firm but to answer some questions."""
        if viewer.may("access.read"):
            return self
        if viewer.is_staff:
            return self.filter(owner=viewer.user)
        if viewer.vendor_id and (viewer.hats or not viewer.is_person):
            return self.filter(pk__in=AssetOffer.objects.filter(vendor_id=viewer.vendor_id).values("asset_id"))
        return self.none()


class Asset(Row):
    """An entry of the company's own IP register: a trade secret, drawings, source code, know-how ..."""

    PORTAL_SEES = OFFERED

    KINDS = [
        ("trade_secret", "Trade secret"),
        ("design", "Design"),
        ("source_code", "Source code"),
        ("drawing", "Drawings"),
        ("know_how", "Know-how"),
        ("patent", "Patent"),
        ("test_data", "Test data"),
    ]

    reference = models.CharField(max_length=12, unique=True, editable=False)
    name = models.CharField(max_length=200)
    what = models.TextField(blank=True)
    kind = models.CharField(max_length=20, choices=KINDS)
    asset_class = models.ForeignKey(AssetClass, on_delete=models.PROTECT, related_name="assets")
    owner = models.ForeignKey("core.User", on_delete=models.PROTECT, related_name="+")
    prompt = models.CharField(max_length=300, blank=True)  # what a requester is asked to explain
    max_days = models.PositiveSmallIntegerField(null=True)  # shorter than the class allows

    objects = AssetQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["name", "id"], name="asset_by_name")]

    def __str__(self):
        return self.name

    @property
    def longest_days(self) -> int:
        """For how many days one decision opens it at most."""
        return min(self.asset_class.max_days, self.max_days or self.asset_class.max_days)


class AssetUserObjectPermission(UserObjectPermissionBase):
    content_object = models.ForeignKey(Asset, on_delete=models.CASCADE)


class AssetOffer(VendorRow):
    """An engagement needs this asset, so its people may see that it exists and ask for it."""

    engagement = models.ForeignKey("vendors.Engagement", on_delete=models.CASCADE, related_name="offers")
    asset = models.ForeignKey(Asset, on_delete=models.CASCADE, related_name="offers")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["engagement", "asset"], name="an_engagement_needs_an_asset_once")
        ]
        indexes = [models.Index(fields=["vendor", "asset"], name="offer_to_vendor")]
