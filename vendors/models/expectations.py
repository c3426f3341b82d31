"""What do we expect of each other, and who has said that they read it?"""

from django.db import models

from core.models.rows import Row
from vendors.models.vendor import VendorRow


class ExpectationSheet(Row):
    """One version of the sheet, as vendors/starter/expectations.yaml lays it out. Frozen once loaded."""

    APPEND_ONLY = True
    PORTAL_SEES = "true"

    version = models.PositiveIntegerField(unique=True)
    content = models.JSONField()
    loaded_at = models.DateTimeField()

    class Meta:
        get_latest_by = "version"


class Acknowledgement(VendorRow):
    """One person read one version. `text` is what they saw, word by word; `digest` its SHA-256 in hex."""

    APPEND_ONLY = True

    person = models.ForeignKey("vendors.Person", on_delete=models.PROTECT, related_name="acknowledgements")
    sheet = models.ForeignKey(ExpectationSheet, on_delete=models.PROTECT, related_name="+")
    text = models.TextField()
    digest = models.CharField(max_length=64)
    made_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "sheet"], name="a_person_acknowledges_a_version_once")]

    def __str__(self):
        return self.person.name
