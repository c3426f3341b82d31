"""Who works for the company on our work? Its contact names them, corrects, ends, and shows what was passed down."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from core import clock
from core.actions import exports
from core.exports import respond
from core.files.answers import attach
from core.forms.refused import refused_at
from vendors import business_days, sub_tree
from vendors.actions import sub_suppliers
from vendors.forms.sub_suppliers import EndForm, PassDownForm, SubSupplierForm
from vendors.models import Engagement, SubSupplier, SubSupplierFact, Vendor
from vendors.models.sub_supplier import FLOW_DOWN
from vendors.panels import sub_suppliers as panels
from vendors.policies import sub_suppliers as policy


@require_GET
def tree(request: HttpRequest) -> HttpResponse:
    policy.check_can_name(request.viewer, request.viewer.vendor_id)
    context = {
        "title": _("Who works for you on our work"),
        "branches": panels.linked(sub_tree.current(request.viewer, request.viewer.vendor_id), "portal_sub_supplier"),
        "ended": SubSupplier.objects.visible_to(request.viewer).filter(status="ended").order_by("name"),
    }
    return render(request, "portal/vendors/sub_suppliers.html", context)


@require_GET
def export(request: HttpRequest) -> HttpResponse:
    policy.check_can_name(request.viewer, request.viewer.vendor_id)
    rows = list(panels.cells(sub_tree.current(request.viewer, request.viewer.vendor_id)))
    exports.made("sub_suppliers", kind="csv", query="", rows=len(rows), by=request.viewer, at=clock.now())
    return respond(request, "sub-suppliers", panels.columns(), rows)


@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    policy.check_can_name(request.viewer, request.viewer.vendor_id)
    form = _form(request)
    if request.method == "POST" and form.is_valid():
        node = sub_suppliers.name(_firm(request), **form.cleaned_data, by=request.viewer, at=clock.now())
        messages.success(request, _("Named. We look at it and tell you; until then it must not work on our work."))
        return redirect("portal_sub_supplier", node.pk)
    lede = _("Name each company or person whom you, or somebody working for you, hired for our work.")
    return _page(request, form, _("Name a sub-supplier"), lede, _("Name it"), _back())


@require_GET
def record(request: HttpRequest, pk) -> HttpResponse:
    node = _find(request, pk)
    context = {"title": node.name, "node": node, **panels.told(node, request.viewer, "portal_sub_supplier")}
    return render(request, "portal/vendors/sub_supplier.html", context)


@require_http_methods(["GET", "POST"])
def correction(request: HttpRequest, pk) -> HttpResponse:
    node = _find(request, pk)
    policy.check_is_running(node)
    form = _form(request, node)
    if request.method == "POST" and form.is_valid():
        sub_suppliers.correct(node, **form.cleaned_data, by=request.viewer, at=clock.now())
        messages.success(request, _("Corrected. What you said before is kept."))
        return redirect("portal_sub_supplier", node.pk)
    lede = _("Where more than the work or the first day changes, we look at it again before it counts as approved.")
    return _page(request, form, _("Correct: %(name)s") % {"name": node}, lede, _("Correct it"), _back(node))


@require_http_methods(["GET", "POST"])
def ending(request: HttpRequest, pk) -> HttpResponse:
    node = _find(request, pk)
    form = EndForm(request.POST or None, today=business_days.day_of(clock.now()))
    if request.method == "POST" and form.is_valid():
        sub_suppliers.end(node, **form.cleaned_data, by=request.viewer, at=clock.now())
        messages.success(request, _("Ended"))
        return redirect("portal_sub_suppliers")
    lede = _("Those that work for it on our work end with it. What was said of them is kept.")
    return _page(request, form, _("End: %(name)s") % {"name": node}, lede, _("End it"), _back(node))


@require_http_methods(["GET", "POST"])
def flow_down(request: HttpRequest, pk, requirement: str) -> HttpResponse:
    """`requirement`: one of FLOW_DOWN."""
    node = _find(request, pk)
    if requirement not in FLOW_DOWN:
        raise Http404
    policy.check_is_running(node)
    sent = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = PassDownForm(*sent, today=business_days.day_of(clock.now()))
    if request.method == "POST" and form.is_valid() and _pass_down(request, node, requirement, form):
        messages.success(request, _("Kept. We see it as well."))
        return redirect("portal_sub_supplier", node.pk)
    lede = {
        "confidentiality": _("The same duty of confidence that you took on towards us has to bind them, in writing."),
        "training": _("Who works with our information there knows how it is marked, kept and given back."),
    }[requirement]
    title = f"{FLOW_DOWN[requirement]}: {node}"
    return _page(request, form, title, lede, _("Send it"), _back(node))


@require_GET
def file(request: HttpRequest, pk, fact) -> HttpResponseBase:
    rows = SubSupplierFact.objects.visible_to(request.viewer).filter(node=_find(request, pk)).exclude(stored=None)
    return attach(get_object_or_404(rows.select_related("stored"), pk=fact).stored)


def _pass_down(request, node, requirement, form):
    """What is kept, or None with the reason at the field."""
    said = form.cleaned_data
    source = said["file"]
    with refused_at(form):
        return sub_suppliers.pass_down(
            node, requirement, on=said["on"], words=said["words"].strip(), source=source,
            name=source.name if source else "", by=request.viewer, at=clock.now(),
        )  # fmt: skip
    return None


def _form(request, node: SubSupplier | None = None) -> SubSupplierForm:
    here = SubSupplier.objects.visible_to(request.viewer).running().order_by("name")
    works = Engagement.objects.visible_to(request.viewer).order_by("title")
    more = {"today": business_days.day_of(clock.now()), "works": works}
    if node is None:
        return SubSupplierForm(request.POST or None, parents=here, **more)
    return SubSupplierForm(
        request.POST or None, parents=here.exclude(pk=node.pk), initial=panels.said_now(node), **more
    )


def _find(request, pk) -> SubSupplier:
    policy.check_can_name(request.viewer, request.viewer.vendor_id)
    return get_object_or_404(SubSupplier.objects.visible_to(request.viewer).select_related("vendor"), pk=pk)


def _firm(request) -> Vendor:
    return get_object_or_404(Vendor.objects.visible_to(request.viewer), pk=request.viewer.vendor_id)


def _back(node: SubSupplier | None = None) -> dict:
    if node:
        return {"url": reverse("portal_sub_supplier", args=[node.pk]), "text": node.name}
    return {"url": reverse("portal_sub_suppliers"), "text": _("Who works for you on our work")}


def _page(request, form, title: str, lede: str, submit: str, back: dict) -> HttpResponse:
    context = {"title": title, "lede": lede, "back": back, "form": form, "submit": submit}
    return render(request, "portal/vendors_dd/form.html", context, status=422 if form.errors else 200)
