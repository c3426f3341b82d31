"""Which workbook of answers came back, and what would it change?"""

from django.db import models
from django.utils.translation import gettext_lazy as _l

from core.workflow import Workflow, stamped, status_field
from vendors.models.questionnaire import Assessment
from vendors.models.vendor import VendorRow, firm_only


class AnswerSheetQuerySet(models.QuerySet):
    def visible_to(self, viewer):
        return firm_only(self, viewer)


class AnswerSheet(VendorRow):
    """An upload; nothing of it is an answer before it is applied. `said`: [{question, value, comment, seen}], `seen` as
    Answer.version when the workbook was made; `wrong`: [{sheet, cell, sentence}]; `left_out`: ids of questions that the
    answers do not lead to.
    """

    WORKFLOW = Workflow(
        "checked",
        {"checked": {"applied": "questionnaire.sheet-applied", "removed": "questionnaire.sheet-removed"}},
        {"checked": _l("Waiting for you"), "applied": _l("Taken over"), "removed": _l("Removed")},
    )

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="sheets")
    stored = models.ForeignKey("core.StoredFile", on_delete=models.PROTECT, related_name="+")
    said = models.JSONField()
    wrong = models.JSONField(default=list)
    left_out = models.JSONField(default=list)
    status = status_field(WORKFLOW)
    uploaded_at = models.DateTimeField()
    uploaded_by = models.ForeignKey("core.User", on_delete=models.PROTECT, related_name="+")
    uploaded_by_name = models.CharField(max_length=150)
    settled_at = models.DateTimeField(null=True)

    objects = AnswerSheetQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["assessment"], condition=models.Q(status="checked"), name="one_sheet_of_answers_waits"
            ),
            stamped("a_settled_sheet_of_answers_says_when", ["applied", "removed"], "settled_at"),
        ]

    def __str__(self):
        return self.stored.name
