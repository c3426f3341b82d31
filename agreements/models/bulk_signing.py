"""One person signs many papers for the company at once: what did they sign, and what became of each act?"""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _l

from core.models.rows import Row
from core.workflow import Workflow, stamped, status_field
from vendors.models import VendorRow


class BulkSigningQuerySet(models.QuerySet):
    def visible_to(self, viewer):
        """Whoever signed, and nobody else."""
        return self.filter(user=viewer.user) if viewer.is_staff and viewer.user else self.none()


class BulkSigning(Row):
    """The act as it was given, once for all: `confirmation` is the second factor behind it (core.web.step_up), `address`
    where it came from. The acts on each paper are its lines; the worker writes them, in this person's name and of this moment."""

    WORKFLOW = Workflow(
        "running",
        {"running": {"done": "bulk-signing.finished"}},
        {"running": _l("Being signed"), "done": _l("Signed")},
    )

    user = models.ForeignKey("core.User", on_delete=models.PROTECT, related_name="+")
    typed_name = models.CharField(max_length=150)
    confirmation = models.JSONField()
    address = models.GenericIPAddressField(null=True)
    opened_at = models.DateTimeField(null=True)
    given_at = models.DateTimeField()
    status = status_field(WORKFLOW)
    finished_at = models.DateTimeField(null=True)

    objects = BulkSigningQuerySet.as_manager()

    class Meta:
        constraints = [stamped("a_finished_bulk_signing_has_its_moment", ["done"], "finished_at")]


class BulkSignatureQuerySet(models.QuerySet):
    def visible_to(self, viewer):
        return self.filter(signing__in=BulkSigning.objects.visible_to(viewer))


class BulkSignature(VendorRow):
    """One paper of the act, and the fingerprint of the text that was listed."""

    PORTAL_SEES = "false"

    STATES = [("waiting", _l("Being signed")), ("signed", _l("Signed")), ("refused", _l("Not signed"))]

    signing = models.ForeignKey(BulkSigning, on_delete=models.CASCADE, related_name="lines")
    agreement = models.ForeignKey("agreements.Agreement", on_delete=models.PROTECT, related_name="+")
    document_sha256 = models.CharField(max_length=64)
    status = models.CharField(max_length=8, choices=STATES, default="waiting")
    because = models.TextField(blank=True)

    objects = BulkSignatureQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["signing", "agreement"], name="a_bulk_signing_names_a_paper_once"),
            models.CheckConstraint(condition=~Q(document_sha256=""), name="what_is_signed_in_bulk_has_a_fingerprint"),
            models.CheckConstraint(
                condition=~Q(status="refused") | ~Q(because=""), name="what_was_not_signed_in_bulk_says_why"
            ),
        ]
