"""What did this file of people change? One row an import, one row per person that it touched, so that it can be undone."""

import datetime

from django.db import models
from django.db.models import OuterRef
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
    """`mapping`: our field -> the file's column. `counts`: create, change, same, wrong, leavers, working. While it is checked
    `rows` says how many there are. `done` counts rows, or people while it is undone. `then_apply`: as soon as every row is right. `wrong`: the first cells that cannot be taken, each {row, column, value,
    sentence}; `row` counts as a spreadsheet does, the head being 1. `encoding`: of a CSV's letters."""

    WORKFLOW = Workflow(
        "uploaded",
        {
            "uploaded": {
                "checking": "people.check-started",
                "checked": "people.checked",
                "removed": "people.upload-removed",
            },
            "checking": {
                "checked": "people.checked",
                "uploaded": "people.check-stopped",
                "removed": "people.upload-removed",
            },
            "checked": {
                "checking": "people.check-started",
                "checked": "people.checked",
                "applying": "people.import-started",
                "removed": "people.upload-removed",
            },
            "applying": {"applied": "people.imported"},
            "applied": {"undoing": "people.undo-started"},
            "undoing": {"undone": "people.import-undone"},
        },
        {
            "uploaded": _l("Columns not chosen yet"),
            "checking": _l("Being checked"),
            "checked": _l("Checked, not applied"),
            "applying": _l("Being applied"),
            "applied": _l("Applied"),
            "undoing": _l("Being undone"),
            "undone": _l("Undone"),
            "removed": _l("Removed"),
        },
    )

    file = models.ForeignKey("core.StoredFile", on_delete=models.PROTECT, related_name="+")
    source = models.CharField(max_length=40)
    encoding = models.CharField(max_length=20, blank=True)
    mapping = models.JSONField(default=dict)
    status = status_field(WORKFLOW)
    counts = models.JSONField(default=dict)
    wrong = models.JSONField(default=list)
    done = models.PositiveIntegerField(default=0)
    then_apply = models.BooleanField(default=False)
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
        return self.counts.get("rows") or sum(
            self.counts.get(kind, 0) for kind in ("create", "change", "same", "wrong")
        )


class ImportLineQuerySet(models.QuerySet):
    def visible_to(self, viewer):
        return self.filter(run__in=PeopleImport.objects.visible_to(viewer))


class ImportLine(Row):
    """What the check found in one row that is not as we know it. `changes`: [our field, before, after]; `wrong` as
    of the import; the other fields as the file says them."""

    DEEDS = [("create", _l("New")), ("change", _l("Changed")), ("wrong", _l("Wrong"))]

    run = models.ForeignKey(PeopleImport, on_delete=models.CASCADE, related_name="lines", db_index=False)
    number = models.PositiveIntegerField()
    deed = models.CharField(max_length=8, choices=DEEDS)
    hr_id = models.CharField(max_length=500, blank=True)
    name = models.CharField(max_length=500, blank=True)
    subcontractor = models.CharField(max_length=500, blank=True)
    changes = models.JSONField(default=list)
    wrong = models.JSONField(default=list)

    objects = ImportLineQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["run", "number"], name="line_of_import")]


class ImportedPersonQuerySet(models.QuerySet):
    def that_took_back(self, person):
        """The undone import to which this person's going is due, if any; None stands for the person of the outer query."""
        pk, left_at = (OuterRef("pk"), OuterRef("departed_at")) if person is None else (person.pk, person.departed_at)
        return self.filter(person=pk, before={}, undone_at=left_at)


class ImportedPerson(Row):
    """Whom an import touched. `before` is empty for somebody whom it made; `after` is what it wrote. An undo leaves a
    moment, or the reason why this person stays as they are."""

    run = models.ForeignKey(PeopleImport, on_delete=models.CASCADE, related_name="people")
    person = models.ForeignKey("vendors.Person", on_delete=models.CASCADE, related_name="+")
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    undone_at = models.DateTimeField(null=True)
    kept_because = models.CharField(max_length=300, blank=True)

    objects = ImportedPersonQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["run", "person"], name="an_import_touches_a_person_once")]
