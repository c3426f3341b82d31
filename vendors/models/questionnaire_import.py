"""Which workbook of questions waits to be taken into the draft, and how are its columns read? For who writes the draft."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _l

from core.models.rows import Row
from core.workflow import Workflow, stamped, status_field


class QuestionnaireImportQuerySet(models.QuerySet):
    def visible_to(self, viewer):
        return self if viewer.is_staff and viewer.may("settings.write") else self.none()


class QuestionnaireImport(Row):
    """`sheet`: the title of the sheet that is read; `mapping`: our field -> the head of its column; `tiers`: who is asked
    where a row does not say. What each row becomes follows from these and the file; it is not kept."""

    WORKFLOW = Workflow(
        "uploaded",
        {
            "uploaded": {
                "uploaded": "draft.workbook-read",
                "drafted": "draft.imported",
                "removed": "draft.workbook-removed",
            }
        },
        {"uploaded": _l("Waiting for you"), "drafted": _l("Taken into the draft"), "removed": _l("Removed")},
    )

    file = models.ForeignKey("core.StoredFile", on_delete=models.PROTECT, related_name="+")
    sheet = models.CharField(max_length=100)
    mapping = models.JSONField(default=dict)
    tiers = models.JSONField(default=list)
    status = status_field(WORKFLOW)
    uploaded_at = models.DateTimeField()
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    settled_at = models.DateTimeField(null=True)

    objects = QuestionnaireImportQuerySet.as_manager()

    class Meta:
        constraints = [stamped("a_settled_workbook_of_questions_says_when", ["drafted", "removed"], "settled_at")]

    def __str__(self):
        return self.file.name
