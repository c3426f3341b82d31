"""Which clauses did screening propose for an agreement, and was each taken in or left out, and why?"""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _l

from agreements.models.scope import of_the_firm
from vendors.models import VendorRow

TAKEN, LEFT = "taken", "left"


class ScreeningAnswerQuerySet(models.QuerySet):
    def visible_to(self, viewer):
        return of_the_firm(self, viewer) if viewer.is_staff else self.none()


class ScreeningAnswer(VendorRow):
    """One proposal as it was answered in the draft; `finding` and `proposal` are the words of the screening at that time."""

    PORTAL_SEES = "false"
    DECISIONS = [(TAKEN, _l("Taken in")), (LEFT, _l("Left out"))]

    agreement = models.ForeignKey("agreements.Agreement", on_delete=models.PROTECT, related_name="screening_answers")
    clause = models.CharField(max_length=60)
    finding = models.CharField(max_length=300)
    proposal = models.CharField(max_length=300)
    decision = models.CharField(max_length=8, choices=DECISIONS)
    because = models.TextField(blank=True)
    answered_at = models.DateTimeField()
    answered_by = models.ForeignKey("core.User", on_delete=models.PROTECT, related_name="+")

    objects = ScreeningAnswerQuerySet.as_manager()

    class Meta:
        ordering = ["clause"]
        constraints = [
            models.UniqueConstraint(fields=["agreement", "clause"], name="a_proposed_clause_is_answered_once"),
            models.CheckConstraint(
                condition=~Q(decision=LEFT) | ~Q(because=""), name="a_proposed_clause_is_left_out_with_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return self.proposal
