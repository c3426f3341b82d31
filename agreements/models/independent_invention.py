"""What did people of a subcontractor make outside the work for us, and do we agree that it is theirs alone?"""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _l

from agreements.models.scope import of_the_firm
from core.workflow import Workflow, stamped, status_field
from vendors.models import VendorRow

NEAR = [("no", _l("No")), ("yes", _l("Yes")), ("unsure", _l("Not sure"))]


class IndependentQuerySet(models.QuerySet):
    def visible_to(self, viewer):
        """Our staff, those who speak for the firm, and whoever made it."""
        seen = of_the_firm(self, viewer)
        if not viewer.is_person:
            return seen
        return self.filter(Q(person_id=viewer.person_id) | Q(pk__in=seen.values("pk")), vendor_id=viewer.vendor_id)


class IndependentInvention(VendorRow):
    """`means`: with whose things and whose IP. It need not say how the thing works. `answer_by`: our own time limit."""

    WORKFLOW = Workflow(
        "noticed",
        {
            "noticed": {"accepted": "independent.accepted", "claimed": "independent.claimed"},
            "claimed": {"accepted": "independent.accepted"},
        },
        {
            "noticed": _l("Told, waits for our answer"),
            "accepted": _l("Theirs alone"),
            "claimed": _l("We say it belongs to the work"),
        },
    )

    person = models.ForeignKey("vendors.Person", on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=200)
    what = models.TextField()
    made_on = models.DateField()
    means = models.TextField()
    near = models.CharField(max_length=8, choices=NEAR)
    status = status_field(WORKFLOW)
    noticed_at = models.DateTimeField()
    answer_by = models.DateField()
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey("core.User", null=True, on_delete=models.PROTECT, related_name="+")
    because = models.TextField(blank=True)

    objects = IndependentQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["vendor", "status"], name="independent_of_vendor")]
        constraints = [
            stamped(
                "an_answered_invention_of_ones_own_says_by_whom", ["accepted", "claimed"], "decided_at", "decided_by"
            ),
            models.CheckConstraint(
                condition=Q(status="noticed") | ~Q(because=""),
                name="an_invention_of_ones_own_is_answered_with_a_reason",
            ),
        ]

    def __str__(self):
        return self.title
