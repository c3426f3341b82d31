"""Which insurance stands behind this subcontractor's duties, and for how much?"""

from django.db import models
from django.db.models import Q

from core.workflow import status_field
from vendors.models.catalogues import LineCatalogue
from vendors.models.evidence import Evidence, constraints, workflow


class InsurancePolicy(Evidence):
    """`line`: id in the catalogue, and the key of the fact. Amounts are whole units of `currency` (ISO 4217)."""

    WORKFLOW = workflow("insurance")
    REQUIREMENT, PREFIX = "insurance", "INS"

    catalogue = models.ForeignKey(LineCatalogue, on_delete=models.PROTECT, related_name="+")
    line = models.CharField(max_length=60)
    line_name = models.CharField(max_length=120)
    insurer = models.CharField(max_length=200)
    insurer_rating = models.CharField(max_length=60, blank=True)
    currency = models.CharField(max_length=3)
    limit = models.DecimalField(max_digits=16, decimal_places=0)
    aggregate = models.DecimalField(max_digits=16, decimal_places=0)
    deductible = models.DecimalField(max_digits=16, decimal_places=0)
    retroactive_on = models.DateField(null=True)
    exclusions = models.TextField(blank=True)
    status = status_field(WORKFLOW)

    class Meta:
        constraints = [
            *constraints("insurance"),
            models.CheckConstraint(
                condition=Q(limit__gt=0, aggregate__gt=0, deductible__gte=0), name="a_policy_pays_something"
            ),
        ]
        indexes = [
            models.Index(fields=["vendor", "line", "-valid_until"], name="insurance_of_vendor"),
            models.Index(fields=["status", "valid_until", "id"], name="insurance_by_end"),
        ]

    def __str__(self):
        return self.line_name

    @property
    def key(self) -> str:
        return self.line
