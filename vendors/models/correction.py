"""What do we hold against an answer, and what does the subcontractor say to that? Beside the answer, which stays as it was given."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _l

from core.database.policies import OWN_FIRM
from vendors.models.questionnaire import Assessment
from vendors.models.vendor import VendorRow, firm_only


class CorrectionQuerySet(models.QuerySet):
    def visible_to(self, viewer):
        return firm_only(self, viewer)

    def standing(self):
        return self.filter(taken_back_at=None)


class Correction(VendorRow):
    """An entry of ours about one answer of one round. `value` is what we hold to be so, as Answer.value; null: a note in
    words alone. `answered` is the answer that it speaks of: of a later one it says nothing. `counts`: the weighing takes
    `value` instead of the answer.
    """

    PORTAL_SEES = OWN_FIRM

    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="corrections")
    question = models.CharField(max_length=60)
    round = models.PositiveSmallIntegerField()
    answered = models.JSONField(null=True)
    value = models.JSONField(null=True)
    counts = models.BooleanField(default=False)
    because = models.TextField()
    made_at = models.DateTimeField()
    made_by = models.ForeignKey("core.User", on_delete=models.PROTECT, related_name="+")
    made_by_name = models.CharField(max_length=150)
    taken_back_at = models.DateTimeField(null=True)
    taken_back_by = models.ForeignKey("core.User", null=True, on_delete=models.PROTECT, related_name="+")
    taken_back_because = models.TextField(blank=True)

    objects = CorrectionQuerySet.as_manager()

    class Meta:
        ordering = ["made_at", "id"]
        constraints = [
            models.CheckConstraint(condition=~Q(because=""), name="a_correction_has_a_reason"),
            models.CheckConstraint(condition=Q(counts=False) | Q(value__isnull=False), name="only_a_value_counts"),
            models.CheckConstraint(
                condition=Q(taken_back_at=None) | (Q(taken_back_by__isnull=False) & ~Q(taken_back_because="")),
                name="a_correction_is_taken_back_with_a_reason",
            ),
        ]

    def __str__(self):
        return self.question


class CorrectionComment(VendorRow):
    """The subcontractor agrees or disagrees, because. A later one is added, and the first stays."""

    APPEND_ONLY = True
    ANSWERS = [("agree", _l("Agree")), ("disagree", _l("Disagree"))]

    correction = models.ForeignKey(Correction, on_delete=models.PROTECT, related_name="comments")
    answer = models.CharField(max_length=8, choices=ANSWERS)
    because = models.TextField()
    made_at = models.DateTimeField()
    made_by = models.ForeignKey("core.User", on_delete=models.PROTECT, related_name="+")
    made_by_name = models.CharField(max_length=150)

    class Meta:
        ordering = ["made_at", "id"]
        constraints = [models.CheckConstraint(condition=~Q(because=""), name="a_comment_on_a_correction_has_words")]

    def __str__(self):
        return str(self.get_answer_display())
