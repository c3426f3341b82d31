"""Which colleague was asked to answer which section, and how far did it get?"""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _l

from core.workflow import Workflow, stamped, status_field
from vendors.models.vendor import VendorRow, firm_only


class DelegationQuerySet(models.QuerySet):
    def visible_to(self, viewer):
        """Staff as they see the firm; a contact the firm's own, everybody else what they were asked."""
        if viewer.is_person and "contact" not in viewer.hats:
            return self.filter(vendor_id=viewer.vendor_id, person_id=viewer.person_id)
        return firm_only(self, viewer)

    def open(self):
        return self.filter(status="asked")

    def readable(self):
        """Whoever holds one of these may read the section: while they are asked, and after where that was agreed."""
        return self.filter(Q(status="asked") | Q(status="handed_back", keeps_reading=True))


class Delegation(VendorRow):
    """A person of the firm who answers one section without being its contact. They see this section and no other."""

    WORKFLOW = Workflow(
        "asked",
        {
            "asked": {
                "handed_back": "questionnaire.section-handed-back",
                "withdrawn": "questionnaire.section-taken-back",
            },
            "handed_back": {"withdrawn": "questionnaire.section-taken-back"},
        },
        {
            "asked": _l("Asked"),
            "handed_back": _l("Handed back"),
            "withdrawn": _l("Taken back"),
        },
    )

    assessment = models.ForeignKey("vendors.Assessment", on_delete=models.CASCADE, related_name="delegations")
    section = models.CharField(max_length=60)
    title = models.CharField(max_length=200)  # of the section, as it was asked
    person = models.ForeignKey("vendors.Person", on_delete=models.PROTECT, related_name="+")
    note = models.TextField(blank=True)
    keeps_reading = models.BooleanField(default=False)
    status = status_field(WORKFLOW)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey("core.User", on_delete=models.PROTECT, related_name="+")
    asked_by_name = models.CharField(max_length=150)
    answer = models.TextField(blank=True)  # what the colleague said when handing it back
    ended_at = models.DateTimeField(null=True)

    objects = DelegationQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["person", "status"], name="delegation_of_person")]
        constraints = [
            models.UniqueConstraint(
                fields=["assessment", "section"], condition=Q(status="asked"), name="a_section_is_with_one_colleague"
            ),
            stamped("an_ended_delegation_says_when", ["handed_back", "withdrawn"], "ended_at"),
        ]

    def __str__(self):
        return self.title
