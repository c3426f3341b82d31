"""Several agreements at once that were signed elsewhere: files and a sheet, what each row would become, then entering them."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from agreements import elsewhere_run, elsewhere_sheet
from agreements.actions import elsewhere_runs
from agreements.desk.elsewhere import crumbs
from agreements.forms.elsewhere_runs import RunForm
from agreements.kinds import named, templates
from agreements.models import ElsewhereRun
from agreements.panels.elsewhere import tag_of
from agreements.policies import elsewhere as policy
from core import clock, exports
from core.forms.refused import refused_at


@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    policy.check_can_enter(request.viewer)
    sent = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = RunForm(*sent)
    if request.method == "POST" and form.is_valid() and (run := _uploaded(request, form)):
        return redirect("desk_elsewhere_run", run.pk)
    title = _("Take several agreements over")
    context = {
        "title": title, "form": form, "crumbs": crumbs(title), "kinds": [(row.key, named(row)) for row in templates().values()],
        "columns": [(label, must) for label, must, _words in elsewhere_sheet.FIELDS.values()],
    }  # fmt: skip
    return render(request, "desk/agreements/elsewhere_several.html", context, status=422 if form.errors else 200)


def _uploaded(request: HttpRequest, form: RunForm) -> ElsewhereRun | None:
    """The run, or None with the reason in the form: what is refused is an answer to it."""
    said = form.cleaned_data
    with refused_at(form, None):
        return elsewhere_runs.upload(said["sheet"], said["signed"], by=request.viewer, at=clock.now())
    return None


@require_GET
def template(request: HttpRequest) -> HttpResponse:
    """The columns with two rows as examples."""
    policy.check_can_enter(request.viewer)
    heads = [(label, label) for label in elsewhere_sheet.head()]
    return exports.respond(request, _("Agreements signed elsewhere"), heads, elsewhere_sheet.EXAMPLES, "xlsx")


@require_GET
def record(request: HttpRequest, pk) -> HttpResponse:
    """What each row would become and what is wrong in which cell; once made, what was entered."""
    run, at = _find(request, pk), clock.now()
    lines = elsewhere_run.lines(run, request.viewer, at) if run.status == "checked" else []
    right = sum(not line.wrong for line in lines)
    words = ngettext("Enter %(count)s agreement", "Enter %(count)s agreements", right) % {"count": right}
    context = {
        "title": run.sheet.name, "run": run, "crumbs": crumbs(run.sheet.name), "lines": lines, "right": right, "wrong": len(lines) - right,
        "submit": words if right else "", "left_over": elsewhere_run.left_over(run, lines) if lines else [],
        "made": [{"title": str(row), "url": reverse("desk_elsewhere", args=[row.pk]), "state": tag_of(row), "meta": row.vendor.name}
                 for row in run.papers.exclude(status="removed").select_related("vendor", "stored").order_by("title")],
    }  # fmt: skip
    return render(request, "desk/agreements/elsewhere_run.html", context)


@require_POST
def making(request: HttpRequest, pk) -> HttpResponse:
    made = elsewhere_runs.make(_find(request, pk), by=request.viewer, at=clock.now())
    words = ngettext(
        "%(count)s agreement waits for a second person", "%(count)s agreements wait for a second person", len(made)
    )
    messages.success(request, words % {"count": len(made)})
    return redirect("desk_elsewhere_run", pk)


@require_POST
def removal(request: HttpRequest, pk) -> HttpResponse:
    elsewhere_runs.remove(_find(request, pk), by=request.viewer, at=clock.now())
    messages.success(request, _("Removed; its files are destroyed and nothing was made of them"))
    return redirect("desk_elsewhere_list")


def _find(request: HttpRequest, pk) -> ElsewhereRun:
    rows = ElsewhereRun.objects.visible_to(request.viewer).exclude(status="removed")
    return get_object_or_404(rows.select_related("sheet", "user"), pk=pk)
