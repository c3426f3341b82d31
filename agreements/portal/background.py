"""What did the company own before? Its contact declares it, answers what we declare, and opens its own proof."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from agreements.actions import backgrounds, supplements
from agreements.forms.background import AnswerForm, BackgroundForm
from agreements.models import BackgroundItem, Supplement
from agreements.panels import background as panels
from agreements.policies import background as policy
from agreements.rendering import frozen
from core import clock
from core.files.answers import attach
from core.forms.refused import refused_at
from core.web import step_up
from vendors import business_days
from vendors.models import Vendor


@require_GET
def listing(request: HttpRequest) -> HttpResponse:
    policy.check_can_declare(request.viewer, request.viewer.vendor_id)
    items = BackgroundItem.objects.visible_to(request.viewer).order_by("title")
    pages = Supplement.objects.visible_to(request.viewer).select_related("agreement").order_by("-proposed_at")
    context = {
        "title": _("What was there before"),
        "theirs": panels.rows(items.filter(side="subcontractor"), "portal_background_item"),
        "ours": panels.rows(items.filter(side="company"), "portal_background_item"),
        "supplements": [
            {"title": str(row), "url": reverse("portal_supplement", args=[row.pk]), "state": panels.tag_of(row)}
            for row in pages
        ],
    }
    return render(request, "portal/agreements/background.html", context)


@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    policy.check_can_declare(request.viewer, request.viewer.vendor_id)
    vendor = get_object_or_404(Vendor.objects.visible_to(request.viewer), pk=request.viewer.vendor_id)
    sent = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = BackgroundForm(
        *sent, today=business_days.day_of(clock.now()), initial={"owner_name": vendor.legal_name or vendor.name}
    )
    if request.method == "POST" and form.is_valid() and (item := _declared(request, vendor, form)):
        messages.success(request, _("Declared. We look at it and tell you whether we agree."))
        return redirect("portal_background_item", item.pk)
    context = {
        "title": _("Declare what you owned before"), "form": form, "submit": _("Declare it"),
        "lede": _("What you bring along stays yours. Declare it before the agreement is signed, so that nobody takes it for a result of the work."),
        "back": {"url": reverse("portal_background"), "text": _("What was there before")},
    }  # fmt: skip
    return render(request, "portal/vendors_dd/form.html", context, status=422 if form.errors else 200)


def _declared(request, vendor, form):
    """The item, or None with the reason at the field: a file that is refused is an answer to the form."""
    said = dict(form.cleaned_data)
    source = said.pop("file")
    with refused_at(form):
        return backgrounds.declare(
            vendor, by=request.viewer, at=clock.now(), source=source, name=source.name if source else "", **said
        )
    return None


@require_http_methods(["GET", "POST"])
def record(request: HttpRequest, pk) -> HttpResponse:
    """One item; POST `answer` confirms or disputes one of ours."""
    item, form = _find(request, pk), AnswerForm(request.POST or None)
    if request.method == "POST":
        policy.check_can_answer(request.viewer, item)
        if form.is_valid():
            act = backgrounds.confirm if request.POST.get("answer") == "confirm" else backgrounds.dispute
            act(item, because=form.cleaned_data["because"], by=request.viewer, at=clock.now())
            messages.success(request, _("Your answer is kept. We read it as well."))
            return redirect("portal_background_item", item.pk)
    context = {
        "title": item.title, "item": item, "state": panels.tag_of(item), "facts": panels.facts(item),
        "form": form if policy.can_answer(request.viewer, item) else None,
        "can_withdraw": policy.can_withdraw(request.viewer, item),
        "can_open": policy.can_open(request.viewer, item, clock.now()), "confirm_url": step_up.first(request),
        "openings": item.openings.exclude(agreed_at=None).order_by("-agreed_at"),
    }  # fmt: skip
    return render(request, "portal/agreements/background_item.html", context, status=422 if form.errors else 200)


@require_POST
def withdrawal(request: HttpRequest, pk) -> HttpResponse:
    backgrounds.withdraw(_find(request, pk), by=request.viewer, at=clock.now())
    messages.success(request, _("Taken back"))
    return redirect("portal_background")


@require_POST
def proof(request: HttpRequest, pk) -> HttpResponseBase:
    """One's own proof, out of its seal; written down."""
    item = _find(request, pk)
    policy.check_can_open(request.viewer, item, clock.now())
    step_up.require(request)
    return attach(backgrounds.open_proof(item, by=request.viewer, at=clock.now()))


@require_GET
def receipt(request: HttpRequest, pk) -> HttpResponseBase:
    rows = BackgroundItem.objects.visible_to(request.viewer).exclude(receipt=None)
    return attach(get_object_or_404(rows.select_related("receipt"), pk=pk).receipt)


@require_http_methods(["GET", "POST"])
def supplement(request: HttpRequest, pk) -> HttpResponse:
    """A page that adds background to the agreement; POST `answer` confirms or refuses it."""
    rows = Supplement.objects.visible_to(request.viewer).select_related("agreement")
    row, form = get_object_or_404(rows, pk=pk), AnswerForm(request.POST or None)
    if request.method == "POST":
        policy.check_may_settle(request.viewer, row)
        if form.is_valid():
            act = supplements.confirm if request.POST.get("answer") == "confirm" else supplements.refuse
            act(row, because=form.cleaned_data["because"], by=request.viewer, at=clock.now())
            messages.success(request, _("Your answer is kept. We read it as well."))
            return redirect("portal_supplement", row.pk)
    context = {
        "title": _("Supplement to: %(paper)s") % {"paper": row.agreement.title}, "row": row, "state": panels.tag_of(row),
        "text": frozen.shown(row.html, row.sha256), "form": form if row.status == "proposed" else None,
    }  # fmt: skip
    return render(request, "portal/agreements/supplement.html", context, status=422 if form.errors else 200)


def _find(request, pk) -> BackgroundItem:
    rows = BackgroundItem.objects.visible_to(request.viewer).select_related("vendor", "stored", "receipt")
    return get_object_or_404(rows, pk=pk)
