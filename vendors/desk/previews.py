"""Staff looks at the portal as one of its people: why, after a second factor, and the way out."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from core import clock
from core.web import previews as session
from core.web import step_up
from vendors.actions import previews
from vendors.forms.subcontractors import ReasonForm
from vendors.models import Person
from vendors.policies import previews as policy


@require_http_methods(["GET", "POST"])
def begin(request: HttpRequest, person_id) -> HttpResponse:
    policy.check_can_preview(request.viewer)
    person, form = get_object_or_404(_people(request), pk=person_id), ReasonForm(request.POST or None)
    policy.check_has_portal(person)
    if request.method == "POST":
        step_up.require(request)
        if form.is_valid():
            if not session.is_of(request, person.pk):
                until = previews.start(person, **form.cleaned_data, by=request.viewer, at=clock.now())
                session.begin(request, person.pk, until)
            return redirect("your_tasks")
    title, here = _("See the portal as %(name)s") % {"name": person.name}, reverse("person", args=[person.pk])
    lede = _(
        "For %(minutes)d minutes the portal shows you what %(name)s sees at %(firm)s. You can change nothing there and open no "
        "protected document, file or incident report. It stands in the history of the subcontractor, with your reason."
    ) % {"minutes": previews.LENGTH.seconds // 60, "name": person.name, "firm": person.vendor.name}
    context = {
        "title": title,
        "lede": lede,
        "form": form,
        "submit": _("Begin the preview"),
        "cancel_url": here,
        "crumbs": [
            {"label": _("People"), "url": reverse("people")},
            {"label": person.name, "url": here},
            {"label": _("Preview"), "url": ""},
        ],
    }
    return render(request, "desk/vendors/form.html", context, status=422 if form.errors else 200)


@require_POST
def end(request: HttpRequest) -> HttpResponse:
    """Back to the page of the person; to Today where no preview is on, or the person is out of sight by now."""
    policy.check_can_preview(request.viewer)
    person = _people(request).filter(pk=session.end(request) or None).first()
    if person is None:
        return redirect("today")
    previews.end(person, by=request.viewer, at=clock.now())
    return redirect("person", person.pk)


def _people(request):
    return Person.objects.visible_to(request.viewer).select_related("vendor", "user")
