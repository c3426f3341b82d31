"""Who has learnt what, and for how long does it count? One fact per passed course."""

from django.db import models

from core.facts import Fact
from vendors.models import Vendor


class Completion(Fact):
    """A passed course, valid `during`. `key` is the course's key; the certificate names the version."""

    vendor = models.ForeignKey(Vendor, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey("vendors.Person", on_delete=models.PROTECT, related_name="completions", db_index=False)
    key = models.CharField(max_length=60)
    source_kind = models.CharField(max_length=60)
    source_id = models.UUIDField()

    class Meta:
        indexes = [
            models.Index(fields=["person", "key"], include=["vendor", "during", "known"], name="completion_of_person"),
            models.Index(fields=["source_id"], name="completion_by_source"),
        ]
