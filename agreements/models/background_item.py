"""What did each side own before the work began, and what proves it?"""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _l

from agreements.models.scope import of_the_firm
from core.workflow import Workflow, stamped, status_field
from vendors.models import VendorRow

THEIRS, OURS = "subcontractor", "company"
SIDES = [(THEIRS, _l("The subcontractor's")), (OURS, _l("Ours"))]
KINDS = [
    ("patent", _l("Patent or application")), ("copyright", _l("Copyright, such as software or drawings")), ("know_how", _l("Know-how")),
    ("design", _l("Registered design")), ("open_source", _l("Open source")), ("third_party", _l("Belongs to somebody else")),
]  # fmt: skip
RIGHTS = [
    ("reserved", _l("All rights stay with the owner")), ("project", _l("Licence for this work alone")),
    ("results", _l("Licence as far as the results need it")), ("open", _l("Under its own open licence")),
]  # fmt: skip
PROOFS = [
    ("none", _l("No proof yet")), ("kept", _l("File kept under seal")), ("hashed", _l("Fingerprint of a file that was not kept")),
    ("typed", _l("Hash only, entered by hand")),
]  # fmt: skip
SETTLED = ["confirmed", "disputed", "withdrawn"]


class FirmQuerySet(models.QuerySet):
    def visible_to(self, viewer):
        return of_the_firm(self, viewer)


class BackgroundItem(VendorRow):
    """One side declares it and so stands for it; the other side confirms it or says why not. Nothing of it changes afterwards.

    `proof_sha256`: of the deposited file, worked out by the server, but for proof "typed", which nobody has checked.
    """

    WORKFLOW = Workflow(
        "declared",
        {
            "declared": {
                "confirmed": "background.confirmed",
                "disputed": "background.disputed",
                "withdrawn": "background.withdrawn",
            },
            "disputed": {"confirmed": "background.confirmed", "withdrawn": "background.withdrawn"},
        },
        {
            "declared": _l("Waits for the other side"),
            "confirmed": _l("Confirmed by both sides"),
            "disputed": _l("Disputed"),
            "withdrawn": _l("Taken back"),
        },
    )

    side = models.CharField(max_length=16, choices=SIDES)
    title = models.CharField(max_length=200)
    description = models.TextField()
    kind = models.CharField(max_length=16, choices=KINDS)
    owner_name = models.CharField(max_length=200)
    rights = models.CharField(max_length=16, choices=RIGHTS)
    terms = models.TextField(blank=True)
    proof = models.CharField(max_length=8, choices=PROOFS, default="none")
    proof_on = models.DateField(null=True)  # since when it can be shown to have existed
    proof_sha256 = models.CharField(max_length=64, blank=True)
    stored = models.OneToOneField("core.StoredFile", null=True, on_delete=models.PROTECT, related_name="+")
    receipt = models.OneToOneField("core.StoredFile", null=True, on_delete=models.PROTECT, related_name="+")
    status = status_field(WORKFLOW)
    declared_at = models.DateTimeField()
    declared_by = models.ForeignKey("core.User", on_delete=models.PROTECT, related_name="+")
    declared_by_name = models.CharField(max_length=150)
    settled_at = models.DateTimeField(null=True)
    settled_by = models.ForeignKey("core.User", null=True, on_delete=models.PROTECT, related_name="+")
    settled_by_name = models.CharField(max_length=150, blank=True)
    because = models.TextField(blank=True)

    objects = FirmQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["vendor", "status"], name="background_of_vendor")]
        constraints = [
            stamped("a_settled_background_item_says_by_whom", SETTLED, "settled_at", "settled_by"),
            models.CheckConstraint(
                condition=~Q(status="disputed") | ~Q(because=""), name="background_is_disputed_with_a_reason"
            ),
            models.CheckConstraint(
                condition=Q(proof="kept", stored__isnull=False) | (~Q(proof="kept") & Q(stored=None)),
                name="a_kept_proof_has_its_file",
            ),
            models.CheckConstraint(
                condition=Q(proof="none", proof_sha256="")
                | (~Q(proof="none") & Q(proof_sha256__regex=r"^[0-9a-f]{64}$")),
                name="a_proof_has_its_fingerprint",
            ),
        ]

    def __str__(self):
        return self.title


class ProofOpening(VendorRow):
    """One of us wants to look into a proof that its owner keeps under seal; a second person lets them, for a day."""

    item = models.ForeignKey(BackgroundItem, on_delete=models.PROTECT, related_name="openings")
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey("core.User", on_delete=models.PROTECT, related_name="+")
    because = models.TextField()
    agreed_at = models.DateTimeField(null=True)
    agreed_by = models.ForeignKey("core.User", null=True, on_delete=models.PROTECT, related_name="+")

    objects = FirmQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(agreed_by=None) | ~Q(agreed_by=F("asked_by")), name="a_second_person_opens_a_sealed_proof"
            ),
            models.UniqueConstraint(
                fields=["item", "asked_by"], condition=Q(agreed_at=None), name="one_opening_is_asked_for_at_a_time"
            ),
        ]
