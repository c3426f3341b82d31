"""What do staff do with background? List, declare our own, confirm or dispute theirs, open a proof with a second person."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from agreements import register
from agreements.actions import backgrounds, supplements
from agreements.desk.pages import find as find_agreement
from agreements.forms.background import AnswerForm, BackgroundForm, OpeningForm
from agreements.listings.ip import BACKGROUND
from agreements.models import BackgroundItem, ProofOpening
from agreements.panels import background as panels
from agreements.policies import background as policy
from core import clock
from core.files.answers import attach
from core.forms.refused import refused_at
from core.models import Organisation
from core.web import history, step_up
from core.web.listing import neighbours, respond
from vendors import business_days
from vendors.models import Vendor


@require_GET
def listing(request: HttpRequest) -> HttpResponse:
    return respond(request, BACKGROUND)


@require_http_methods(["GET", "POST"])
def new(request: HttpRequest, vendor_id) -> HttpResponse:
    """What is ours, towards this firm; its contact confirms it."""
    vendor = get_object_or_404(Vendor.objects.visible_to(request.viewer), pk=vendor_id)
    policy.check_can_declare(request.viewer, vendor.pk)
    sent = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = BackgroundForm(
        *sent, today=business_days.day_of(clock.now()), initial={"owner_name": Organisation.current().name}
    )
    if request.method == "POST" and form.is_valid() and (item := _declared(request, vendor, form)):
        messages.success(request, _("Declared; the subcontractor is asked to confirm it"))
        return redirect("desk_background_item", item.pk)
    context = {
        "title": _("Declare our background"), "form": form, "submit": _("Declare it"), "crumbs": _crumbs(_("Declare our background")),
        "lede": _("%(firm)s. What is ours and was there before the work. Its contact confirms it.") % {"firm": vendor.name},
        "cancel_url": reverse("subcontractor", args=[vendor.pk]),
    }  # fmt: skip
    return render(request, "desk/vendors/form.html", context, status=422 if form.errors else 200)


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
    """One item; POST `answer`: confirm or dispute."""
    item, form = _find(request, pk), AnswerForm(request.POST or None)
    if request.method == "POST":
        policy.check_can_answer(request.viewer, item)
        if form.is_valid():
            act = backgrounds.confirm if request.POST.get("answer") == "confirm" else backgrounds.dispute
            act(item, because=form.cleaned_data["because"], by=request.viewer, at=clock.now())
            messages.success(request, _("Your answer is kept; the other side reads it"))
            return redirect("desk_background_item", item.pk)
    return _page(request, item, form)


@require_POST
def withdrawal(request: HttpRequest, pk) -> HttpResponse:
    backgrounds.withdraw(_find(request, pk), by=request.viewer, at=clock.now())
    messages.success(request, _("Taken back"))
    return redirect("desk_background_item", pk)


@require_POST
def opening(request: HttpRequest, pk) -> HttpResponse:
    """Ask to see a proof that is kept under seal."""
    policy.check_can_ask_to_open(request.viewer)
    item, form = _find(request, pk), OpeningForm(request.POST)
    if not form.is_valid():
        return _page(request, item, AnswerForm(), opening_form=form)
    backgrounds.ask_to_open(item, because=form.cleaned_data["because"], by=request.viewer, at=clock.now())
    messages.success(request, _("Asked. A second person has to agree."))
    return redirect("desk_background_item", item.pk)


@require_POST
def agreement_to_open(request: HttpRequest, pk, opening_id) -> HttpResponse:
    policy.check_may_agree_to_open(request.viewer)
    item = _find(request, pk)
    rows = ProofOpening.objects.visible_to(request.viewer).filter(item=item)
    backgrounds.agree_to_open(get_object_or_404(rows, pk=opening_id), by=request.viewer, at=clock.now())
    messages.success(request, _("Agreed. Whoever asked may open the proof for a day."))
    return redirect("desk_background_item", item.pk)


@require_POST
def proof(request: HttpRequest, pk) -> HttpResponseBase:
    """The file under seal; a deed, for it is written down."""
    item = _find(request, pk)
    policy.check_can_open(request.viewer, item, clock.now())
    step_up.require(request)
    return attach(backgrounds.open_proof(item, by=request.viewer, at=clock.now()))


@require_GET
def receipt(request: HttpRequest, pk) -> HttpResponseBase:
    rows = BackgroundItem.objects.visible_to(request.viewer).exclude(receipt=None)
    return attach(get_object_or_404(rows.select_related("receipt"), pk=pk).receipt)


@require_POST
def supplement(request: HttpRequest, pk) -> HttpResponse:
    """Put what was confirmed since before the subcontractor, as a dated page to this agreement."""
    policy.check_can_propose(request.viewer)
    agreement = find_agreement(request, pk)
    supplements.propose(agreement, by=request.viewer, at=clock.now())
    messages.success(request, _("Proposed; the subcontractor is asked to confirm it"))
    return redirect("desk_agreement", agreement.pk)


def _page(request, item: BackgroundItem, form, *, opening_form=None) -> HttpResponse:
    viewer, at = request.viewer, clock.now()
    may_answer = policy.can_answer(viewer, item)
    bad = bool(form.errors or (opening_form and opening_form.errors))
    context = {
        "title": item.title, "item": item, "facts": panels.facts(item), "entries": history.of(item), "alike": panels.alike(item, viewer),
        "told_before": register.told_before(item, viewer) if item.side == "subcontractor" else None,
        "neighbours": neighbours(request, BACKGROUND, item, list_url=reverse("desk_background")), "crumbs": _crumbs(item.title),
        "identity": {
            "name": item.title, "mark": item.vendor.name, "state": panels.tag_of(item),
            "meta": [item.vendor.name, item.get_side_display(), item.get_kind_display()],
        },
        "form": form if may_answer else None, "can_withdraw": policy.can_withdraw(viewer, item),
        "decision": {
            "title": _("Your answer"), "asked": _("Was this there before, and is it theirs?"),
            "foot": _("What both sides confirm stands in the agreement as its schedule."),
        },
        "acts": [
            {"value": "confirm", "label": _("Confirm it"), "tone": "primary"},
            {"value": "dispute", "label": _("Dispute it"), "tone": "danger"},
        ],
        **_seal(viewer, item, at, opening_form, request),
    }  # fmt: skip
    return render(request, "desk/agreements/background_item.html", context, status=422 if bad else 200)


def _seal(viewer, item, at, opening_form, request) -> dict:
    """What this person may do about a proof that is kept under seal."""
    can_open = policy.can_open(viewer, item, at)
    may_ask = item.stored_id is not None and not can_open and viewer.may("agreements.write")
    rows = item.openings.select_related("asked_by", "agreed_by").order_by("-asked_at")[:10]
    return {
        "can_open": can_open, "opening_form": (opening_form or OpeningForm()) if may_ask else None,
        "confirm_url": step_up.first(request) if can_open else "",
        "openings": [
            {"row": row, "may_agree": row.agreed_at is None and policy.may_agree_to_open(viewer) and row.asked_by_id != viewer.id}
            for row in rows
        ],
    }  # fmt: skip


def _find(request, pk) -> BackgroundItem:
    rows = BackgroundItem.objects.visible_to(request.viewer).select_related("vendor", "stored")
    return get_object_or_404(rows, pk=pk)


def _crumbs(here: str) -> list[dict]:
    return [{"label": _("Background IP"), "url": reverse("desk_background")}, {"label": here, "url": ""}]
