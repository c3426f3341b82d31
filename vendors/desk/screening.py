"""Officers' pages about screening: seven dimensions side by side, and the decision by somebody else."""

from dateutil.relativedelta import relativedelta
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from core import clock
from core.web import history, step_up
from core.web.listing import neighbours, respond
from vendors import answers_given, business_days, questionnaire_engine
from vendors.actions import screenings
from vendors.forms.screening import DecideForm, HandInForm, ScoreForm
from vendors.listings.dd import SCREENINGS
from vendors.models import Assessment, Screening, Vendor
from vendors.panels import conditions, dd_words, finance, known, watch
from vendors.policies import due_diligence as policy
from vendors.policies import watch as watch_policy


@require_GET
def listing(request: HttpRequest) -> HttpResponse:
    return respond(request, SCREENINGS)


@require_POST
def opening(request: HttpRequest, vendor_id) -> HttpResponse:
    vendor = get_object_or_404(Vendor.objects.visible_to(request.viewer), pk=vendor_id)
    return redirect("screening", screenings.open(vendor, by=request.viewer, at=clock.now()).pk)


@require_GET
def record(request: HttpRequest, pk) -> HttpResponse:
    return _page(request, _find(request, pk))


@require_http_methods(["GET", "POST"])
def dimension(request: HttpRequest, pk, key: str) -> HttpResponse:
    """One dimension: what to look at, what was answered, and the score."""
    policy.check_can_screen(request.viewer)
    screening, at = _find(request, pk), clock.now()
    asked = next((each for each in screening.guide.content["dimensions"] if each["id"] == key), None)
    if asked is None:
        raise Http404
    policy.check_is_recording(screening)
    row = screening.scores.filter(dimension=key).first()
    initial = {name: getattr(row, name) for name in screenings.SCORED} if row else {}
    form = ScoreForm(asked, request.POST or None, today=business_days.day_of(at), initial=initial)
    if request.method == "POST" and form.is_valid():
        screenings.write_down(screening, key, **form.cleaned_data, by=request.viewer, at=at)
        said = (
            _("%(dimension)s: score saved")
            if form.cleaned_data["score"] is not None
            else _("%(dimension)s stays not assessed")
        )
        messages.success(request, said % {"dimension": asked["title"]})
        return redirect("screening", screening.pk)
    context = {
        "title": asked["title"], "dimension": asked, "form": form, "screening": screening, "answers": _answers(request.viewer, screening, asked),
        "accounts": finance.of(screening.vendor, request.viewer, at) if key == "financial" else None,
        "crumbs": _crumbs(screening.vendor.name, screening),
    }  # fmt: skip
    return render(request, "desk/vendors_dd/dimension.html", context, status=422 if form.errors else 200)


@require_POST
def proposal(request: HttpRequest, pk) -> HttpResponse:
    """Hand the screening in for a decision."""
    policy.check_can_screen(request.viewer)
    screening, form = _find(request, pk), HandInForm(request.POST)
    if not form.is_valid():
        return _page(request, screening, form)
    screenings.hand_in(screening, **form.cleaned_data, by=request.viewer, at=clock.now())
    messages.success(request, _("Sent for decision. Somebody else decides."))
    return redirect("screening", screening.pk)


@require_POST
def decision(request: HttpRequest, pk) -> HttpResponse:
    """`answer`: approve, approve_with_conditions, refuse or send_back."""
    screening, at, answer = _find(request, pk), clock.now(), request.POST.get("answer")
    policy.check_can_decide(request.viewer, screening)
    step_up.require(request, back=reverse("screening", args=[screening.pk]))
    if answer not in {*screenings.STATUSES, "send_back"}:
        raise Http404
    form = DecideForm(request.POST, today=business_days.day_of(at))
    if not form.is_valid():
        return _page(request, screening, form)
    said = form.cleaned_data
    if answer == "send_back":
        screenings.send_back(screening, by=request.viewer, at=at, because=said["because"])
    else:
        screenings.decide(
            screening, answer, by=request.viewer, at=at, because=said["because"], conditions=form.conditions_said,
            valid_until=said["valid_until"], told_as=said["told_as"],
        )  # fmt: skip
    messages.success(request, _("Decision recorded") if answer != "send_back" else _("Sent back"))
    return redirect("screening", screening.pk)


def _find(request, pk) -> Screening:
    rows = Screening.objects.visible_to(request.viewer).select_related(
        "vendor", "guide", "opened_by", "proposed_by", "decided_by"
    )
    return get_object_or_404(rows, pk=pk)


def _page(request, screening, form=None) -> HttpResponse:
    """`form`: the one that was wrong, hand-in or decision."""
    at, viewer = clock.now(), request.viewer
    may_decide, is_recording = (
        policy.can_decide(viewer, screening),
        screening.status == "recording" and policy.can_screen(viewer),
    )
    dimensions = _dimensions(screening, business_days.day_of(at))
    context = {
        "title": _("Screening of %(name)s") % {"name": screening.vendor.name}, "screening": screening, "is_recording": is_recording,
        "dimensions": dimensions, "missing": [each["dimension"]["title"] for each in dimensions if not each["is_scored"]],
        "proposals": screening.proposals.order_by("kind", "ref"),
        "conditions": conditions.conditions_of(screening, viewer, business_days.day_of(at)),
        "entries": history.of(screening, also=screening.conditions.all()),
        "hand_in": (form or HandInForm()) if is_recording else None, "panel": None,
        "hits": watch.of_firm(screening.vendor, viewer), "known": known.of_firm(screening.vendor, viewer, business_days.day_of(at)),
        "neighbours": neighbours(request, SCREENINGS, screening, list_url=reverse("screenings")),
        "identity": {
            "name": screening.vendor.name, "state": dd_words.tag(screening), "meta": [_("Screening"), screening.vendor.work],
        },
        "crumbs": _crumbs(screening.vendor.name),
    }  # fmt: skip
    if screening.status == "proposed" and viewer.may("vendors.decide"):
        context |= _decision(screening, form, at, may_decide)
        context["panel"]["confirm_url"] = step_up.first(request)
    return render(request, "desk/vendors_dd/screening.html", context, status=422 if form and form.errors else 200)


def _decision(screening, form, at, may_decide) -> dict:
    initial = {"valid_until": screenings.default_end(screening.vendor, at)}
    refusal = "" if may_decide else _("You did part of this screening. Somebody else has to decide on it.")
    rules = {row["id"]: row for row in screening.guide.content["decisions"]}
    scored = list(screening.scores.exclude(score=None))
    checks = [
        {
            "text": _("%(count)s of 7 dimensions assessed") % {"count": len(scored)},
            "met": len(scored) == len(screening.guide.content["dimensions"]),
        },
        {"text": rules["approve"]["rule"], "met": bool(scored) and all(row.score >= 2 for row in scored)},
        {"text": _("Every hit on a watchlist is settled"), "met": not watch_policy.has_unsettled(screening.vendor)},
        {"text": _("No true match on a watchlist"), "met": not watch_policy.has_true_match(screening.vendor)},
    ]
    acts = [
        {"value": "approve", "label": rules["approve"]["title"], "tone": "primary"},
        {"value": "approve_with_conditions", "label": rules["approve_with_conditions"]["title"], "tone": ""},
        {"value": "send_back", "label": _("Send back"), "tone": "ghost"},
        {"value": "refuse", "label": rules["refuse"]["title"], "tone": "danger"},
    ]
    return {
        "form": (form or DecideForm(today=business_days.day_of(at), initial=initial)) if may_decide else None, "acts": acts,
        "panel": {
            "title": _("Decide"), "asked": screening.summary, "checks": checks, "refusal": refusal,
            "foot": _("Your name, the time and your reasons are kept. Approval opens nothing by itself."),
        },
    }  # fmt: skip


def _dimensions(screening, today) -> list[dict]:
    rows = {row.dimension: row for row in screening.scores.select_related("recorded_by")}
    return [_dimension(each, rows.get(each["id"]), today) for each in screening.guide.content["dimensions"]]


def _dimension(asked, row, today) -> dict:
    scored = row is not None and row.score is not None
    means = next((step["text"] for step in asked["scale"] if scored and step["score"] == row.score), "")
    stale = bool(row and row.fresh_on and row.fresh_on + relativedelta(months=asked["fresh_months"]) < today)
    tone = "outline" if not scored else "danger" if row.score <= 1 else "warn" if row.score == 2 else "plain"
    return {"dimension": asked, "row": row, "is_scored": scored, "means": means, "is_stale": stale, "tone": tone}


def _answers(viewer, screening, asked) -> list[dict]:
    """What the firm said in the sections that feed this dimension, from its newest submitted questionnaire."""
    sent = Assessment.objects.visible_to(viewer).filter(vendor=screening.vendor, round__gt=0)
    newest = sent.order_by("-submitted_at").first()
    if newest is None:
        return []
    given = answers_given.of(newest)
    shown = questionnaire_engine.shown(newest.questions["questions"], given)
    return [
        {"label": each["text"], "value": answers_given.say(each, given[each["id"]].value)}
        for each in shown
        if each["section"] in asked["sections"] and each["id"] in given
    ]


def _crumbs(label: str, screening=None) -> list[dict]:
    middle = (
        [{"label": label, "url": reverse("screening", args=[screening.pk])}]
        if screening
        else [{"label": label, "url": ""}]
    )
    return [{"label": _("Screening"), "url": reverse("screenings")}, *middle]
