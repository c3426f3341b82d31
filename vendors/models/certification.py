"""Which certificates did this subcontractor show us, and which of them count?"""

from django.db import models

from core.workflow import status_field
from vendors.models.catalogues import SchemeCatalogue
from vendors.models.evidence import Evidence, constraints, workflow


class Certificate(Evidence):
    """`scheme`: id in the catalogue, and the key of the fact that its acceptance writes. `checks`: the steps of
    verification that the one who decided had taken, as they stand in the catalogue."""

    WORKFLOW = workflow("certificate")
    REQUIREMENT, PREFIX = "certification", "CRT"

    catalogue = models.ForeignKey(SchemeCatalogue, on_delete=models.PROTECT, related_name="+")
    scheme = models.CharField(max_length=60)
    scheme_name = models.CharField(max_length=120)
    issuer = models.CharField(max_length=200, blank=True)
    accreditation_body = models.CharField(max_length=200, blank=True)
    scope = models.TextField(blank=True)
    sites = models.TextField(blank=True)
    checks = models.JSONField(default=list)
    status = status_field(WORKFLOW)

    class Meta:
        constraints = constraints("certificate")
        indexes = [
            models.Index(fields=["vendor", "scheme", "-valid_until"], name="certificate_of_vendor"),
            models.Index(fields=["status", "valid_until", "id"], name="certificate_by_end"),
        ]

    def __str__(self):
        return self.scheme_name

    @property
    def key(self) -> str:
        return self.scheme
