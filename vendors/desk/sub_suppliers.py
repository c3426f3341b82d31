"""Officers' pages about those who work for a subcontractor: the list, one of them with its decision, its link to our register."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from core import clock
from core.actions import exports
from core.exports import respond as export_rows
from core.files.answers import attach
from core.refusals import why_not
from core.web import history, step_up
from core.web.listing import respond
from vendors import business_days, concentration, sub_tree
from vendors.actions import sub_approvals, sub_suppliers
from vendors.forms.sub_suppliers import CorrectionForm, DecisionForm, EndForm, LinkForm
from vendors.listings.subs import SUB_SUPPLIERS
from vendors.models import Engagement, SubSupplier, SubSupplierFact, SubSupplierLink, Vendor
from vendors.panels import sub_suppliers as panels
from vendors.policies import sub_suppliers as policy


@require_GET
def listing(request: HttpRequest) -> HttpResponse:
    if not request.viewer.is_staff:
        raise Http404
    return respond(request, SUB_SUPPLIERS)


@require_http_methods(["GET", "POST"])
def record(request: HttpRequest, pk) -> HttpResponse:
    """What is said of it, what was passed down, and the decision: `answer` approve or refuse."""
    node, form = _find(request, pk), DecisionForm(request.POST or None)
    if request.method == "POST":
        policy.check_may_decide(request.viewer)
        step_up.require(request)
        if form.is_valid():
            _decide(request, node, form.cleaned_data)
            return redirect("sub_supplier", node.pk)
    told = panels.told(node, request.viewer, "sub_supplier")
    link = SubSupplierLink.objects.visible_to(request.viewer).filter(node=node).select_related("firm").first()
    context = {
        "title": node.name, **told, "node": node, "entries": history.of(node), "before": panels.named_before(node, request.viewer),
        "link": link, "can_keep": policy.can_keep(request.viewer),
        "alike": [] if link else concentration.alike(told["branch"].said, request.viewer),
        "crumbs": [
            {"label": _("Sub-suppliers"), "url": reverse("sub_suppliers")}, {"label": node.name, "url": ""},
        ],
    }  # fmt: skip
    context |= _decision(request, node, form, context["branch"])
    context["identity"] = {
        "name": node.name, "mark": node.name, "state": context["branch"].state, "meta": [node.vendor.name, context["branch"].said.work],
    }  # fmt: skip
    return render(request, "desk/vendors/sub_supplier.html", context, status=422 if form.errors else 200)


def _decide(request, node, said: dict) -> None:
    if request.POST.get("answer") == "approve":
        told = sub_approvals.approve(node, **said, by=request.viewer, at=clock.now())
        done = told.status == "approved"
        messages.success(request, _("Approved") if done else _("Approved by you; somebody else approves as well"))
    else:
        sub_approvals.refuse(node, because=said["because"], by=request.viewer, at=clock.now())
        messages.success(request, _("Refused; the contacts are told why"))


def _decision(request, node: SubSupplier, form: DecisionForm, branch) -> dict:
    """For components/decision_panel.html; nothing for who does not decide, or when it has ended."""
    if not policy.may_decide(request.viewer) or node.status in {"ended", "refused"}:
        return {"form": None, "decision": None}
    acts = [{"value": "refuse", "label": _("Refuse"), "tone": "danger"}]
    refusal, foot = "", ""
    if node.status == "named":
        acts.insert(0, {"value": "approve", "label": _("Approve"), "tone": "primary"})
        refusal = why_not(policy.check_can_approve, request.viewer, node)
        foot = _first(node) if branch.said.reaches and not refusal else ""
    else:
        acts[0]["label"] = _("Take the approval back")
    form.fields["seen"].initial = branch.said.pk
    checks = [
        {"text": _("All that it works through are approved"), "met": branch.above},
        *({"text": line, "met": key not in branch.missing} for key, line in _asked(branch)),
    ]
    decision = {
        "title": _("Decision"), "asked": _("May it work on our work?"), "checks": checks, "refusal": refusal, "foot": foot,
        "confirm_url": step_up.first(request),
    }  # fmt: skip
    return {"form": form, "decision": decision, "acts": acts}


def _first(node: SubSupplier) -> str:
    if node.first_by:
        return _("%(name)s has approved. Yours would be the second approval.") % {"name": node.first_by.name}
    return _("Protected information reaches it, so two people have to approve it.")


def _asked(branch) -> list[tuple]:
    if not branch.said.reaches:
        return []
    return [("confidentiality", _("Confidentiality agreement passed down")), ("training", _("Its people are trained"))]


@require_GET
def file(request: HttpRequest, pk, fact) -> HttpResponseBase:
    rows = SubSupplierFact.objects.visible_to(request.viewer).filter(node=_find(request, pk)).exclude(stored=None)
    return attach(get_object_or_404(rows.select_related("stored"), pk=fact).stored)


@require_GET
def export(request: HttpRequest, vendor_id) -> HttpResponse:
    """The tree of one subcontractor, one row each, with its depth and what it works through."""
    if not request.viewer.is_staff:
        raise Http404
    vendor = get_object_or_404(Vendor.objects.visible_to(request.viewer), pk=vendor_id)
    rows = list(panels.cells(sub_tree.current(request.viewer, vendor)))
    exports.made("sub_suppliers", kind="csv", query="", rows=len(rows), by=request.viewer, at=clock.now(), of=vendor)
    return export_rows(request, f"{vendor.reference}-sub-suppliers", panels.columns(), rows)


@require_http_methods(["GET", "POST"])
def correction(request: HttpRequest, pk) -> HttpResponse:
    """What the subcontractor said is put right by one of us. Its contacts are told, with the reason."""
    node = _to_keep(request, pk)
    policy.check_is_running(node)
    here = SubSupplier.objects.visible_to(request.viewer).filter(vendor=node.vendor_id).running().exclude(pk=node.pk)
    works = Engagement.objects.visible_to(request.viewer).filter(vendor=node.vendor_id).order_by("title")
    said = {"parents": here.order_by("name"), "works": works, "today": business_days.day_of(clock.now())}
    form = CorrectionForm(request.POST or None, initial=panels.said_now(node), **said)
    form.fields["parent"].empty_label, form.fields["since"].label = node.vendor.name, _("Works for them since")
    if request.method == "POST" and form.is_valid():
        sub_suppliers.correct(node, **form.cleaned_data, by=request.viewer, at=clock.now())
        messages.success(request, _("Corrected; the contacts are told why"))
        return redirect("sub_supplier", node.pk)
    lede = _("What was said before is kept. Where more than the work or the first day changes, it is approved anew.")
    return _page(request, node, form, _("Correct: %(name)s") % {"name": node}, lede, _("Correct it"))


@require_http_methods(["GET", "POST"])
def ending(request: HttpRequest, pk) -> HttpResponse:
    node = _to_keep(request, pk)
    form = EndForm(request.POST or None, today=business_days.day_of(clock.now()))
    form.fields["because"].help_text = _("The subcontractor reads it")
    if request.method == "POST" and form.is_valid():
        sub_suppliers.end(node, **form.cleaned_data, by=request.viewer, at=clock.now())
        messages.success(request, _("Ended; the contacts are told why"))
        return redirect("sub_supplier", node.pk)
    lede = _("Those that work for it on our work end with it. What was said of them is kept.")
    return _page(request, node, form, _("End: %(name)s") % {"name": node}, lede, _("End it"))


def _to_keep(request, pk) -> SubSupplier:
    node = _find(request, pk)
    policy.check_can_correct(request.viewer, node)
    return node


def _page(request, node: SubSupplier, form, title: str, lede: str, submit: str) -> HttpResponse:
    back = reverse("sub_supplier", args=[node.pk])
    crumbs = [
        {"label": _("Sub-suppliers"), "url": reverse("sub_suppliers")},
        {"label": node.name, "url": back},
        {"label": submit, "url": ""},
    ]
    context = {"title": title, "lede": lede, "form": form, "submit": submit, "cancel_url": back, "crumbs": crumbs}
    return render(request, "desk/vendors/form.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def linking(request: HttpRequest, pk) -> HttpResponse:
    """Say which firm of our register it is. Only staff ever see it."""
    policy.check_can_link(request.viewer)
    node = _find(request, pk)
    firms = Vendor.objects.visible_to(request.viewer).exclude(pk=node.vendor_id).order_by("name")
    form = LinkForm(request.POST or None, firms=firms)
    if request.method == "POST" and form.is_valid():
        sub_approvals.link(node, form.cleaned_data["firm"], by=request.viewer, at=clock.now())
        messages.success(request, _("Linked. The subcontractor does not see it."))
        return redirect("sub_supplier", node.pk)
    context = {
        "title": _("Which firm of our register is %(name)s?") % {"name": node}, "form": form, "submit": _("Link it"),
        "lede": _("Only staff see the link: %(firm)s must not learn from it who else works for us.") % {"firm": node.vendor},
        "cancel_url": reverse("sub_supplier", args=[node.pk]),
    }  # fmt: skip
    return render(request, "desk/vendors/form.html", context, status=422 if form.errors else 200)


@require_POST
def unlinking(request: HttpRequest, pk) -> HttpResponse:
    policy.check_can_link(request.viewer)
    node = _find(request, pk)
    sub_approvals.unlink(node, by=request.viewer, at=clock.now())
    messages.success(request, _("The link is taken away"))
    return redirect("sub_supplier", node.pk)


def _find(request, pk) -> SubSupplier:
    if not request.viewer.is_staff:
        raise Http404
    rows = SubSupplier.objects.visible_to(request.viewer).select_related("vendor", "first_by", "decided_by")
    return get_object_or_404(rows, pk=pk)
