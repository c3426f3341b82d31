"""Addresses that exist in tests only, so that the plumbing is tried apart from any app."""

from django.http import Http404
from django.urls import include, path
from django.utils.translation import gettext_lazy as _l
from rest_framework import serializers

from config.urls import handler400, handler403, handler404, handler500  # noqa: F401
from core import ids
from core.api import browser, views
from core.api.bodies import Body, Day, Text, Whole, YesNo
from core.api.fast import ShownId
from core.api.views import ApiView, ListView, UploadView
from core.database import context
from core.models import Job
from core.refusals import NotAllowed, NotNow
from core.web.listing import Choice, Column, Listing

JOBS = Listing(
    key="test-jobs",
    title=_l("Jobs"),
    rows=lambda viewer: Job.objects.visible_to(viewer),
    sort="title",
    search=("title",),
    columns=(Column("title", _l("Title"), sort="title"), Column("total", _l("Size"), sort="total")),
    filters=(Choice("kind", _l("Kind"), [("import", "Import"), ("export", "Export")]),),
)


class Part(Body):
    name = Text(max_length=5)


class JobBody(Body):
    title = Text(max_length=20)
    total = Whole(required=False, default=0)
    urgent = YesNo(required=False, default=False)
    on = Day(required=False)
    parts = Part(many=True, required=False)
    made_at = serializers.DateTimeField(read_only=True)


class JobShown(serializers.ModelSerializer):
    class Meta:
        model = Job
        fields = ["title", "total"]


class Jobs(ListView):
    """Jobs of this key."""

    listing = JOBS
    serializer_class = JobShown
    scopes = {"GET": "people:read", "POST": "people:write"}
    asks = {"POST": JobBody}

    def post(self, request):
        wanted = self.body()
        job = Job.objects.create(kind="import", title=wanted["title"], total=wanted["total"], client=request.auth)
        return self.created({"title": job.title, "total": job.total}, f"/api/v1/jobs/{ids.show('job', job.pk)}")


class FastJobs(Jobs):
    fields = {"id": ShownId("job", "pk"), "title": "title", "total": "total"}


class OneJob(ApiView):
    scopes = {"GET": "people:read", "PATCH": "people:write", "DELETE": "people:write"}
    asks = {"PATCH": JobBody}

    def job(self, job_id):
        job = Job.objects.visible_to(self.viewer).filter(pk=ids.read("job", job_id)).first()
        if job is None:
            raise Http404
        return job

    def get(self, request, job_id):
        return self.record(JobShown(self.job(job_id)).data)

    def patch(self, request, job_id):
        job = self.job(job_id)
        self.match(JobShown(job).data)
        job.title = self.body()["title"]
        job.save(update_fields=["title"])
        return self.record(JobShown(job).data)

    def delete(self, request, job_id):
        """Forgets to compare versions, which the base class must notice."""
        return self.record({})


class Named(ApiView):
    natural_key = True
    scopes = {"PUT": "people:write"}
    asks = {"PUT": JobBody}

    def put(self, request, name):
        return self.record(self.body())


class Bulk(ApiView):
    idempotency_required = True
    scopes = {"POST": "people:write"}

    def post(self, request):
        Job.objects.create(kind="import", title="bulk", client=request.auth)
        return self.record({"done": True})


class Upload(UploadView):
    scopes = {"POST": "people:write"}

    def post(self, request):
        content = request.data["file"].read()
        Job.objects.create(kind="import", title="upload", total=len(content), client=request.auth)
        return self.record({"size": len(content)})


class Refusing(ApiView):
    scopes = {"GET": "people:read", "POST": "people:write"}
    refusals = {
        "who": NotAllowed("Only the owner may do this."),
        "when": NotNow("Not yet.", unmet=["The course is not finished."]),
        "where": Http404(),
        "bug": ZeroDivisionError("secret ines@example.org"),
    }

    def get(self, request, why):
        Job.objects.create(kind="import", title="must not stay", client=request.auth)
        raise self.refusals[why]

    post = get


class Where(ApiView):
    """In which database role does this request run?"""

    scopes = {"GET": "people:read"}

    def get(self, request):
        role, vendor, _user = context.current()
        return self.record({"role": role, "vendor": vendor, "jobs": Job.objects.count()})


api = [
    path("where", Where.as_view()),
    path("jobs", Jobs.as_view()),
    path("fast-jobs", FastJobs.as_view()),
    path("jobs/<str:job_id>", OneJob.as_view()),
    path("named/<str:name>", Named.as_view()),
    path("bulk", Bulk.as_view()),
    path("upload", Upload.as_view()),
    path("refusals/<str:why>", Refusing.as_view()),
    path("openapi.json", browser.description),
]
urlpatterns = [path("api/v1/", include([*api, path("<path:rest>", views.nothing_here)]))]
