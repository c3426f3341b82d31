"""Officers' way of bringing people in from a file: upload, choose the columns, check, apply, undo."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from core import clock
from core.files import FileRefused
from vendors.actions import imports
from vendors.forms.imports import MappingForm, UploadForm
from vendors.models import PeopleImport
from vendors.policies import people as policy


@require_GET
def listing(request: HttpRequest) -> HttpResponse:
    policy.check_can_keep(request.viewer)
    rows = (
        PeopleImport.objects.visible_to(request.viewer)
        .select_related("file", "user", "client")
        .order_by("-uploaded_at")[:50]
    )
    return render(
        request, "desk/vendors/imports.html", {"title": _("Imports of people"), "runs": rows, "crumbs": _crumbs()}
    )


@require_http_methods(["GET", "POST"])
def upload(request: HttpRequest) -> HttpResponse:
    policy.check_can_keep(request.viewer)
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        run = _kept(request, form)
        if run is not None:
            return redirect("people_import_columns", run.pk)
    context = {
        "title": _("Import people"),
        "form": form,
        "submit": _("Upload the file"),
        "cancel_url": reverse("people_imports"),
        "lede": _("Nothing changes yet. You choose the columns, see every wrong row, and then decide."),
        "crumbs": _crumbs(_("Import people")),
    }
    return render(request, "desk/vendors/form.html", context, status=422 if form.errors else 200)


def _kept(request, form) -> PeopleImport | None:
    """The upload, or None with the reason at the field: a file that cannot be read is an answer to the form."""
    sent = form.cleaned_data["file"]
    try:
        return imports.upload(sent, name=sent.name, by=request.viewer, at=clock.now())
    except FileRefused as refused:
        form.add_error("file", refused.sentence)
        return None


@require_http_methods(["GET", "POST"])
def columns(request: HttpRequest, run_id) -> HttpResponse:
    run = _run(request, run_id)
    form = MappingForm(imports.head(run), request.POST or None, initial=run.mapping)
    if request.method == "POST" and form.is_valid():
        imports.check(run, form.mapping, by=request.viewer, at=clock.now())
        return redirect("people_import", run.pk)
    context = {
        "title": _("Which column is what?"),
        "form": form,
        "submit": _("Check the rows"),
        "cancel_url": reverse("people_imports"),
        "lede": run.file.name,
        "crumbs": _crumbs(run.file.name),
    }
    return render(request, "desk/vendors/form.html", context, status=422 if form.errors else 200)


@require_GET
def record(request: HttpRequest, run_id) -> HttpResponse:
    """What the check found, how far the work is, and what it changed."""
    run = _run(request, run_id)
    until = run.can_be_undone_until
    context = {
        "title": run.file.name,
        "run": run,
        "counts": counts(run),
        "job": job(run),
        "refresh_url": request.path,
        "can_undo": until is not None and clock.now() <= until,
        "undo_until": until,
        "crumbs": _crumbs(run.file.name),
    }
    return render(request, "desk/vendors/import.html", context)


@require_POST
def application(request: HttpRequest, run_id) -> HttpResponse:
    """Few rows are applied while the officer waits, many by the worker."""
    run = imports.start(_run(request, run_id), by=request.viewer, at=clock.now())
    if run.total <= imports.AT_ONCE:
        imports.carry_on(run, by=request.viewer, at=clock.now())
        messages.success(request, _("The people are imported"))
    else:
        imports.carry_on_later(run)
    return redirect("people_import", run.pk)


@require_POST
def undoing(request: HttpRequest, run_id) -> HttpResponse:
    run = imports.undo(_run(request, run_id), by=request.viewer, at=clock.now())
    messages.success(request, _("The import is undone"))
    return redirect("people_import", run.pk)


def counts(run: PeopleImport) -> list[dict]:
    names = {"create": _("New people"), "change": _("Changed"), "same": _("As they are"), "wrong": _("Wrong rows")}
    return [
        {
            "label": label,
            "value": run.counts.get(key, 0),
            "tone": "danger" if key == "wrong" and run.counts.get(key) else "",
        }
        for key, label in names.items()
    ]


def job(run: PeopleImport) -> dict | None:
    """As components/job.html draws it; None before it is applied."""
    states = {"applying": "running", "applied": "done", "undone": "done"}
    if run.status not in states:
        return None
    return {
        "title": _("Applying the rows"),
        "status": states[run.status],
        "done": run.done,
        "total": run.total,
        "sentence": "",
        "result_url": "",
    }


def _run(request, run_id) -> PeopleImport:
    return get_object_or_404(PeopleImport.objects.visible_to(request.viewer).select_related("file"), pk=run_id)


def _crumbs(last: str = "") -> list[dict]:
    found = [
        {"label": _("People"), "url": reverse("people")},
        {"label": _("Imports"), "url": reverse("people_imports")},
    ]
    return [*found, {"label": last, "url": ""}] if last else found
