"""A workbook of questions on its way into the draft: upload, columns, what each row becomes, taking it over."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core import clock, exports
from core.forms.refused import refused_at
from vendors import question_sources
from vendors import questionnaire_edits as edits
from vendors.actions import questionnaire_imports as imports
from vendors.desk.questionnaire_versions import crumbs
from vendors.forms.questionnaire_imports import ColumnsForm, SheetForm, WorkbookForm
from vendors.models import QuestionnaireImport
from vendors.panels import questionnaire_lines
from vendors.policies import questionnaire_drafts as policy
from vendors.question_sheets import template as template_rows


@require_http_methods(["GET", "POST"])
def upload(request: HttpRequest) -> HttpResponse:
    policy.check_can_write(request.viewer)
    form = WorkbookForm(*((request.POST, request.FILES) if request.method == "POST" else ()))
    if request.method == "POST" and form.is_valid() and (run := _taken_in(request, form)):
        return redirect("questionnaire_import", run.pk)
    title = _("Import a questionnaire")
    context = {"title": title, "form": form, "columns": questionnaire_lines.columns(), "crumbs": crumbs(title)}
    return render(request, "desk/questionnaire/import_new.html", context, status=422 if form.errors else 200)


def _taken_in(request: HttpRequest, form: WorkbookForm) -> QuestionnaireImport | None:
    """The upload, or None with the reason at the field."""
    sent = form.cleaned_data["file"]
    with refused_at(form):
        return imports.upload(sent, name=sent.name, by=request.viewer, at=clock.now())
    return None


@require_safe
def template(request: HttpRequest) -> HttpResponse:
    """The columns with three questions as examples."""
    policy.check_can_write(request.viewer)
    return exports.respond(request, _("Questions"), template_rows.head(), template_rows.rows(), "xlsx")


@require_safe
def check(request: HttpRequest, pk) -> HttpResponse:
    """What each row becomes, what is wrong cell by cell, and what the draft would be. `?show=wrong`: those rows alone."""
    run = _run(request, pk)
    if run.status != "uploaded":
        return redirect("questionnaire_draft" if run.status == "drafted" else "questionnaires")
    book, now = question_sources.book(run), question_sources.now()
    found = question_sources.lines(run, book)
    only_wrong = request.GET.get("show") == "wrong"
    context = {
        "title": run.file.name,
        "run": run,
        "sheet": book.sheet(run.sheet),
        "sheet_form": SheetForm([each.title for each in book.sheets], initial={"sheet": run.sheet}),
        "other_sheets": len(book.sheets) - 1,
        "hidden": ", ".join(book.hidden),
        "read": questionnaire_lines.read(run),
        "counts": questionnaire_lines.counts(found),
        "wrong": sum(each.deed == "wrong" for each in found),
        "only_wrong": only_wrong,
        "lines": questionnaire_lines.drawn([each for each in found if each.deed == "wrong" or not only_wrong]),
        "ways": questionnaire_lines.ways(run, now, found),
        "seen": edits.mark(now),
        "crumbs": crumbs(run.file.name),
    }
    return render(request, "desk/questionnaire/import.html", context)


@require_http_methods(["GET", "POST"])
def columns(request: HttpRequest, pk) -> HttpResponse:
    run = _run(request, pk)
    sheet = question_sources.book(_waiting(run)).sheet(run.sheet)
    said = {"initial": run.mapping, "tiers": run.tiers}
    form = ColumnsForm(sheet.head, sheet.first, request.POST or None, **said)
    if request.method == "POST" and form.is_valid():
        imports.read_columns(run, form.mapping, tiers=form.tiers, by=request.viewer, at=clock.now())
        return redirect("questionnaire_import", run.pk)
    context = {
        "title": _("Which column is what?"),
        "lede": run.file.name,
        "form": form,
        "submit": _("Read the rows"),
        "cancel_url": reverse("questionnaire_import", args=[run.pk]),
        "crumbs": crumbs(_("Columns"), (run.file.name, reverse("questionnaire_import", args=[run.pk]))),
    }
    return render(request, "desk/vendors/form.html", context, status=422 if form.errors else 200)


@require_POST
def sheet(request: HttpRequest, pk) -> HttpResponse:
    run = _waiting(_run(request, pk))
    imports.read_sheet(run, request.POST.get("sheet", ""), by=request.viewer, at=clock.now())
    return redirect("questionnaire_import", run.pk)


@require_POST
def application(request: HttpRequest, pk) -> HttpResponse:
    """`mode`: beside or instead."""
    run, way = _run(request, pk), request.POST.get("mode", "")
    if way not in questionnaire_lines.WAYS:
        raise Http404
    said = {"instead": way == "instead", "seen": request.POST.get("seen", "")}
    imports.apply(run, **said, by=request.viewer, at=clock.now())
    messages.success(request, _("The questions are in the draft; nobody is asked them before you publish it"))
    return redirect("questionnaire_draft")


@require_POST
def removal(request: HttpRequest, pk) -> HttpResponse:
    run = imports.remove(_run(request, pk), by=request.viewer, at=clock.now())
    messages.success(request, _("%(file)s is removed; the draft stays as it is") % {"file": run.file.name})
    return redirect("questionnaires")


def _run(request: HttpRequest, pk) -> QuestionnaireImport:
    policy.check_can_write(request.viewer)
    rows = QuestionnaireImport.objects.visible_to(request.viewer).select_related("file")
    return get_object_or_404(rows, pk=pk)


def _waiting(run: QuestionnaireImport) -> QuestionnaireImport:
    policy.check_workbook_waits(run)
    return run
