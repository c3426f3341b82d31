"""What does a contact tell us of the own company: who has left, what its details are? It waits for one of us to take it over."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _l

from core.workflow import Workflow, stamped, status_field
from vendors.models.vendor import VendorRow, firm_only

DETAILS = ["legal_name", "registration_number", "vat_number", "lei"]  # of a firm, that its contact may correct


class ProposalQuerySet(models.QuerySet):
    def visible_to(self, viewer):
        return firm_only(self, viewer)

    def open(self):
        return self.filter(status="open")


class Proposal(VendorRow):
    """`leaver`: of `person`, with the last day in `said`; `details`: field -> value of DETAILS in `said`."""

    WORKFLOW = Workflow(
        "open",
        {"open": {"accepted": "proposal.accepted", "declined": "proposal.declined"}},
        {"open": _l("Waiting"), "accepted": _l("Taken over"), "declined": _l("Not taken over")},
    )

    kind = models.CharField(max_length=8, choices=[("leaver", _l("Has left")), ("details", _l("Company details"))])
    person = models.ForeignKey("vendors.Person", null=True, on_delete=models.PROTECT, related_name="+")
    said = models.JSONField(default=dict)
    because = models.TextField(blank=True)
    status = status_field(WORKFLOW)
    made_by = models.ForeignKey("core.User", null=True, on_delete=models.PROTECT, related_name="+")
    made_by_name = models.CharField(max_length=150)
    made_at = models.DateTimeField()
    settled_by = models.ForeignKey("core.User", null=True, on_delete=models.PROTECT, related_name="+")
    settled_at = models.DateTimeField(null=True)
    answer = models.TextField(blank=True)

    objects = ProposalQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["vendor", "-made_at"], name="proposal_of_vendor")]
        constraints = [
            models.UniqueConstraint(
                fields=["vendor", "kind", "person"],
                condition=Q(status="open"),
                nulls_distinct=False,
                name="one_open_proposal_of_a_kind",
            ),
            models.CheckConstraint(
                condition=Q(kind="leaver", person__isnull=False) | Q(kind="details", person=None),
                name="a_leaver_is_a_person_and_details_are_the_firms",
            ),
            stamped("a_settled_proposal_says_when", ["accepted", "declined"], "settled_at"),
        ]

    def __str__(self):
        return self.person.name if self.person else str(self.get_kind_display())
