"""Officers' pages about engagements: who works on what, from when to when."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from core import clock
from core.web import named
from core.web.listing import respond
from vendors import business_days
from vendors.actions import engagements
from vendors.forms.people import EngagementForm, JoinForm
from vendors.listings.register import ENGAGEMENTS
from vendors.models import Engagement, Person, Vendor
from vendors.policies import register as policy


@require_GET
def listing(request: HttpRequest) -> HttpResponse:
    return respond(request, ENGAGEMENTS)


@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """`?subcontractor=` names the firm; without it the page asks for one."""
    policy.check_can_keep_engagements(request.viewer)
    visible = Vendor.objects.visible_to(request.viewer).exclude(status="archived")
    asked = named.id_in(request.GET, "subcontractor")
    if asked is None:
        context = {
            "title": _("For which subcontractor?"),
            "vendors": visible.order_by("name"),
            "crumbs": _crumbs(_("Start an engagement")),
        }
        return render(request, "desk/vendors/choose.html", context)
    vendor = get_object_or_404(visible, pk=asked)
    form = EngagementForm(request.POST or None, viewer=request.viewer)
    if request.method == "POST" and form.is_valid():
        made = engagements.start(vendor, **form.cleaned_data, by=request.viewer, at=clock.now())
        messages.success(request, _("Engagement started; now say who works on it"))
        return redirect("engagement", made.pk)
    lede = _("With %(name)s") % {"name": vendor.name}
    return _page(
        request,
        form,
        _("Start an engagement"),
        _("Start the engagement"),
        reverse("subcontractor", args=[vendor.pk]),
        lede=lede,
    )


@require_http_methods(["GET", "POST"])
def record(request: HttpRequest, engagement_id) -> HttpResponse:
    """The engagement and its people; POST adds one."""
    engagement = _engagement(request, engagement_id)
    if request.method == "POST":
        policy.check_can_keep_engagements(request.viewer)
    form = JoinForm(engagement, request.POST or None)
    if request.method == "POST" and form.is_valid():
        _join(request, engagement, list(form.cleaned_data["person"]))
        return redirect("engagement", engagement.pk)
    context = {
        "title": engagement.title,
        "engagement": engagement,
        "people": engagement.people.order_by("name"),
        "form": form,
        "can_keep": policy.can_keep_engagements(request.viewer),
        "is_running": engagement.ends_on >= business_days.day_of(clock.now()),
        "crumbs": _crumbs(engagement.title),
    }
    return render(request, "desk/vendors/engagement.html", context, status=422 if form.errors else 200)


def _join(request, engagement: Engagement, people: list[Person]) -> None:
    """One or several; a single one can be taken back by the message."""
    at = clock.now()
    for person in people:
        engagements.join(engagement, person, by=request.viewer, at=at)
    if len(people) == 1:
        undo = reverse("engagement_leaving", args=[engagement.pk, people[0].pk])
        messages.success(request, _("%(name)s joined") % {"name": people[0].name}, extra_tags=f"undo:{undo}")
    else:
        messages.success(request, _("%(count)d people joined") % {"count": len(people)})


@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, engagement_id) -> HttpResponse:
    policy.check_can_keep_engagements(request.viewer)
    engagement = _engagement(request, engagement_id)
    initial = {name: getattr(engagement, name) for name in ["title", "purpose", "starts_on", "ends_on", "sponsor"]}
    form = EngagementForm(request.POST or None, viewer=request.viewer, initial=initial)
    if request.method == "POST" and form.is_valid():
        engagements.change(engagement, **form.cleaned_data, by=request.viewer, at=clock.now())
        messages.success(request, _("Engagement saved"))
        return redirect("engagement", engagement.pk)
    return _page(
        request, form, _("Edit the engagement"), _("Save the engagement"), reverse("engagement", args=[engagement.pk])
    )


@require_POST
def leaving(request: HttpRequest, engagement_id, person_id) -> HttpResponse:
    engagement = _engagement(request, engagement_id)
    person = get_object_or_404(Person.objects.visible_to(request.viewer).filter(engagements=engagement), pk=person_id)
    engagements.leave(engagement, person, by=request.viewer, at=clock.now())
    messages.success(request, _("%(name)s no longer works on it") % {"name": person.name})
    return redirect("engagement", engagement.pk)


def _engagement(request, engagement_id) -> Engagement:
    rows = Engagement.objects.visible_to(request.viewer).select_related("vendor", "sponsor")
    return get_object_or_404(rows, pk=engagement_id)


def _crumbs(title: str) -> list[dict]:
    return [{"label": _("Engagements"), "url": reverse("engagements")}, {"label": title, "url": ""}]


def _page(request, form, title, submit, cancel_url, **context) -> HttpResponse:
    context = {
        "title": title,
        "form": form,
        "submit": submit,
        "cancel_url": cancel_url,
        "crumbs": _crumbs(title),
        **context,
    }
    return render(request, "desk/vendors/form.html", context, status=422 if form.errors else 200)
