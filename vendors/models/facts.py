"""What do we hold to be true about firms and people here? Fact rows; vendors/standing.py vouches with them.

VendorFact requirements: `screening` (key ""), `certification` (key = scheme), `insurance` (key = line).
PersonFact requirements: `employment` (key ""), `expectations` (key "").
"""

from django.db import models

from core.facts import Fact
from vendors.models.vendor import Vendor


class VendorFact(Fact):
    vendor = models.ForeignKey(Vendor, on_delete=models.PROTECT, related_name="+", db_index=False)
    requirement = models.CharField(max_length=24)
    key = models.CharField(max_length=60, blank=True)
    source_kind = models.CharField(max_length=60)
    source_id = models.UUIDField()

    class Meta:
        indexes = [
            models.Index(fields=["vendor", "requirement", "key"], include=["during", "known"], name="fact_of_vendor"),
            models.Index(fields=["source_id"], name="fact_of_vendor_by_source"),
        ]


class PersonFact(Fact):
    vendor = models.ForeignKey(Vendor, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey("vendors.Person", on_delete=models.PROTECT, related_name="facts", db_index=False)
    requirement = models.CharField(max_length=24)
    key = models.CharField(max_length=60, blank=True)
    source_kind = models.CharField(max_length=60)
    source_id = models.UUIDField()

    class Meta:
        indexes = [
            models.Index(
                fields=["person", "requirement", "key"], include=["vendor", "during", "known"], name="fact_of_person"
            ),
            models.Index(fields=["source_id"], name="fact_of_person_by_source"),
        ]
