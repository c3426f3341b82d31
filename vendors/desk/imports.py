"""Officers' way of bringing people in from a file: upload, choose the columns, check, apply, undo."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from core import clock, exports
from core.actions import exports as export_actions
from core.forms.refused import refused_at
from core.policies import check_can_export
from core.refusals import can, why_not
from core.web.listing import respond
from vendors import import_sources
from vendors.actions import import_checks, import_undo, imports
from vendors.forms.imports import MappingForm, UploadForm
from vendors.listings.imports import IMPORTS, LINES
from vendors.models import ImportLine, PeopleImport
from vendors.people_files import tables
from vendors.policies import imports as rule
from vendors.policies import people as policy

NAMED = 200  # people whom the page before an undo names


@require_GET
def listing(request: HttpRequest) -> HttpResponse:
    policy.check_can_keep(request.viewer)
    return respond(request, IMPORTS, template="desk/vendors/imports.html", crumbs=_crumbs())


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
        "lede": _(
            "Nothing changes yet. You choose the columns, see who is new, what changes and every wrong row, and then decide."
        ),
        "crumbs": _crumbs(_("Import people")),
    }
    return render(request, "desk/vendors/form.html", context, status=422 if form.errors else 200)


def _kept(request, form) -> PeopleImport | None:
    """The upload, or None with the reason at the field: a file that cannot be read is an answer to the form."""
    sent = form.cleaned_data["file"]
    with refused_at(form):
        return imports.upload(sent, name=sent.name, by=request.viewer, at=clock.now())
    return None


@require_http_methods(["GET", "POST"])
def columns(request: HttpRequest, run_id) -> HttpResponse:
    run = _run(request, run_id)
    if run.status not in {"uploaded", "checked"} and request.method == "GET":
        return redirect("people_import", run.pk)
    rule.check_waits(run)
    sample = import_sources.sample(run)
    form = MappingForm(sample.head, sample.first, request.POST or None, initial=run.mapping)
    if request.method == "POST" and form.is_valid():
        return _check(request, run, form.mapping)
    context = {
        "title": _("Which column is what?"),
        "form": form,
        "run": run,
        "read_as": read_as(run),
        "stopped": run.wrong[0]["sentence"] if run.wrong and run.status == "uploaded" else "",
        "submit": _("Check the rows"),
        "cancel_url": reverse("people_imports"),
        "lede": run.file.name,
        "crumbs": _crumbs(run.file.name),
    }
    return render(request, "desk/vendors/import_columns.html", context, status=422 if form.errors else 200)


def _check(request, run: PeopleImport, mapping: dict[str, str]) -> HttpResponse:
    """Few rows are checked while the officer waits, many by the worker."""
    if import_checks.is_long(run):
        imports.carry_on_later(import_checks.start(run, mapping, by=request.viewer, at=clock.now()))
    else:
        imports.check(run, mapping, by=request.viewer, at=clock.now())
    return redirect("people_import", run.pk)


@require_GET
def record(request: HttpRequest, run_id) -> HttpResponse:
    """What the check found, how far the work is, and what it changed."""
    run = _run(request, run_id)
    if run.status == "uploaded":
        return _anew() if _asks_how_far(request) else redirect("people_import_columns", run.pk)
    context = {
        "run": run,
        "counts": counts(run),
        "job": job(run),
        "refresh_url": request.path,
        "read_as": read_as(run),
        "submit": submit(run),
        "held": why_not(rule.check_ends_few, run) if run.status == "checked" else "",
        "can_invite": run.status == "applied" and run.counts["create"] and policy.can_invite(request.viewer),
        "can_undo": can(rule.check_can_be_undone, run, clock.now()),
        "undo_until": run.can_be_undone_until,
        "kept": run.people.exclude(kept_because="").select_related("person")[:NAMED],
        "crumbs": _crumbs(run.file.name),
    }
    rows = ImportLine.objects.visible_to(request.viewer).filter(run=run)
    if run.status == "checked" and _asks_how_far(request):
        return _anew()
    return respond(request, LINES, rows=rows, template="desk/vendors/import.html", **context)


def _asks_how_far(request) -> bool:
    """By the panel that shows a job under way (components/job.html)."""
    return request.headers.get("HX-Source", "").endswith("#job")


def _anew() -> HttpResponse:
    """The check is over: the page has more to say than the job did."""
    return HttpResponse(headers={"HX-Refresh": "true"})


@require_GET
def wrong_rows(request: HttpRequest, run_id) -> HttpResponse:
    """The rejected rows as they came, with what is wrong, to be mended and sent again: `?kind=csv` or `xlsx`."""
    run, kind = _run(request, run_id), request.GET.get("kind", "csv")
    check_can_export(request.viewer)
    if kind not in exports.TYPES or not run.counts.get("wrong") or run.status == "removed":
        raise Http404
    head, rows = import_sources.rejected(run)
    said = {"kind": kind, "query": "?deed=wrong", "rows": len(rows), "of": run}
    export_actions.made("people_import_rows", **said, by=request.viewer, at=clock.now())
    name = _("%(file)s, wrong rows") % {"file": run.file.name.rpartition(".")[0]}
    return exports.respond(request, name, [(cell, cell) for cell in head], rows, kind)


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
def removal(request: HttpRequest, run_id) -> HttpResponse:
    run = imports.remove(_run(request, run_id), by=request.viewer, at=clock.now())
    messages.success(request, _("%(file)s is removed; nobody was changed") % {"file": run.file.name})
    return redirect("people_imports")


@require_http_methods(["GET", "POST"])
def undoing(request: HttpRequest, run_id) -> HttpResponse:
    """First who goes back and who stays, and why; then the deed."""
    run = _run(request, run_id)
    if request.method == "POST":
        return _undo(request, run)
    rule.check_can_be_undone(run, clock.now())
    touched = list(rule.untouched(run))
    kept = rule.why_kept(touched)
    going = [each for each in touched if each.pk not in kept]
    context = {
        "title": _("Undo the import"),
        "run": run,
        "out": [each for each in going if not each.before],
        "back": [each for each in going if each.before],
        "staying": [(each.person, kept[each.pk]) for each in touched if each.pk in kept][:NAMED],
        "count_staying": len(kept),
        "crumbs": _crumbs(run.file.name),
    }
    return render(request, "desk/vendors/import_undo.html", context)


def _undo(request, run) -> HttpResponse:
    run = import_undo.start(run, by=request.viewer, at=clock.now())
    if run.people.count() < import_undo.CHUNK:
        import_undo.carry_on(run, by=request.viewer, at=clock.now())
        messages.success(request, _("The import is undone"))
    else:
        imports.carry_on_later(run)
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


def submit(run: PeopleImport) -> str:
    """What the button will do, in numbers; "" where there is nothing to do."""
    if run.status != "checked":
        return ""
    new, changed = run.counts["create"], run.counts["change"]
    said = [
        ngettext("add %(count)d person", "add %(count)d people", new) % {"count": new} if new else "",
        ngettext("change %(count)d person", "change %(count)d people", changed) % {"count": changed} if changed else "",
    ]
    words = _(" and ").join(filter(None, said))
    return _("Apply: %(deeds)s") % {"deeds": words} if words else ""


def read_as(run: PeopleImport) -> str:
    if run.encoding != tables.WINDOWS:
        return ""
    return _(
        "The file is not UTF-8, so its letters were read as Windows-1252, as Excel writes them. Look whether names with "
        "accents are right; otherwise save it as “CSV UTF-8” and upload it again."
    )


def job(run: PeopleImport) -> dict | None:
    """As components/job.html draws it; None while it waits for somebody."""
    states = {"checking": "running", "applying": "running", "applied": "done", "undoing": "running", "undone": "done"}
    if run.status not in states:
        return None
    is_undo, is_check = run.status in {"undoing", "undone"}, run.status == "checking"
    doing = _("Undoing the import") if is_undo else _("Checking the rows") if is_check else _("Applying the rows")
    return {
        "title": doing,
        "status": states[run.status],
        "done": run.done,
        "total": run.people.count() if is_undo else run.total,
        "sentence": _("Nobody is changed by the check.") if is_check else "",
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
