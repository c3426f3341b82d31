"""Who asked for what, who approved it, and for which time is it open?

`Grant` is the paper (request, approvals, end). `GrantPeriod` is the fact with two axes that the decision reads.
Whether a grant is usable now is never stored: it is its period intersected with the standing.
"""

import datetime

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _l

from core.facts import Fact
from core.workflow import Workflow, stamped, status_field
from vendors.models import Vendor, VendorRow

LEVELS = [("view", _l("View")), ("download", _l("Download")), ("edit", _l("Edit"))]


class GrantQuerySet(models.QuerySet):
    def visible_to(self, viewer):
        """Staff who may read access see all, owners the grants on their assets; a contact its firm's, a worker its own."""
        if viewer.may("access.read"):
            return self
        if viewer.is_staff:
            return self.filter(asset__owner=viewer.user)
        if viewer.is_person:
            own_firm = self.filter(vendor_id=viewer.vendor_id)
            return own_firm if "contact" in viewer.hats else own_firm.filter(person_id=viewer.person_id)
        return self.filter(vendor_id=viewer.vendor_id) if viewer.vendor_id else self.none()


class Grant(VendorRow):
    WORKFLOW = Workflow(
        "requested",
        {
            "requested": {
                "first_approved": "grant.first-approved",
                "declined": "grant.declined",
                "withdrawn": "grant.withdrawn",
            },
            "first_approved": {"open": "grant.opened", "declined": "grant.declined", "withdrawn": "grant.withdrawn"},
            "open": {"revoked": "grant.revoked", "returned": "grant.returned"},
        },
        {
            "requested": _l("Requested"),
            "first_approved": _l("Waiting for a second approval"),
            "open": _l("Open"),
            "declined": _l("Declined"),
            "withdrawn": _l("Withdrawn"),
            "revoked": _l("Revoked"),
            "returned": _l("Given back"),
        },
    )
    LIVE = ["requested", "first_approved", "open"]

    reference = models.CharField(max_length=14, unique=True, editable=False)
    person = models.ForeignKey("vendors.Person", on_delete=models.PROTECT, related_name="grants")
    asset = models.ForeignKey("access.Asset", on_delete=models.PROTECT, related_name="grants")
    engagement = models.ForeignKey("vendors.Engagement", null=True, on_delete=models.PROTECT, related_name="grants")
    level = models.CharField(max_length=10, choices=LEVELS, default="view")
    purpose = models.TextField()
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()  # until it is open: as if it opened when it was to start
    lasts = models.DurationField(null=True)  # counted from when it opens; None: `ends_at` is meant as it stands
    extends = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="extensions")
    is_emergency = models.BooleanField(default=False)  # opened by the person, without approvals (access.Emergency)
    status = status_field(WORKFLOW)
    requested_at = models.DateTimeField()
    requested_by = models.ForeignKey("core.User", on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey("core.User", null=True, on_delete=models.PROTECT, related_name="+")
    end_reason = models.TextField(blank=True)

    objects = GrantQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["person", "asset"], name="grant_of_person"),
            models.Index(fields=["asset", "status"], name="grant_of_asset"),
            models.Index(fields=["vendor", "-requested_at"], name="grant_of_vendor"),
            models.Index(fields=["status", "-requested_at"], name="grant_by_status"),
        ]
        constraints = [
            stamped("an_open_grant_was_opened", ["open", "revoked", "returned"], "opened_at"),
            stamped("an_ended_grant_says_when", ["revoked", "returned", "declined", "withdrawn"], "ended_at"),
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="a_grant_ends_after_it_starts"),
            models.CheckConstraint(
                condition=Q(lasts=None) | Q(lasts__gt=datetime.timedelta(0)), name="a_grant_lasts_for_some_time"
            ),
            models.UniqueConstraint(
                fields=["person", "asset", "level"],
                condition=Q(status__in=["requested", "first_approved"]),
                name="one_open_request_per_person_asset_and_level",
            ),
        ]

    def __str__(self):
        return f"{self.reference}"

    def runs_until(self, at: datetime.datetime) -> datetime.datetime:
        """Where it ends if it opens at `at`."""
        return max(self.starts_at, at) + self.lasts if self.lasts else self.ends_at


class Approval(VendorRow):
    """One yes. Two of different roles open a grant; never the requester's, never twice by one person."""

    grant = models.ForeignKey(Grant, on_delete=models.CASCADE, related_name="approvals")
    number = models.PositiveSmallIntegerField()
    user = models.ForeignKey("core.User", on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=20)
    requested_by_id = models.UUIDField()  # copied from the grant, so that a CHECK can compare
    because = models.TextField()
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["grant", "user"], name="nobody_approves_a_grant_twice"),
            models.UniqueConstraint(fields=["grant", "role"], name="two_approvals_come_from_different_roles"),
            models.UniqueConstraint(fields=["grant", "number"], name="a_grant_has_one_first_and_one_second_approval"),
            models.CheckConstraint(
                condition=~Q(user_id=F("requested_by_id")), name="nobody_approves_their_own_request"
            ),
            models.CheckConstraint(condition=Q(number__in=[1, 2]), name="a_grant_has_two_approvals"),
        ]


class GrantPeriod(Fact):
    """The time for which a grant is open. A revocation closes `known` here and adds a shorter period."""

    vendor = models.ForeignKey(Vendor, on_delete=models.PROTECT, related_name="+")
    grant = models.ForeignKey(Grant, on_delete=models.CASCADE, related_name="periods")
    person_id = models.UUIDField()  # copied from the grant: the decision reads one index
    asset_id = models.UUIDField()
    level = models.CharField(max_length=10, choices=LEVELS)

    class Meta:
        indexes = [
            models.Index(
                fields=["person_id", "asset_id"],
                include=["vendor", "level", "during", "known"],
                name="period_of_person",
            ),
            models.Index(fields=["asset_id"], name="period_of_asset"),
        ]
        constraints = [
            ExclusionConstraint(
                name="no_two_grants_of_one_level_overlap",
                expressions=[
                    ("person_id", RangeOperators.EQUAL),
                    ("asset_id", RangeOperators.EQUAL),
                    ("level", RangeOperators.EQUAL),
                    ("during", RangeOperators.OVERLAPS),
                ],
                condition=Q(known__upper_inf=True),
            )
        ]
