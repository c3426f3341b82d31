"""Officers' pages about the panel on working practice: who is on it, one's own marks, and the result once it is open."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from core import clock
from vendors import panel_results
from vendors.actions import panel_reviews
from vendors.forms.panel_reviews import AskForm, MarksForm
from vendors.models import Screening
from vendors.policies import due_diligence
from vendors.policies import panel_reviews as policy


@require_GET
def panel(request: HttpRequest, pk) -> HttpResponse:
    return _page(request, _find(request, pk))


@require_POST
def ask(request: HttpRequest, pk) -> HttpResponse:
    screening = _find(request, pk)
    policy.check_can_ask(request.viewer, screening)
    form = AskForm(request.POST, reviewers=policy.reviewers())
    if not form.is_valid():
        return _page(request, screening, form)
    row = panel_reviews.ask(screening, form.cleaned_data["reviewer"], by=request.viewer, at=clock.now())
    undo = reverse("panel_release", args=[screening.pk, row.pk])
    messages.success(request, _("%(name)s is asked") % {"name": row.reviewer.name}, extra_tags=f"undo:{undo}")
    return redirect("screening_panel", screening.pk)


@require_POST
def release(request: HttpRequest, pk, review) -> HttpResponse:
    screening = _find(request, pk)
    row = get_object_or_404(screening.panel.select_related("screening", "reviewer"), pk=review)
    panel_reviews.release(row, by=request.viewer, at=clock.now())
    messages.success(request, _("%(name)s is no longer asked") % {"name": row.reviewer.name})
    return redirect("screening_panel", screening.pk)


@require_http_methods(["GET", "POST"])
def own(request: HttpRequest, pk) -> HttpResponse:
    """One's own marks, blind; 404 for whoever was not asked."""
    screening = _find(request, pk)
    row = get_object_or_404(screening.panel.select_related("screening", "reviewer"), reviewer=request.viewer.user)
    if row.submitted_at:
        return redirect("screening_panel", screening.pk)
    policy.check_is_open_to_marks(row)
    form = MarksForm(panel_results.criteria(screening), request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = {"marks": form.marks, "note": form.cleaned_data["note"]}
        panel_reviews.hand_in(row, **said, by=request.viewer, at=clock.now())
        messages.success(request, _("Your marks are handed in"))
        return redirect("screening_panel", screening.pk)
    context = {
        "title": _("Working practice of %(name)s") % {"name": screening.vendor.name}, "form": form, "submit": _("Hand my marks in"),
        "lede": _("Mark what you saw yourself. Nobody sees your marks before everybody who was asked has handed in, and you see nobody's; they never change afterwards."),
        "cancel_url": reverse("screening_panel", args=[screening.pk]), "crumbs": _crumbs(screening, _("Your marks")),
    }  # fmt: skip
    return render(request, "desk/vendors/form.html", context, status=422 if form.errors else 200)


@require_POST
def take_over(request: HttpRequest, pk) -> HttpResponse:
    screening = _find(request, pk)
    row = panel_reviews.take_over(screening, by=request.viewer, at=clock.now())
    messages.success(request, _("Working practice is scored %(score)s of 4 by the panel") % {"score": row.score})
    return redirect("screening", screening.pk)


def _page(request, screening: Screening, form=None) -> HttpResponse:
    viewer, reviews = request.viewer, list(screening.panel.select_related("reviewer"))
    may_ask, found = policy.can_ask(viewer, screening), panel_results.of(screening)
    may_change = due_diligence.can_screen(viewer) and screening.status == "recording"
    mine = next((each for each in reviews if each.reviewer_id == viewer.id), None)
    context = {
        "title": _("Panel on working practice"), "screening": screening, "reviews": reviews, "found": found,
        "mine": mine if mine and not mine.submitted_at and screening.status == "recording" else None, "may_change": may_change,
        "form": (form or AskForm(reviewers=policy.reviewers().exclude(pk__in=[each.reviewer_id for each in reviews]))) if may_ask else None,
        "least": panel_results.LEAST, "crumbs": _crumbs(screening, _("Panel")),
    }  # fmt: skip
    return render(request, "desk/vendors_dd/panel.html", context, status=422 if form and form.errors else 200)


def _find(request, pk) -> Screening:
    if not request.viewer.is_staff:
        raise Http404
    rows = Screening.objects.visible_to(request.viewer).select_related("vendor", "guide")
    found = get_object_or_404(rows, pk=pk)
    if not panel_results.criteria(found):
        raise Http404
    return found


def _crumbs(screening: Screening, here: str) -> list[dict]:
    return [
        {"label": _("Screening"), "url": reverse("screenings")},
        {"label": screening.vendor.name, "url": reverse("screening", args=[screening.pk])},
        {"label": here, "url": ""},
    ]
