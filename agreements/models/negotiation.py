"""Which words were put before the other side, and what did each side want to change in them?

The library is for our staff alone: what a subcontractor reads of a draft is a copy of its own, kept here for good.
"""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _l

from vendors.models import VendorRow

OURS, THEIRS = "ours", "theirs"
SIDES = [(OURS, _l("The company")), (THEIRS, _l("The subcontractor"))]


class SharedTextQuerySet(models.QuerySet):
    def visible_to(self, viewer):
        from agreements.models.agreement import Agreement

        return self.filter(agreement__in=Agreement.objects.visible_to(viewer))

    def latest_of(self, agreement):
        """The text as the other side sees it now; None where none was ever shared."""
        return self.filter(agreement=agreement).order_by("number").last()


class SharedText(VendorRow):
    """A draft as both sides read it from then on. `body` as Agreement.body, and for each section its `approver`, whether it
    is `mandatory`, and beside the text of each sentence its `source`: the wording with its variables.
    """

    APPEND_ONLY = True

    agreement = models.ForeignKey("agreements.Agreement", on_delete=models.PROTECT, related_name="shared_texts")
    number = models.PositiveIntegerField()
    body = models.JSONField()
    note = models.TextField(blank=True)  # to the other side, or what changed
    answers_due_on = models.DateField(null=True)  # where we asked for their proposals
    made_at = models.DateTimeField()
    made_by = models.ForeignKey("core.User", on_delete=models.PROTECT, related_name="+")
    made_by_name = models.CharField(max_length=150)

    objects = SharedTextQuerySet.as_manager()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["agreement", "number"], name="shared_texts_are_numbered"),
            models.CheckConstraint(condition=Q(number__gt=0), name="shared_texts_start_at_one"),
        ]

    def __str__(self):
        return f"{self.agreement_id}/{self.number}"

    @property
    def sections(self) -> list[dict]:
        return self.body["sections"]

    def section(self, key: str) -> dict | None:
        return next((section for section in self.sections if section["key"] == key), None)
