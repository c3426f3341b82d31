"""What does a firm object to in its own standing, and what did we answer?

Here, and not with the decisions, because a hold can be objected to as well. Both rows are added and never changed.
"""

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _l

from core.database.policies import OWN_FIRM
from vendors.models import VendorRow
from vendors.models.vendor import firm_only

KINDS = [
    ("decision", _l("Decision on the company")),
    ("condition", _l("Condition of the approval")),
    ("certificate", _l("Certificate")),
    ("insurance", _l("Insurance")),
    ("hold", _l("Hold on access")),
]
OUTCOMES = [("upheld", _l("Upheld")), ("partly", _l("Upheld in part")), ("dismissed", _l("Dismissed"))]


class ObjectionQuerySet(models.QuerySet):
    def visible_to(self, viewer):
        return firm_only(self, viewer)

    def open(self):
        return self.filter(~Exists(ObjectionAnswer.objects.filter(objection=OuterRef("pk"))))


class Objection(VendorRow):
    """`about_id`: of the firm, the condition, the paper or the hold; `about`: what it was called then, and how it stood.

    `number`: which objection against this it is; one has to be answered before the next. `due_on`: the last day for us.
    """

    APPEND_ONLY = True

    kind = models.CharField(max_length=12, choices=KINDS)
    about_id = models.UUIDField()
    about = models.CharField(max_length=400)
    number = models.PositiveSmallIntegerField()
    text = models.TextField()
    stored = models.ForeignKey("core.StoredFile", null=True, on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField()
    lodged_at = models.DateTimeField()
    lodged_by = models.ForeignKey("core.User", on_delete=models.PROTECT, related_name="+")
    lodged_by_name = models.CharField(max_length=150)

    objects = ObjectionQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["vendor", "-lodged_at"], name="objection_of_vendor")]
        constraints = [
            models.UniqueConstraint(
                fields=["vendor", "kind", "about_id", "number"], name="objections_to_a_thing_are_numbered"
            ),
            models.CheckConstraint(condition=~Q(text=""), name="an_objection_says_why"),
        ]

    def __str__(self):
        return self.about

    @property
    def is_open(self) -> bool:
        return not hasattr(self, "answer")


class ObjectionAnswer(VendorRow):
    """The outcome, with the reasons that the firm reads. Given once, by somebody who did not take the decision."""

    APPEND_ONLY = True
    PORTAL_SEES = OWN_FIRM

    objection = models.OneToOneField(Objection, on_delete=models.PROTECT, related_name="answer")
    outcome = models.CharField(max_length=12, choices=OUTCOMES)
    because = models.TextField()
    given_at = models.DateTimeField()
    given_by = models.ForeignKey("core.User", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(because=""), name="an_objection_is_answered_with_reasons")]

    def __str__(self):
        return self.get_outcome_display()
