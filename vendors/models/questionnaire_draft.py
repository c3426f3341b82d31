"""What will the next version of the questionnaire ask? One draft at a time, for staff alone."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext as _

from core.models.rows import Row
from vendors.models.catalogues import QuestionnaireRows, QuestionnaireVersion


class QuestionnaireDraft(Row):
    """`content` as questionnaire.yaml lays it out. `removed`: [{kind, place, part}], newest last, to be put back."""

    only = models.BooleanField(default=True, unique=True, editable=False)
    base = models.ForeignKey(QuestionnaireVersion, models.PROTECT, related_name="+")
    content = models.JSONField()
    removed = models.JSONField(default=list)
    started_at = models.DateTimeField()
    started_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = QuestionnaireRows.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(only=True), name="there_is_one_draft_of_the_questions")
        ]

    def __str__(self):
        return _("Draft after version %(number)s") % {"number": self.base.version}
