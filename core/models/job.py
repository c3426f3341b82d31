"""How far is the long work? A record with progress and a result, shown on the job page."""

from django.db import models
from django.utils.translation import gettext_lazy as _l

from core.models.rows import Row
from core.workflow import Workflow, status_field


class JobQuerySet(models.QuerySet):
    def visible_to(self, viewer):
        if viewer.client:
            return self.filter(client=viewer.client)
        return self.filter(user=viewer.user) if viewer.user else self.none()


class Job(Row):
    WORKFLOW = Workflow(
        "waiting",
        {"waiting": {"running": "job.started"}, "running": {"done": "job.finished", "failed": "job.failed"}},
        {"waiting": _l("Waiting"), "running": _l("Running"), "done": _l("Done"), "failed": _l("Failed")},
    )

    kind = models.CharField(max_length=60)
    title = models.CharField(max_length=200)
    vendor_id = models.UUIDField(null=True)
    user = models.ForeignKey("core.User", null=True, on_delete=models.CASCADE)
    client = models.ForeignKey("core.ApiClient", null=True, on_delete=models.CASCADE)
    status = status_field(WORKFLOW)
    total = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    result = models.JSONField(default=dict)
    result_url = models.CharField(max_length=300, blank=True)
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    objects = JobQuerySet.as_manager()
