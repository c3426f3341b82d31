"""Whom does a signatory propose in their own place, and what did we answer?"""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _l

from core.workflow import Workflow, stamped, status_field
from vendors.models import VendorRow


class DelegationQuerySet(models.QuerySet):
    def visible_to(self, viewer):
        from agreements.models.agreement import Agreement

        return self.filter(agreement__in=Agreement.objects.visible_to(viewer))

    def waiting(self):
        """Those that can still be answered: the paper waits, and nobody has signed at the seat."""
        from agreements.models.agreement import AWAITING

        return self.filter(status="proposed", agreement__status__in=AWAITING)


class Delegation(VendorRow):
    """One proposal to give a seat to somebody else of the same firm. Its deeds are events of the agreement."""

    WORKFLOW = Workflow(
        "proposed",
        {"proposed": {"approved": "agreement.delegated", "refused": "agreement.delegation-refused"}},
        {"proposed": _l("Waits for an answer"), "approved": _l("Approved"), "refused": _l("Not approved")},
    )

    agreement = models.ForeignKey("agreements.Agreement", on_delete=models.PROTECT, related_name="delegations")
    seat = models.ForeignKey("agreements.Seat", on_delete=models.PROTECT, related_name="+")
    from_person = models.ForeignKey("vendors.Person", on_delete=models.PROTECT, related_name="+")
    to_person = models.ForeignKey("vendors.Person", on_delete=models.PROTECT, related_name="+")
    because = models.TextField()
    asked_at = models.DateTimeField()
    status = status_field(WORKFLOW)
    answer = models.TextField(blank=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey("core.User", null=True, on_delete=models.PROTECT, related_name="+")

    objects = DelegationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["seat"], condition=Q(status="proposed"), name="one_delegation_of_a_seat_waits"
            ),
            models.CheckConstraint(condition=~Q(because=""), name="a_delegation_says_why"),
            models.CheckConstraint(
                condition=~Q(from_person=models.F("to_person")), name="nobody_delegates_to_themselves"
            ),
            stamped("an_answered_delegation_says_by_whom", ["approved", "refused"], "decided_at", "decided_by"),
            models.CheckConstraint(
                condition=~Q(status="refused") | ~Q(answer=""), name="a_delegation_is_refused_with_a_reason"
            ),
        ]
