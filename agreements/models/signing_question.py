"""What did somebody ask before they signed, and what was the answer?"""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _l

from core.workflow import Workflow, stamped, status_field
from vendors.models import VendorRow


class SigningQuestionQuerySet(models.QuerySet):
    def visible_to(self, viewer):
        from agreements.models.agreement import Agreement

        return self.filter(agreement__in=Agreement.objects.visible_to(viewer))


class SigningQuestion(VendorRow):
    """Of a signer, to whoever issued the paper. It changes no word of the text; `part` (agreements.rendering.parts) says what
    it is about, empty for the whole. Its deeds are events of the agreement."""

    WORKFLOW = Workflow(
        "asked",
        {"asked": {"answered": "agreement.signer-answered"}},
        {"asked": _l("Waits for an answer"), "answered": _l("Answered")},
    )

    agreement = models.ForeignKey("agreements.Agreement", on_delete=models.PROTECT, related_name="signing_questions")
    part = models.CharField(max_length=60, blank=True)
    text = models.TextField()
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey("core.User", on_delete=models.PROTECT, related_name="+")
    asked_by_name = models.CharField(max_length=150)
    status = status_field(WORKFLOW)
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey("core.User", null=True, on_delete=models.PROTECT, related_name="+")
    answered_by_name = models.CharField(max_length=150, blank=True)

    objects = SigningQuestionQuerySet.as_manager()

    class Meta:
        ordering = ["asked_at", "id"]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="a_question_of_a_signer_has_words"),
            stamped("an_answered_question_says_by_whom", ["answered"], "answered_at", "answered_by"),
            models.CheckConstraint(
                condition=~Q(status="answered") | ~Q(answer=""), name="a_signer_is_answered_in_words"
            ),
        ]

    def __str__(self):
        return self.text[:60]
