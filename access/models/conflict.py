"""What may one person not hold together, who may not decide for whom, and for whom is an exception made, until when?

A conflict set names information that nobody may hold more than one piece of, and accounts whose holders may not approve
access for one another. Both memberships are facts with two time axes; so is the time for which an exception excuses one
person from one pair.
"""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _l

from core.facts import Fact
from core.models.rows import Row
from core.workflow import Workflow, stamped, status_field
from vendors.models import Vendor, VendorRow

_FIRM = "nullif(current_setting('ringfence.vendor', true), '')::uuid"


class ConflictSet(Row):
    """A rule of separation of duties, with its reason. What is in it: `assets` and `people`."""

    name = models.CharField(max_length=120, unique=True)
    because = models.TextField()
    declared_at = models.DateTimeField()
    declared_by = models.ForeignKey("core.User", on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["name", "id"]

    def __str__(self):
        return self.name


class ConflictAsset(Fact):
    """This information is in the set. The portal's role reads it of what its firm was offered or granted: the decision asks."""

    PORTAL_SEES = (
        f"exists (select 1 from access_assetoffer o where o.vendor_id = {_FIRM} and o.asset_id = access_conflictasset.asset_id) "
        f"or exists (select 1 from access_grantperiod g where g.vendor_id = {_FIRM} and g.asset_id = access_conflictasset.asset_id)"
    )

    conflict_set = models.ForeignKey(ConflictSet, on_delete=models.PROTECT, related_name="assets")
    asset = models.ForeignKey("access.Asset", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="information_is_in_a_conflict_set_once",
                expressions=[
                    ("conflict_set", RangeOperators.EQUAL),
                    ("asset", RangeOperators.EQUAL),
                    ("during", RangeOperators.OVERLAPS),
                ],
                condition=Q(known__upper_inf=True),
            )
        ]


class ConflictPerson(Fact):
    """The holder of this account is in the set: staff, or somebody of a subcontractor."""

    conflict_set = models.ForeignKey(ConflictSet, on_delete=models.PROTECT, related_name="people")
    user = models.ForeignKey("core.User", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="an_account_is_in_a_conflict_set_once",
                expressions=[
                    ("conflict_set", RangeOperators.EQUAL),
                    ("user", RangeOperators.EQUAL),
                    ("during", RangeOperators.OVERLAPS),
                ],
                condition=Q(known__upper_inf=True),
            )
        ]


class OfPair(VendorRow):
    """About one person and two assets of one set; `asset_one` is the one with the smaller id."""

    person = models.ForeignKey("vendors.Person", on_delete=models.PROTECT, related_name="+")
    conflict_set = models.ForeignKey(ConflictSet, on_delete=models.PROTECT, related_name="+")
    asset_one = models.ForeignKey("access.Asset", on_delete=models.PROTECT, related_name="+")
    asset_two = models.ForeignKey("access.Asset", on_delete=models.PROTECT, related_name="+")

    class Meta:
        abstract = True

    @property
    def pair(self) -> str:
        return f"{self.asset_one.name}, {self.asset_two.name}"


class ExceptionQuerySet(models.QuerySet):
    def visible_to(self, viewer):
        """Staff who may read access; nobody else."""
        return self if viewer.may("access.read") else self.none()


class ConflictException(OfPair):
    """A person may hold two things that conflict, until a day, because something else keeps the risk small."""

    PORTAL_SEES = "false"
    WORKFLOW = Workflow(
        "asked",
        {
            "asked": {
                "granted": "exception.granted",
                "declined": "exception.declined",
                "withdrawn": "exception.withdrawn",
            },
            "granted": {"ended": "exception.ended"},
        },
        {
            "asked": _l("Waiting for a decision"),
            "granted": _l("Granted"),
            "declined": _l("Declined"),
            "withdrawn": _l("Withdrawn"),
            "ended": _l("Ended early"),
        },
    )

    because = models.TextField()
    control = models.TextField()  # what keeps the risk small while both are held
    ends_at = models.DateTimeField()
    status = status_field(WORKFLOW)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey("core.User", on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey("core.User", null=True, on_delete=models.PROTECT, related_name="+")
    decided_because = models.TextField(blank=True)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey("core.User", null=True, on_delete=models.PROTECT, related_name="+")

    objects = ExceptionQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["status", "ends_at"], name="exception_by_end")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(because="") & ~Q(control=""), name="an_exception_says_why_and_what_controls_it"
            ),
            models.CheckConstraint(condition=Q(ends_at__gt=F("asked_at")), name="an_exception_ends"),
            models.CheckConstraint(
                condition=Q(asset_one__lt=F("asset_two")), name="an_exception_is_about_two_in_order"
            ),
            models.CheckConstraint(
                condition=Q(decided_by=None) | ~Q(decided_by=F("asked_by")),
                name="an_exception_is_decided_by_somebody_else",
            ),
            stamped("a_decided_exception_says_by_whom", ["granted", "declined", "ended"], "decided_at", "decided_by"),
            stamped("an_exception_that_was_ended_says_when", ["ended", "withdrawn"], "ended_at", "ended_by"),
            models.UniqueConstraint(
                fields=["person", "conflict_set", "asset_one", "asset_two"],
                condition=Q(status="asked"),
                name="an_exception_is_asked_for_once_at_a_time",
            ),
        ]

    def __str__(self):
        return self.pair


class ExceptionPeriod(Fact):
    """The time for which a granted exception excuses the pair: what the decision reads."""

    PORTAL_SEES = f"vendor_id = {_FIRM}"

    vendor = models.ForeignKey(Vendor, on_delete=models.PROTECT, related_name="+")
    exception = models.ForeignKey(ConflictException, on_delete=models.PROTECT, related_name="periods")
    person_id = models.UUIDField()  # copied from the exception: the decision reads one index
    conflict_set_id = models.UUIDField()
    asset_one_id = models.UUIDField()
    asset_two_id = models.UUIDField()

    class Meta:
        indexes = [models.Index(fields=["person_id"], name="exception_of_person")]


class ConflictQuerySet(models.QuerySet):
    def visible_to(self, viewer):
        """Staff who may read access; nobody else."""
        return self if viewer.may("access.read") else self.none()


class Conflict(OfPair):
    """Two open grants of one person that conflict and that nothing excuses, as the nightly look found it."""

    PORTAL_SEES = "false"

    found_at = models.DateTimeField()
    gone_at = models.DateTimeField(null=True)

    objects = ConflictQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "conflict_set", "asset_one", "asset_two"],
                condition=Q(gone_at=None),
                name="a_conflict_is_found_once",
            )
        ]

    def __str__(self):
        return self.pair
