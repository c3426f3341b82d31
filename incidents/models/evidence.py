"""What do we hold as evidence, how did we come by it, and who has had it in their hands?"""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _l

from core.database.policies import ME
from incidents.models.case import Case, CaseRow, own

DEEDS = [
    ("intake", _l("Taken in")),
    ("transfer", _l("Handed over")),
    ("view", _l("Looked at")),
    ("export", _l("Taken out as a copy")),
    ("check", _l("Hashes compared")),
]


class EvidenceItem(CaseRow):
    """Never changed after intake; where it lies and who has it now is the last line of its custody.

    `taken_in_by` is empty for a file that came without a name. `method` is one of the playbook's ways of intake. The
    hashes are those taken on receipt; the stored file keeps its own.
    """

    APPEND_ONLY = True
    PORTAL_WRITES = own("taken_in_by_id")
    REPORTER_MAY = "select (id, created_at, case_id, title, sha256, taken_in_at, taken_in_by_id), insert"
    REPORTER_SEES = f"case_id = {ME} and taken_in_by_id is null"
    REPORTER_ADDS = f"{REPORTER_SEES} and vendor_id is null and method = 'anonymous-report'"

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="evidence")
    reference = models.CharField(max_length=14, unique=True, editable=False)
    title = models.CharField(max_length=200)
    method = models.CharField(max_length=40)
    source = models.CharField(max_length=300)
    acquired_at = models.DateTimeField()
    acquired_by = models.CharField(max_length=150)
    place = models.CharField(max_length=200, blank=True)
    seal = models.CharField(max_length=60, blank=True)
    note = models.TextField(blank=True)
    file = models.ForeignKey("core.StoredFile", null=True, on_delete=models.PROTECT, related_name="+")
    sha256 = models.CharField(max_length=64, blank=True)
    sha512 = models.CharField(max_length=128, blank=True)
    taken_in_at = models.DateTimeField()
    taken_in_by = models.ForeignKey("core.User", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["taken_in_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(file=None, sha256="", sha512="") | (Q(file__isnull=False) & ~Q(sha256="") & ~Q(sha512="")),
                name="a_file_of_evidence_has_two_hashes",
            ),
            models.CheckConstraint(
                condition=Q(file__isnull=False) | ~Q(seal=""), name="a_thing_without_a_file_is_sealed"
            ),
            models.CheckConstraint(
                condition=Q(taken_in_by__isnull=False) | Q(method="anonymous-report", file__isnull=False),
                name="only_a_file_without_a_name_comes_from_nobody",
            ),
        ]

    def __str__(self):
        return self.reference


class CustodyEntry(CaseRow):
    """One line of custody: intake, each transfer, each look, each copy, each comparison of hashes."""

    APPEND_ONLY = True
    PORTAL_WRITES = own("by_id")
    REPORTER_MAY = "select (id, created_at), insert"
    REPORTER_SEES = "by_id is null and deed = 'intake' and item_id in (select id from incidents_evidenceitem)"
    REPORTER_ADDS = f"{REPORTER_SEES} and vendor_id is null"

    item = models.ForeignKey(EvidenceItem, on_delete=models.PROTECT, related_name="custody")
    deed = models.CharField(max_length=10, choices=DEEDS)
    at = models.DateTimeField()
    by = models.ForeignKey("core.User", null=True, on_delete=models.PROTECT, related_name="+")
    by_name = models.CharField(max_length=150)
    released_by = models.CharField(max_length=150, blank=True)
    received_by = models.CharField(max_length=150, blank=True)
    purpose = models.CharField(max_length=300, blank=True)
    place = models.CharField(max_length=200, blank=True)
    seal = models.CharField(max_length=60, blank=True)
    is_intact = models.BooleanField(null=True)

    class Meta:
        ordering = ["at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(deed="transfer") | (~Q(released_by="") & ~Q(received_by="") & ~Q(purpose="")),
                name="a_transfer_names_both_hands_and_the_purpose",
            ),
            models.CheckConstraint(
                condition=Q(by__isnull=False) | Q(deed="intake"), name="every_hand_after_the_first_has_a_name"
            ),
            models.CheckConstraint(condition=~Q(deed="export") | ~Q(purpose=""), name="a_copy_has_a_purpose"),
            models.CheckConstraint(
                condition=Q(deed="check", is_intact__isnull=False) | (~Q(deed="check") & Q(is_intact=None)),
                name="only_a_comparison_says_whether_it_is_intact",
            ),
        ]
