"""Which papers bind whom, and for how long? Fact rows; agreements/standing.py vouches with them.

Requirement `agreement` (key = the template's key) binds the firm, `undertaking` (key = the template's key) one person.
Secrecy lasts longer than the paper that promises it, and opens nothing: a fact of its own, for which nobody vouches.
"""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _l

from core.facts import Fact
from vendors.models import Vendor


class BindingFact(Fact):
    """A signed paper in force. `person_id` empty: it binds the firm and reaches each of its people."""

    vendor = models.ForeignKey(Vendor, on_delete=models.PROTECT, related_name="+", db_index=False)
    person = models.ForeignKey("vendors.Person", null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    requirement = models.CharField(max_length=24)
    key = models.CharField(max_length=60, blank=True)
    source_kind = models.CharField(max_length=60)
    source_id = models.UUIDField()

    class Meta:
        indexes = [
            models.Index(
                fields=["vendor", "person", "requirement", "key"],
                include=["during", "known"],
                name="binding_of_vendor",
            ),
            models.Index(
                fields=["person", "requirement", "key"],
                include=["vendor", "during", "known"],
                name="binding_of_person",
                condition=Q(person__isnull=False),
            ),
            models.Index(fields=["source_id"], name="binding_by_source"),
        ]


INFORMATION, TRADE_SECRETS = "information", "trade_secrets"


class SecrecyFact(Fact):
    """That what was promised to be kept secret is to be kept secret. Without an end where the paper names none."""

    WHAT = [(INFORMATION, _l("Confidential information")), (TRADE_SECRETS, _l("Trade secrets"))]

    vendor = models.ForeignKey(Vendor, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey("vendors.Person", null=True, on_delete=models.PROTECT, related_name="+")
    agreement = models.ForeignKey("agreements.Agreement", on_delete=models.PROTECT, related_name="secrecy")
    what = models.CharField(max_length=16, choices=WHAT)
