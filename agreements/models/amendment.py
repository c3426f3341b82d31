"""Which paper changes which, and what does it change? The paper itself is an agreement of its own: issued, signed, sealed."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _l

from vendors.models import VendorRow

REPLACE, ADD, STRIKE = "replace", "add", "strike"


class AmendmentQuerySet(models.QuerySet):
    def visible_to(self, viewer):
        from agreements.models.agreement import Agreement

        return self.filter(paper__in=Agreement.objects.visible_to(viewer))

    def signed(self):
        """Those that bind, in the order in which they change the text."""
        return self.exclude(paper__signed_at=None).order_by("paper__starts_on", "number")


class Amendment(VendorRow):
    """The workspace of its drafter. From issue on, what it changes is read from the frozen `paper.body` alone.

    `changes`: {op, key, title, sentences} by clause; `variables`: new values by name; the rest of the clauses that name
    them is written anew from the library.
    """

    KINDS = [("change", _l("Amendment")), ("renewal", _l("Renewal"))]

    paper = models.OneToOneField("agreements.Agreement", on_delete=models.PROTECT, related_name="amendment")
    amends = models.ForeignKey("agreements.Agreement", on_delete=models.PROTECT, related_name="amendments")
    kind = models.CharField(max_length=8, choices=KINDS)
    number = models.PositiveSmallIntegerField()
    effective_on = models.DateField()
    changes = models.JSONField(default=list)
    variables = models.JSONField(default=dict)

    objects = AmendmentQuerySet.as_manager()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["amends", "number"], name="amendments_of_a_paper_are_numbered"),
            models.CheckConstraint(condition=~Q(paper=models.F("amends")), name="no_paper_amends_itself"),
        ]
