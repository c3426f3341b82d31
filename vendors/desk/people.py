"""Officers' pages about people: the list, one by hand, their way in, their departure."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from core import clock
from core.web import named
from core.web.listing import respond
from vendors.actions import invitations, people
from vendors.forms.people import DepartureForm, PersonForm
from vendors.listings.register import PEOPLE
from vendors.models import Invitation, Person, Vendor
from vendors.policies import people as policy


@require_GET
def listing(request: HttpRequest) -> HttpResponse:
    return respond(request, PEOPLE, template="desk/vendors/people.html", can_keep=policy.can_keep(request.viewer))


@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """`?subcontractor=` names the firm that the person works for."""
    policy.check_can_keep(request.viewer)
    vendor = get_object_or_404(Vendor.objects.visible_to(request.viewer), pk=named.id_in(request.GET, "subcontractor"))
    form = PersonForm(request.POST or None, initial={"sponsor": request.viewer.user})
    if request.method == "POST" and form.is_valid():
        person = people.add(vendor, **form.cleaned_data, by=request.viewer, at=clock.now())
        messages.success(request, _("%(name)s is added") % {"name": person.name})
        return redirect("person", person.pk)
    title = _("Add a person")
    lede = _("Works for %(name)s") % {"name": vendor.name}
    cancel = reverse("subcontractor_tab", args=[vendor.pk, "people"])
    return _page(request, form, title, _("Add this person"), cancel, lede=lede, crumbs=_crumbs(title))


@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, person_id) -> HttpResponse:
    policy.check_can_keep(request.viewer)
    person = _person(request, person_id)
    form = PersonForm(request.POST or None, instance=person)
    if request.method == "POST" and form.is_valid():
        people.change(person, **form.cleaned_data, by=request.viewer, at=clock.now())
        messages.success(request, _("Details saved"))
        return redirect("person", person.pk)
    title = _("Edit %(name)s") % {"name": person.name}
    return _page(request, form, title, _("Save the details"), _to(person), crumbs=_crumbs(title, person))


@require_http_methods(["GET", "POST"])
def departure(request: HttpRequest, person_id) -> HttpResponse:
    policy.check_can_keep(request.viewer)
    person = _person(request, person_id)
    form = DepartureForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        person = people.depart(person, **form.cleaned_data, by=request.viewer, at=clock.now())
        done = _("%(name)s has left; access is closed") if person.departed_at else _("The last day of %(name)s is set")
        messages.success(request, done % {"name": person.name})
        return redirect("person", person.pk)
    title = _("Report the departure of %(name)s") % {"name": person.name}
    lede = _("It ends employment, sign-in, sessions and every access at once. Coming back needs a new start.")
    return _page(
        request,
        form,
        title,
        _("Report the departure"),
        _to(person),
        lede=lede,
        tone="danger",
        crumbs=_crumbs(title, person),
    )


@require_POST
def invitation(request: HttpRequest, person_id) -> HttpResponse:
    """Invite somebody to the portal whom HR told us of."""
    person = _person(request, person_id)
    invitations.send_to_person(person, by=request.viewer, at=clock.now())
    messages.success(request, _("Invitation for %(name)s is on its way") % {"name": person.name})
    return redirect("subcontractor_tab", person.vendor_id, "people")


@require_POST
def invitation_again(request: HttpRequest, invitation_id) -> HttpResponse:
    fresh = invitations.send_again(_invitation(request, invitation_id), by=request.viewer, at=clock.now())
    messages.success(request, _("A new link for %(name)s is on its way; the old one is dead") % {"name": fresh.name})
    return redirect("subcontractor_tab", fresh.vendor_id, "people")


@require_POST
def invitation_withdrawal(request: HttpRequest, invitation_id) -> HttpResponse:
    gone = invitations.withdraw(_invitation(request, invitation_id), by=request.viewer, at=clock.now())
    messages.success(request, _("The link for %(name)s is dead") % {"name": gone.name})
    return redirect("subcontractor_tab", gone.vendor_id, "people")


def _person(request, person_id) -> Person:
    return get_object_or_404(Person.objects.visible_to(request.viewer).select_related("vendor"), pk=person_id)


def _invitation(request, invitation_id) -> Invitation:
    return get_object_or_404(
        Invitation.objects.visible_to(request.viewer).select_related("vendor", "person"), pk=invitation_id
    )


def _to(person) -> str:
    return reverse("person", args=[person.pk])


def _crumbs(title: str, person: Person | None = None) -> list[dict]:
    middle = [{"label": person.name, "url": _to(person)}] if person else []
    return [{"label": _("People"), "url": reverse("people")}, *middle, {"label": title, "url": ""}]


def _page(request, form, title, submit, cancel_url, **context) -> HttpResponse:
    context = {"title": title, "form": form, "submit": submit, "cancel_url": cancel_url, **context}
    return render(request, "desk/vendors/form.html", context, status=422 if form.errors else 200)
