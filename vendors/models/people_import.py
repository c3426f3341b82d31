"""What did this file of people change? One row an import, one row per person that it touched, so that it can be undone."""

import datetime

from django.db import models
from django.utils.translation import gettext_lazy as _l

from core.models.rows import Row
from core.workflow import Workflow, status_field

UNDO = datetime.timedelta(hours=24)


class PeopleImportQuerySet(models.QuerySet):
    def visible_to(self, viewer):
        if viewer.client:
            return self.filter(client=viewer.client)
        return self if viewer.may("people.write") else self.none()


class PeopleImport(Row):
    """`mapping`: our field -> the file's column. `counts`: create, change, same, wrong, leavers, working. `done` counts rows. `wrong`: the first rows that
    cannot be taken, each {row, column, value, sentence}; `row` counts as a spreadsheet does, the head being 1."""

    WORKFLOW = Workflow(
        "uploaded",
        {
            "uploaded": {"checked": "people.checked"},
            "checked": {"checked": "people.checked", "applying": "people.import-started"},
            "applying": {"applied": "people.imported"},
            "applied": {"undone": "people.import-undone"},
        },
        {
            "uploaded": _l("Uploaded"),
            "checked": _l("Checked"),
            "applying": _l("Being applied"),
            "applied": _l("Applied"),
            "undone": _l("Undone"),
        },
    )

    file = models.ForeignKey("core.StoredFile", on_delete=models.PROTECT, related_name="+")
    source = models.CharField(max_length=40)
    mapping = models.JSONField(default=dict)
    status = status_field(WORKFLOW)
    counts = models.JSONField(default=dict)
    wrong = models.JSONField(default=list)
    done = models.PositiveIntegerField(default=0)
    user = models.ForeignKey("core.User", null=True, on_delete=models.PROTECT, related_name="+")
    client = models.ForeignKey("core.ApiClient", null=True, on_delete=models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField()
    applied_at = models.DateTimeField(null=True)
    undone_at = models.DateTimeField(null=True)

    objects = PeopleImportQuerySet.as_manager()

    def __str__(self):
        return self.file.name

    @property
    def can_be_undone_until(self) -> datetime.datetime | None:
        """None unless it is applied, and not undone."""
        return self.applied_at + UNDO if self.applied_at and self.status == "applied" else None

    @property
    def total(self) -> int:
        """Rows below the head, the wrong ones included."""
        return sum(self.counts.get(kind, 0) for kind in ("create", "change", "same", "wrong"))


class ImportedPerson(Row):
    """`before` is empty for a person whom the import made."""

    run = models.ForeignKey(PeopleImport, on_delete=models.CASCADE, related_name="people")
    person = models.ForeignKey("vendors.Person", on_delete=models.CASCADE, related_name="+")
    before = models.JSONField(default=dict)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["run", "person"], name="an_import_touches_a_person_once")]
