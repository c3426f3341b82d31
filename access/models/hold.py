"""What closes access whatever else holds? A hold over a person, a firm, an asset, or a firm's work with one asset."""

from django.db import models
from django.db.models import Q

from core.facts import Fact, FactQuerySet
from vendors.models import Vendor


class HoldQuerySet(FactQuerySet):
    def over(self, vendor_id, person_id, asset_id, *, at):
        """What closes this information to this person at `at`, as far as is known now."""
        return (
            self.current()
            .holding(at)
            .filter(
                Q(person_id=None) | Q(person_id=person_id), Q(asset_id=None) | Q(asset_id=asset_id), vendor=vendor_id
            )
        )


class Hold(Fact):
    """Placed from above (an audit finding, an incident) or by an officer. Holds win over everything; lifting ends `during`."""

    vendor = models.ForeignKey(Vendor, on_delete=models.PROTECT, related_name="+")
    person_id = models.UUIDField(null=True)  # None: everyone of the firm
    asset_id = models.UUIDField(null=True)  # None: every asset
    because = models.TextField()
    told_as = models.CharField(max_length=200)  # the sentence the subcontractor reads
    source_kind = models.CharField(max_length=60)
    source_id = models.UUIDField()

    objects = HoldQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["vendor"], name="hold_on_vendor", condition=Q(person_id=None)),
            models.Index(fields=["person_id"], name="hold_on_person", condition=Q(person_id__isnull=False)),
            models.Index(fields=["source_id"], name="hold_by_source"),
        ]

    def __str__(self):
        return self.told_as

    def reason_for(self, viewer) -> str:
        """As staff wrote it; where a case placed the hold, for those alone who read cases."""
        is_of_case = self.source_kind.startswith("incidents.")
        return self.told_as if is_of_case and not viewer.may("incidents.read") else self.because
