"""Something happened: what, who is concerned, when? Three short steps, then a receipt; and what became of own reports.

Nothing is kept before the last step: what was typed travels along in the form, checked again at each step.
"""

from django.contrib import messages
from django.http import HttpRequest
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from core import clock, files
from incidents.actions import cases, containment, evidence
from incidents.forms import AddFileForm, WhatForm, WhenForm, WhoForm
from incidents.listings import state_of, title_of
from incidents.models import Case, Playbook
from vendors.models import Vendor

LAST = 3


@require_GET
def listing(request: HttpRequest):
    """Own reports and how far they are."""
    rows = Case.objects.visible_to(request.viewer).select_related("playbook").order_by("-reported_at")
    context = {
        "title": _("Report an incident"),
        "reports": [{"case": row, "name": title_of(row), "state": state_of(row)} for row in rows],
    }
    return render(request, "portal/incidents/reports.html", context)


@require_http_methods(["GET", "POST"])
def report(request: HttpRequest):
    """POST `step` names the step that was filled in; `go` = back returns to the one before."""
    if request.method == "GET":
        return _show(request, _forms(request, filled=False), 1)
    step = _step_of(request)
    if request.POST.get("go") == "back":
        return _show(request, _forms(request), max(step - 1, 1))
    forms = _forms(request)
    wrong = next((number for number in range(1, step + 1) if not forms[number - 1].is_valid()), None)
    if wrong:
        return _show(request, forms, wrong, status=422)
    if step < LAST:
        return _show(request, forms, step + 1)
    return _send(request, *forms)


def _step_of(request) -> int:
    step = request.POST.get("step", "")
    return int(step) if step in {"1", "2", "3"} else 1


def _forms(request, *, filled: bool = True) -> list:
    given, uploads = (request.POST, request.FILES) if filled else (None, None)
    viewer = request.viewer
    return [
        WhatForm(given, playbook=Playbook.objects.latest()),
        WhoForm(given, viewer=viewer, vendor_id=viewer.vendor_id),
        WhenForm(given, uploads, initial={"reach": viewer.user.email}),
    ]


def _show(request, forms, step: int, *, status: int = 200):
    """The step's own fields to fill in, those of the other steps as hidden ones. Only an answer 422 complains."""
    form = forms[step - 1] if status == 422 else _to_fill_in(request, forms[step - 1], step)
    others = [other for number, other in enumerate(forms, start=1) if number != step]
    context = {
        "title": _("Report an incident"),
        "form": form,
        "step": step,
        "last": LAST,
        "is_last": step == LAST,
        "hidden": _carried(request, others),
        "steps": _steps(step),
    }
    return render(request, "portal/incidents/report.html", context, status=status)


def _to_fill_in(request, bound, step: int):
    """The same form, with what was typed before and no complaint about what was not asked yet."""
    blank = _forms(request, filled=False)[step - 1]
    for name, field in bound.fields.items():
        if name in request.POST:
            blank.initial[name] = field.widget.value_from_datadict(request.POST, request.FILES, name)
    return blank


def _carried(request, forms) -> list[tuple[str, str]]:
    if request.method == "GET":
        return []
    names = [name for form in forms for name in form.fields if name != "file"]
    return [(name, value) for name in names for value in request.POST.getlist(name)]


def _steps(current: int) -> list[dict]:
    labels = [_("What"), _("Who and which"), _("When")]
    states = ["done" if number < current else "current" if number == current else "" for number in range(1, LAST + 1)]
    return [{"label": label, "url": "", "state": state} for label, state in zip(labels, states, strict=True)]


def _send(request, what, who, when):
    viewer, at = request.viewer, clock.now()
    vendor = Vendor.objects.get(pk=viewer.vendor_id)
    upload = when.cleaned_data["file"]
    case = cases.report(
        vendor,
        categories=what.categories,
        what=what.cleaned_data["what"],
        by=viewer,
        at=at,
        noticed=when.cleaned_data["noticed"],
        reach=when.cleaned_data["reach"],
        people=who.cleaned_data["people"],
        documents=who.cleaned_data["documents"],
        others=who.cleaned_data["others"],
    )
    if upload and not _kept(case, upload, viewer, at):
        messages.error(request, _("The report is in. The file was not taken: choose another kind of file, below."))
    else:
        messages.success(request, _("Thank you. Your report is in, and somebody looks at it now."))
    return redirect("portal_incident", pk=case.pk)


def _kept(case, upload, viewer, at) -> bool:
    """A file that is refused does not hold up the report."""
    try:
        evidence.keep_of_reporter(case, upload, by=viewer, at=at)
    except files.FileRefused:
        return False
    return True


@require_http_methods(["GET", "POST"])
def receipt(request: HttpRequest, pk):
    """What I reported, when it came in, and how far it is. POST adds a file."""
    case = get_object_or_404(Case.objects.visible_to(request.viewer).select_related("playbook"), pk=pk)
    form = AddFileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        if _kept(case, form.cleaned_data["file"], request.viewer, clock.now()):
            messages.success(request, _("File added to your report"))
            return redirect("portal_incident", pk=case.pk)
        form.add_error("file", _("The selected file is not of a kind that we take"))
    context = {
        "title": _("Your report"),
        "case": case,
        "name": title_of(case),
        "state": state_of(case),
        "form": form,
        "holds": containment.standing(case, at=clock.now()),
        "evidence": case.evidence.select_related("file"),
        "links": case.links.select_related("person", "document"),
    }
    return render(request, "portal/incidents/receipt.html", context, status=422 if form.errors else 200)
