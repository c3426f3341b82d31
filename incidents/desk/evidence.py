"""How did this evidence come in, whose hands has it passed through, and is it still what it was?"""

from django.contrib import messages
from django.http import HttpRequest
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from core import clock, files, refusals
from core.files.answers import attach
from core.web.dates import say_moment
from incidents import policies
from incidents.actions import evidence
from incidents.forms.evidence import IntakeForm, PurposeForm, TransferForm
from incidents.models import Case, EvidenceItem


@require_http_methods(["GET", "POST"])
def take_in(request: HttpRequest, pk):
    case = get_object_or_404(Case.objects.visible_to(request.viewer).select_related("playbook"), pk=pk)
    policies.check_can_handle(request.viewer, case)
    form = IntakeForm(
        request.POST or None,
        request.FILES or None,
        playbook=case.playbook,
        at=clock.now(),
        initial={"acquired_by": request.viewer.label},
    )
    if request.method == "POST" and form.is_valid():
        item = _kept(form, case, request.viewer)
        if item:
            messages.success(request, _("Taken in, and hashed twice") if item.file else _("Taken in under seal"))
            return redirect("evidence_item", pk=item.pk)
    back, title = reverse("incident", args=[case.pk]), _("Take in evidence")
    crumbs = [
        {"label": _("Incidents"), "url": reverse("incidents")},
        {"label": case.reference, "url": back},
        {"label": title, "url": ""},
    ]
    context = {"title": title, "form": form, "submit": title, "cancel_url": back, "crumbs": crumbs}
    return render(request, "desk/incidents/form.html", context, status=422 if form.errors else 200)


def _kept(form, case, viewer) -> EvidenceItem | None:
    """Run the action; a file that is refused becomes an error of the form, with what was typed kept."""
    given = dict(form.cleaned_data)
    try:
        return evidence.take_in(case, upload=given.pop("file"), by=viewer, at=clock.now(), **given)
    except files.FileRefused as refused:
        form.add_error("file", refused.sentence)
        return None


def _found(request, pk) -> EvidenceItem:
    rows = EvidenceItem.objects.filter(case__in=Case.objects.visible_to(request.viewer))
    return get_object_or_404(rows.select_related("file", "case__playbook", "vendor"), pk=pk)


@require_GET
def page(request: HttpRequest, pk):
    """Looking at an item is a line of its custody."""
    item = _found(request, pk)
    evidence.record_view(item, by=request.viewer, at=clock.now())
    return render(request, "desk/incidents/evidence.html", page_context(request, item))


def page_context(request, item, **forms) -> dict:
    return {
        "title": item.reference,
        "item": item,
        "custody": item.custody.all(),
        "facts": facts_of(item),
        "crumbs": [
            {"label": _("Incidents"), "url": reverse("incidents")},
            {"label": item.case.reference, "url": reverse("incident", args=[item.case_id])},
            {"label": item.reference, "url": ""},
        ],
        "identity": {
            "name": item.title,
            "reference": item.reference,
            "mark": item.title,
            "meta": [item.case.reference],
        },
        "may_handle": refusals.can(policies.check_can_handle, request.viewer, item.case),
        "transfer_form": forms.get("transfer_form") or TransferForm(auto_id="transfer-%s"),
        "purpose_form": forms.get("purpose_form") or PurposeForm(auto_id="copy-%s"),
        "form": next(iter(forms.values()), None),
    }


def facts_of(item) -> list[dict]:
    way, now = item.case.playbook.intake(item.method), evidence.where_it_is(item)
    return [
        {"label": _("How it came in"), "value": way["title"] if way else item.method},
        {"label": _("Where it was found"), "value": item.source},
        {"label": _("Acquired"), "value": f"{say_moment(item.acquired_at, 'full')}, {item.acquired_by}"},
        {"label": _("Taken in"), "value": f"{say_moment(item.taken_in_at, 'full')}, {item.custody.first().by_name}"},
        {"label": _("Kept at"), "value": now.place},
        {"label": _("Seal"), "value": now.seal},
        {"label": _("Remarks"), "value": item.note},
    ]


@require_POST
def hand_over(request: HttpRequest, pk):
    item, form = _found(request, pk), TransferForm(request.POST, auto_id="transfer-%s")
    if not form.is_valid():
        return render(
            request, "desk/incidents/evidence.html", page_context(request, item, transfer_form=form), status=422
        )
    evidence.hand_over(item, by=request.viewer, at=clock.now(), **form.cleaned_data)
    messages.success(request, _("Handed over, and written down"))
    return redirect("evidence_item", pk=item.pk)


@require_POST
def export(request: HttpRequest, pk):
    """A copy, once its purpose is written down."""
    item, form = _found(request, pk), PurposeForm(request.POST, auto_id="copy-%s")
    if not form.is_valid():
        return render(
            request, "desk/incidents/evidence.html", page_context(request, item, purpose_form=form), status=422
        )
    evidence.export(item, by=request.viewer, at=clock.now(), **form.cleaned_data)
    return attach(item.file)


@require_POST
def compare(request: HttpRequest, pk):
    item = _found(request, pk)
    if evidence.compare(item, by=request.viewer, at=clock.now()).is_intact:
        messages.success(request, _("Both hashes are the same as on receipt"))
    else:
        messages.error(request, _("The file is not what it was on receipt. The comparison is written down."))
    return redirect("evidence_item", pk=item.pk)
