"""Who signed what, when, and how do we know that it was them? Rows that nobody can change or take away."""

from django.db import models
from django.db.models import Q

from agreements.rendering import drawn
from vendors.models import VendorRow


class SignatureQuerySet(models.QuerySet):
    def visible_to(self, viewer):
        from agreements.models.agreement import Agreement

        return self.filter(agreement__in=Agreement.objects.visible_to(viewer))


class Signature(VendorRow):
    """One consent: to sign, to approve, or as a witness; `position` is the number of the seat where it was given.

    `act_digest` is core.signing.act_digest over the parts kept here; a trigger refuses every change.
    `document_sha256` (H1) is the fingerprint of the bytes that were shown to this signer.
    """

    APPEND_ONLY = True

    agreement = models.ForeignKey("agreements.Agreement", on_delete=models.PROTECT, related_name="signatures")
    role = models.CharField(max_length=24)
    position = models.PositiveSmallIntegerField()
    user = models.ForeignKey("core.User", on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey("vendors.Person", null=True, on_delete=models.PROTECT, related_name="+")
    signer_name = models.CharField(max_length=150)
    signer_email = models.EmailField(max_length=254)
    typed_name = models.CharField(max_length=150, blank=True)
    strokes = models.JSONField(default=list)  # of one that was drawn: agreements.rendering.drawn
    mark_sha256 = models.CharField(max_length=64, blank=True, db_default="")  # of the picture that the strokes give
    consent = models.TextField()
    document_sha256 = models.CharField(max_length=64)
    identity_check = models.CharField(max_length=200)
    confirmed_at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True)  # when the text was put before the signer
    signed_at = models.DateTimeField()
    address = models.GenericIPAddressField(null=True)
    zone = models.CharField(max_length=60)
    act_digest = models.CharField(max_length=64)

    objects = SignatureQuerySet.as_manager()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["agreement", "position"], name="each_place_is_signed_once"),
            models.UniqueConstraint(fields=["agreement", "user"], name="nobody_signs_for_both_sides"),
            models.CheckConstraint(
                condition=~Q(act_digest="") & ~Q(document_sha256=""), name="a_signature_binds_bytes"
            ),
            models.CheckConstraint(
                condition=Q(typed_name="") ^ Q(mark_sha256=""), name="a_signature_is_typed_or_drawn"
            ),
            models.CheckConstraint(condition=Q(mark_sha256="") | ~Q(strokes=[]), name="a_drawn_signature_has_strokes"),
        ]

    @property
    def path(self) -> str:
        """The `d` of an SVG path in the plane of agreements.rendering.drawn; empty where the name was typed."""
        return drawn.path(self.strokes)

    @property
    def picture(self) -> bytes:
        """The file that `mark_sha256` is the fingerprint of."""
        return drawn.picture(self.strokes)


class SealedPaper(VendorRow):
    """The signed copy, or the evidence certificate, as it left the seal. `sha256` of the copy is H2."""

    APPEND_ONLY = True
    KINDS = [("copy", "Signed copy"), ("evidence", "Evidence certificate")]

    agreement = models.ForeignKey("agreements.Agreement", on_delete=models.PROTECT, related_name="papers")
    kind = models.CharField(max_length=10, choices=KINDS)
    stored = models.OneToOneField("core.StoredFile", on_delete=models.PROTECT, related_name="+")
    sha256 = models.CharField(max_length=64)
    level = models.CharField(max_length=8)  # PAdES: B-B, or B-LTA with a time-stamp authority
    sealed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agreement", "kind"], name="each_paper_is_sealed_once"),
            models.UniqueConstraint(fields=["sha256"], name="a_sealed_paper_has_its_own_fingerprint"),
        ]
