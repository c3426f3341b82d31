"""Who has a place at the table of a paper: to approve it, to sign it, to witness that, or to get a copy?"""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _l

from vendors.models import VendorRow

SUBCONTRACTOR, COMPANY, WORKER = "subcontractor_signatory", "company_signatory", "worker"
APPROVER, WITNESS, RECIPIENT = "approver", "witness", "recipient"
SIGNING, NAMED = (SUBCONTRACTOR, COMPANY, WORKER), (APPROVER, WITNESS, RECIPIENT)
ROLES = {
    SUBCONTRACTOR: _l("For the subcontractor"), COMPANY: _l("For the company"), WORKER: _l("In person"),
    APPROVER: _l("Approves it first"), WITNESS: _l("Witness"), RECIPIENT: _l("Gets a copy"),
}  # fmt: skip


class SeatQuerySet(models.QuerySet):
    def visible_to(self, viewer):
        from agreements.models.agreement import Agreement

        return self.filter(agreement__in=Agreement.objects.visible_to(viewer))


class Seat(VendorRow):
    """One place, laid when the paper is issued. `person` (of the firm) or `user` (of ours) names who has it; a signing
    seat without either is taken by whoever may sign for that side.

    Seats of one `position` act in any order among them, and before every later one. The signature given at a seat
    carries its `number`. A trigger keeps all but who has the seat and since when they are asked (sql/seats.sql).
    """

    agreement = models.ForeignKey("agreements.Agreement", on_delete=models.PROTECT, related_name="seats")
    number = models.PositiveSmallIntegerField()
    position = models.PositiveSmallIntegerField()
    role = models.CharField(max_length=24, choices=list(ROLES.items()))
    person = models.ForeignKey("vendors.Person", null=True, on_delete=models.PROTECT, related_name="+")
    user = models.ForeignKey("core.User", null=True, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(null=True)

    objects = SeatQuerySet.as_manager()

    class Meta:
        ordering = ["position", "number"]
        constraints = [
            models.UniqueConstraint(fields=["agreement", "number"], name="seats_of_a_paper_are_numbered"),
            models.UniqueConstraint(
                fields=["agreement", "person"], condition=Q(person__isnull=False), name="a_person_has_one_seat"
            ),
            models.UniqueConstraint(
                fields=["agreement", "user"], condition=Q(user__isnull=False), name="an_account_of_ours_has_one_seat"
            ),
            models.CheckConstraint(condition=Q(person=None) | Q(user=None), name="a_seat_is_on_one_side"),
            models.CheckConstraint(
                condition=~Q(role__in=NAMED) | Q(person__isnull=False) | Q(user__isnull=False),
                name="who_approves_or_witnesses_or_gets_a_copy_is_named",
            ),
            models.CheckConstraint(
                condition=(~Q(role__in=[COMPANY, APPROVER]) | Q(person=None))
                & (~Q(role__in=[SUBCONTRACTOR, WORKER]) | Q(user=None)),
                name="each_side_signs_by_its_own_people",
            ),
        ]

    @property
    def acts(self) -> bool:
        return self.role != RECIPIENT

    @property
    def signs(self) -> bool:
        return self.role in SIGNING

    @property
    def name(self) -> str:
        """Of who has it; empty where whoever may sign for that side does."""
        holder = self.person or self.user
        return holder.name if holder else ""
