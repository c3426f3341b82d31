"""Which agreements were signed elsewhere, what does each file say by whom, and who compared the two?"""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _l

from agreements.models.agreement import Agreement
from agreements.models.scope import of_the_firm
from core.database.policies import OWN_FIRM
from core.models.rows import Row
from core.workflow import Workflow, stamped, status_field
from vendors.models import VendorRow

FIXED, OPEN_END = "fixed", "open"
TERMS = [(FIXED, _l("It ends on a day")), (OPEN_END, _l("It runs until it is ended"))]
UNTIL, WITHOUT_END, NO_SECRECY = "until", "open", "none"
SECRECIES = [
    (UNTIL, _l("Secrecy ends on a day")),
    (WITHOUT_END, _l("Secrecy has no end")),
    (NO_SECRECY, _l("It promises no secrecy")),
]


class ElsewhereQuerySet(models.QuerySet):
    def visible_to(self, viewer):
        """Staff as for agreements; in the portal what is in force of the papers that this person may see."""
        if viewer.is_staff:
            return of_the_firm(self, viewer)
        return self.filter(status="confirmed", agreement__in=Agreement.objects.visible_to(viewer))


class ElsewherePaper(VendorRow):
    """The file as it came, and its key data. From `confirmed` on `agreement` counts; the file is the same from the first moment on.

    `signatures`: what our checker reads in the file (core.signing.strangers), None where it could not. `clauses`: {key, page}
    of the library's clauses that the file contains.
    """

    PORTAL_SEES = f"{OWN_FIRM} and status = 'confirmed'"
    WORKFLOW = Workflow(
        "entered",
        {
            "entered": {"proposed": "elsewhere.proposed", "removed": "elsewhere.removed"},
            "proposed": {
                "entered": "elsewhere.returned",
                "confirmed": "elsewhere.confirmed",
                "removed": "elsewhere.removed",
            },
        },
        {
            "entered": _l("Key data not complete"),
            "proposed": _l("Waits for a second person"),
            "confirmed": _l("In force"),
            "removed": _l("Removed"),
        },
    )

    stored = models.ForeignKey("core.StoredFile", on_delete=models.PROTECT, related_name="+")
    sha256 = models.CharField(max_length=64)
    pages = models.PositiveIntegerField()
    signatures = models.JSONField(null=True)
    title = models.CharField(max_length=200, blank=True)
    template = models.ForeignKey("agreements.AgreementTemplate", null=True, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey("vendors.Person", null=True, on_delete=models.PROTECT, related_name="+")
    replaces = models.ForeignKey("agreements.Agreement", null=True, on_delete=models.PROTECT, related_name="+")
    our_name = models.CharField(max_length=200, blank=True)
    their_name = models.CharField(max_length=200, blank=True)
    signed_for_us = models.CharField(max_length=150, blank=True)
    signed_for_them = models.CharField(max_length=150, blank=True)
    jurisdiction = models.CharField(max_length=12, blank=True)
    signed_on = models.DateField(null=True)
    starts_on = models.DateField(null=True)
    term = models.CharField(max_length=8, choices=TERMS, blank=True)
    ends_on = models.DateField(null=True)
    secrecy = models.CharField(max_length=8, choices=SECRECIES, blank=True)
    secret_until = models.DateField(null=True)
    origin = models.CharField(max_length=120, blank=True)
    origin_reference = models.CharField(max_length=120, blank=True)
    clauses = models.JSONField(default=list)
    status = status_field(WORKFLOW)
    entered_at = models.DateTimeField()
    entered_by = models.ForeignKey("core.User", on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField(null=True)
    proposed_by = models.ForeignKey("core.User", null=True, on_delete=models.PROTECT, related_name="+")
    confirmed_at = models.DateTimeField(null=True)
    confirmed_by = models.ForeignKey("core.User", null=True, on_delete=models.PROTECT, related_name="+")
    because = models.TextField(blank=True)  # why it was given back
    agreement = models.OneToOneField(
        "agreements.Agreement", null=True, on_delete=models.PROTECT, related_name="elsewhere"
    )
    run = models.ForeignKey("agreements.ElsewhereRun", null=True, on_delete=models.PROTECT, related_name="papers")

    objects = ElsewhereQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["vendor", "sha256"], condition=~Q(status="removed"), name="a_file_of_a_firm_is_taken_over_once"
            ),
            stamped("a_paper_to_confirm_says_who_entered_it", ["proposed", "confirmed"], "proposed_at", "proposed_by"),
            stamped("a_confirmed_paper_is_an_agreement", ["confirmed"], "confirmed_at", "confirmed_by", "agreement"),
            models.CheckConstraint(
                condition=Q(confirmed_by=None) | ~Q(confirmed_by=F("proposed_by")) & ~Q(confirmed_by=F("entered_by")),
                name="a_second_person_confirms_key_data",
            ),
        ]

    def __str__(self) -> str:
        return self.title or self.stored.name


class ElsewhereRunQuerySet(models.QuerySet):
    def visible_to(self, viewer):
        """Who may enter agreements: a sheet goes over many firms."""
        may_enter = viewer.may("agreements.read") and (viewer.may("agreements.write") or viewer.may("vendors.write"))
        return self if viewer.is_staff and may_enter else self.none()


class ElsewhereRun(Row):
    """Many files and a sheet of their key data, checked and not made yet."""

    WORKFLOW = Workflow(
        "checked",
        {"checked": {"made": "elsewhere.run-made", "removed": "elsewhere.run-removed"}},
        {"checked": _l("Checked, nothing made yet"), "made": _l("Made"), "removed": _l("Removed")},
    )

    sheet = models.ForeignKey("core.StoredFile", on_delete=models.PROTECT, related_name="+")
    user = models.ForeignKey("core.User", on_delete=models.PROTECT, related_name="+")
    status = status_field(WORKFLOW)
    uploaded_at = models.DateTimeField()
    made_at = models.DateTimeField(null=True)

    objects = ElsewhereRunQuerySet.as_manager()

    class Meta:
        constraints = [stamped("a_made_run_has_its_moment", ["made"], "made_at")]

    def __str__(self) -> str:
        return self.sheet.name


class ElsewhereRunFile(Row):
    """One file of a run, under the name that the sheet calls it by."""

    run = models.ForeignKey(ElsewhereRun, on_delete=models.CASCADE, related_name="files")
    name = models.CharField(max_length=200)
    stored = models.ForeignKey("core.StoredFile", on_delete=models.PROTECT, related_name="+")
    pages = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["run", "name"], name="a_run_names_a_file_once")]
