"""What do we know of the case, and since when? Its own timeline, in which nothing is ever changed."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _l

from core.database.policies import ME
from incidents.models.case import Case, CaseRow, own

KINDS = [
    ("report", _l("Report")),
    ("note", _l("Note")),
    ("fact", _l("Fact")),
    ("decision", _l("Decision")),
    ("step", _l("Step taken")),
    ("hold", _l("Access")),
    ("evidence", _l("Evidence")),
    ("state", _l("State")),
    ("asked", _l("Said to the anonymous reporter")),
    ("answered", _l("The anonymous reporter wrote")),
]
TALK = ("asked", "answered")  # what the reporter and we have said to each other


class CaseEntry(CaseRow):
    """One line. A correction is a new line that names the old one and the reason; the old one is shown struck through.

    `happened_at`: when it happened, as far as known; `recorded_at`: when it was written down.
    """

    APPEND_ONLY = True
    PORTAL_WRITES = own("recorded_by_id")
    REPORTER_MAY = "select (id, created_at, case_id, kind, text, recorded_at), insert"
    REPORTER_SEES = f"case_id = {ME} and kind in ('report', 'asked', 'answered', 'evidence') and (kind = 'asked' or recorded_by_id is null)"
    REPORTER_ADDS = f"case_id = {ME} and kind in ('report', 'answered', 'evidence') and recorded_by_id is null and vendor_id is null"

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="entries")
    kind = models.CharField(max_length=10, choices=KINDS)
    text = models.TextField()
    happened_at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey("core.User", null=True, on_delete=models.PROTECT, related_name="+")
    recorded_by_name = models.CharField(max_length=150)
    corrects = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="corrected_by")
    because = models.TextField(blank=True)

    class Meta:
        ordering = ["recorded_at", "id"]
        indexes = [models.Index(fields=["case", "recorded_at", "id"], name="entry_of_case")]
        constraints = [
            models.CheckConstraint(
                condition=Q(corrects=None, because="") | (Q(corrects__isnull=False) & ~Q(because="")),
                name="a_correction_says_why",
            ),
            models.CheckConstraint(condition=~Q(corrects=F("id")), name="an_entry_does_not_correct_itself"),
            models.CheckConstraint(
                condition=Q(happened_at__lte=F("recorded_at")), name="an_entry_is_written_after_it_happened"
            ),
        ]

    def __str__(self):
        return self.text[:80]
