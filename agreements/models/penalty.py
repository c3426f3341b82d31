"""Which sums does a draft set for which breach? The table of its drafter; from issue on it is read from the frozen text."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _l

from vendors.models import VendorRow

EVENTS = [
    ("disclosure", _l("Confidential information was disclosed")),
    ("misuse", _l("It was used for something else")),
    ("unnamed_person", _l("A person who was not named had access")),
    ("lower_tier", _l("Another firm worked on it without consent")),
    ("late_notice", _l("An incident was reported late")),
    ("late_return", _l("Return or destruction came late")),
    ("audit_refused", _l("An audit was refused")),
    ("poaching", _l("Our people were won over")),
    ("competing", _l("A barred task was done")),
]
FORMULAS = [
    ("fixed", _l("A fixed sum for each event")),
    ("per_day", _l("A sum for each day")),
    ("per_item", _l("A sum for each file, person or case")),
    ("percent_of_fee", _l("A share of the pay of a year, in percent")),
]


class PenaltyTermQuerySet(models.QuerySet):
    def visible_to(self, viewer):
        from agreements.models.agreement import Agreement

        return self.filter(agreement__in=Agreement.objects.visible_to(viewer))


class PenaltyTerm(VendorRow):
    """One row of a draft. `clause` is the key of the clause that the event breaks."""

    agreement = models.ForeignKey("agreements.Agreement", on_delete=models.PROTECT, related_name="penalty_terms")
    event = models.CharField(max_length=16, choices=EVENTS)
    formula = models.CharField(max_length=16, choices=FORMULAS)
    amount = models.DecimalField(max_digits=14, decimal_places=2)
    currency = models.CharField(max_length=3)
    cap_event = models.DecimalField(max_digits=14, decimal_places=2, null=True)
    cap_year = models.DecimalField(max_digits=14, decimal_places=2, null=True)
    cure_days = models.PositiveSmallIntegerField(default=0)
    clause = models.CharField(max_length=60)

    objects = PenaltyTermQuerySet.as_manager()

    class Meta:
        ordering = ["created_at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["agreement", "event"], name="a_table_has_one_sum_an_event"),
            models.CheckConstraint(condition=Q(amount__gt=0), name="an_agreed_sum_is_more_than_nothing"),
            models.CheckConstraint(
                condition=(Q(cap_event=None) | Q(cap_event__gt=0)) & (Q(cap_year=None) | Q(cap_year__gt=0)),
                name="a_ceiling_is_more_than_nothing",
            ),
        ]

    def __str__(self):
        return str(self.get_event_display())
