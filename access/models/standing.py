"""What did the sweep last see of each open grant, how long does that last, and about whom is it in doubt?

Notes of the sweep, and a cache of the rule for pages and batches: the guard at a door asks the rule itself (ADR 0009).
"""

from django.db import models

from vendors.models import Vendor


class Usability(models.Model):
    """The rule's answer for an open grant: right for every moment from `seen_at` until `turns_at`, asked by what is known then.

    `until`: when the answer changes, `turns_at`: when any of its conditions does (None: not as far as is known).
    `is_usable` is None until the sweep has looked.
    """

    grant = models.OneToOneField("access.Grant", primary_key=True, on_delete=models.CASCADE, related_name="usability")
    vendor = models.ForeignKey(Vendor, on_delete=models.PROTECT, related_name="+")
    person_id = models.UUIDField()  # copied from the grant: a batch reads one index
    asset_id = models.UUIDField()
    level = models.CharField(max_length=10)
    is_usable = models.BooleanField(null=True)
    unmet = models.TextField(default="[]")  # JSON, as the rule names them
    until = models.DateTimeField(null=True)
    seen_at = models.DateTimeField()
    turns_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["person_id", "asset_id"], name="usability_of_person"),
            models.Index(fields=["turns_at"], name="usability_to_look_at", condition=models.Q(turns_at__isnull=False)),
        ]


class Doubt(models.Model):
    """Something was written about this person, or about the whole firm, since the sweep looked: its notes on them do not count.

    Written by triggers in the transaction of the change, taken away by the sweep. `known_at`: the latest moment at which what
    was written begins or ceases to be known; the sweep takes it away when that is not ahead of it.
    """

    id = models.UUIDField(primary_key=True)
    vendor = models.ForeignKey(Vendor, on_delete=models.PROTECT, related_name="+")
    person_id = models.UUIDField(null=True)  # None: everyone of the firm
    known_at = models.DateTimeField(null=True)
