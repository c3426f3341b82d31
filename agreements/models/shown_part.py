"""Which parts of a text were before whom, and since when? Rows that nobody can change or take away."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _l

from vendors.models import VendorRow

VIEW, PAGE = "view", "page"
WAYS = [(VIEW, _l("Came into view on their screen")), (PAGE, _l("On a page of its own, and they went on"))]


class ShownPartQuerySet(models.QuerySet):
    def visible_to(self, viewer):
        from agreements.models.agreement import Agreement

        return self.filter(agreement__in=Agreement.objects.visible_to(viewer))


class ShownPart(VendorRow):
    """A part of a text (agreements.rendering.parts) that this account had before it for the first time. That it was shown is
    all that we can know; nobody can record that it was read.

    `document_sha256` (H1) is the fingerprint of the text that the page carried.
    """

    APPEND_ONLY = True

    agreement = models.ForeignKey("agreements.Agreement", on_delete=models.PROTECT, related_name="shown_parts")
    user = models.ForeignKey("core.User", on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey("vendors.Person", null=True, on_delete=models.PROTECT, related_name="+")
    part = models.CharField(max_length=60)
    way = models.CharField(max_length=8, choices=WAYS)
    document_sha256 = models.CharField(max_length=64)
    shown_at = models.DateTimeField()

    objects = ShownPartQuerySet.as_manager()

    class Meta:
        ordering = ["shown_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "user", "part"], name="a_part_is_shown_to_somebody_for_the_first_time_once"
            ),
            models.CheckConstraint(
                condition=~Q(part="") & ~Q(document_sha256=""), name="what_was_shown_is_a_part_of_known_bytes"
            ),
        ]

    def __str__(self):
        return self.part
