"""People in bulk: a file is checked, or checked and applied. Wrong rows are named by row and column."""

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from rest_framework import serializers
from rest_framework.response import Response

from core import ids
from core.api.bodies import Body, Shown
from core.api.pages import wrong
from core.api.problems import Problem, at_field
from core.api.views import ApiView, UploadView
from core.files import FileRefused
from vendors import import_sources
from vendors.actions import import_checks, imports
from vendors.models import PeopleImport
from vendors.people_files import columns


class FileBody(Body):
    """One file of people."""

    file = serializers.FileField(help_text="CSV or XLSX; the first row names the columns")


class WrongCell(serializers.Serializer):
    """A cell that cannot be taken, and why."""

    row = serializers.IntegerField(help_text="As a spreadsheet counts: the head is row 1")
    column = serializers.CharField()
    value = serializers.CharField(allow_blank=True)
    sentence = serializers.CharField()


class ImportShown(serializers.Serializer):
    """An import of people and how far it is."""

    id = Shown("imp", source="pk")
    state = serializers.ChoiceField(source="status", choices=PeopleImport.WORKFLOW.choices)
    counts = serializers.DictField(child=serializers.IntegerField(), help_text="Rows by what becomes of them")
    done = serializers.IntegerField()
    total = serializers.IntegerField()
    errors = WrongCell(source="wrong", many=True)


class ImportsView(UploadView):
    """`mode=check` changes nobody. `mode=apply` applies the file when every row is right: small ones at once, others as a job.

    A long file is checked as a job too (202, state `checking`): then `mode=apply` goes on by itself where every row is right, and
    otherwise the import stays `checked` with its `errors`. One that cannot be read to its end is `uploaded` again and says why there.
    """

    scopes = {"POST": "people:write"}
    asks = {"POST": FileBody}
    answers = {"POST": (200, 202)}
    serializer_class = ImportShown
    idempotency_required = True

    def post(self, request):
        mode = request.query_params.get("mode", "check")
        if mode not in {"check", "apply"}:
            raise wrong("mode", _("check or apply."))
        run = self._checked(self.body()["file"], then_apply=mode == "apply")
        if run.status == "checking":
            return Response(shown(run), status=202, headers=self._where(run))
        if mode == "check":
            return Response(shown(run))
        if run.counts["wrong"]:
            errors = [
                {"pointer": f"/file/{each['row']}/{each['column']}", "code": "row", "detail": each["sentence"]}
                for each in run.wrong
            ]
            raise Problem("not-accepted", _("Nothing was applied: some rows are wrong."), errors=errors)
        return self._apply(run)

    def _checked(self, sent, *, then_apply: bool) -> PeopleImport:
        try:
            run = imports.upload(sent, name=sent.name, by=self.viewer, at=self.at)
            sure = columns.sure(import_sources.sample(run).head)
            if not import_checks.is_long(run):
                return imports.check(run, sure, by=self.viewer, at=self.at)
            run = import_checks.start(run, sure, then_apply=then_apply, by=self.viewer, at=self.at)
            imports.carry_on_later(run)
            return run
        except FileRefused as refused:
            raise at_field("file", "file", refused.sentence) from refused

    def _apply(self, run) -> Response:
        run = imports.start(run, by=self.viewer, at=self.at)
        where = self._where(run)
        if run.total > imports.AT_ONCE:
            imports.carry_on_later(run)
            return Response(shown(run), status=202, headers=where)
        imports.carry_on(run, by=self.viewer, at=self.at)
        run.refresh_from_db()
        return Response(shown(run), headers=where)

    def _where(self, run) -> dict:
        return {"Location": self.request.build_absolute_uri(f"/api/v1/imports/{ids.show('imp', run.pk)}")}


class ImportView(ApiView):
    """How far an import is."""

    scopes = {"GET": "people:write"}
    serializer_class = ImportShown

    def get(self, request, import_id):
        run = get_object_or_404(PeopleImport.objects.visible_to(self.viewer), pk=ids.read("imp", import_id))
        return self.record(shown(run))


def shown(run: PeopleImport) -> dict:
    return ImportShown(run).data
