"""Who may sign for a subcontractor? What it stated, or what came to us and was entered, is looked at, confirmed with source and
date, ended, or set aside for one paper."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from agreements import authority as grounds
from agreements.actions import authorities
from agreements.desk.pages import find, head, page
from agreements.forms.authorities import AuthorityAnswerForm, GroundForm
from agreements.forms.endings import ReasonForm
from agreements.listings.authority import AUTHORITIES
from agreements.models import Authority
from agreements.panels import authority as panels_authority
from agreements.policies import authority as policy
from core import clock
from core.files.answers import attach
from core.forms.refused import refused_at
from core.web.listing import respond
from vendors.models import Person


@require_GET
def listing(request):
    return respond(request, AUTHORITIES)


@require_http_methods(["GET", "POST"])
def new(request, pk):
    """Of a signatory, from a paper that came another way than the portal."""
    person = get_object_or_404(Person.objects.visible_to(request.viewer).select_related("vendor"), pk=pk)
    policy.check_can_state(request.viewer, person)
    form = GroundForm(*((request.POST, request.FILES) if request.method == "POST" else ()))
    if request.method == "POST" and form.is_valid():
        said = {name: value for name, value in form.cleaned_data.items() if name != "file"}
        source = form.cleaned_data["file"]
        with refused_at(form):
            row = authorities.state(
                person, **said, source=source, name=source.name if source else "", by=request.viewer, at=clock.now()
            )  # fmt: skip
            messages.success(request, _("Entered. Somebody else looks it up and confirms it."))
            return redirect("desk_authority", row.pk)
    title = _("Enter an authority to sign")
    return page(request, "form", {
        **_titled(person.name, person.vendor), "title": title, "form": form, "submit": _("Enter it"),
        "lede": _("From an extract of the register, a power of attorney or a resolution that reached you. Somebody else than you looks it up and confirms it."),
        "back": reverse("subcontractor_tab", args=[person.vendor_id, "agreements"]),
    }, bad=bool(form.errors))  # fmt: skip


@require_http_methods(["GET", "POST"])
def record(request, pk):
    """What was stated, and, as long as it waits, the answer."""
    row, at = _find(request, pk), clock.now()
    form = AuthorityAnswerForm(request.POST if request.method == "POST" else None, today=at.date())
    if request.method == "POST":
        policy.check_may_confirm(request.viewer)
    if request.method == "POST" and form.is_valid():
        said, act = form.cleaned_data, {"by": request.viewer, "at": at}
        if said["answer"] == "confirm":
            authorities.confirm(row, source=said["source"], looked_on=said["looked_on"], **act)
        else:
            authorities.refuse(row, because=said["because"], **act)
        messages.success(request, _("Kept; the company is told"))
        return redirect("desk_authority", row.pk)
    return page(request, "authority", {
        **_head(row), "row": row, "state": panels_authority.tag_of(row, at.date()), "form": form if policy.can_decide(request.viewer, row) else None,
        "may_end": policy.can_confirm(request.viewer) and row.status == "confirmed", "is_own": row.stated_by_id == request.viewer.id,
    }, bad=bool(form.errors))  # fmt: skip


@require_http_methods(["GET", "POST"])
def ending(request, pk):
    row = _find(request, pk)
    policy.check_may_confirm(request.viewer)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    form.fields["because"].label = _("Why does it hold no longer?")
    if request.method == "POST" and form.is_valid():
        authorities.end(row, because=form.cleaned_data["because"], by=request.viewer, at=clock.now())
        return redirect("desk_authority", row.pk)
    return page(request, "form", {
        **_head(row), "title": _("End the authority to sign"), "form": form, "submit": _("End it"), "back": reverse("desk_authority", args=[row.pk]),
        "lede": _("What was signed before stays signed. From now on nothing is signed on this ground."),
    }, bad=bool(form.errors))  # fmt: skip


@require_http_methods(["GET", "POST"])
def setting_aside(request, pk):
    """Let one paper be signed all the same; with a reason that stands in its evidence."""
    agreement = find(request, pk)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    form.fields["because"].label = _("Why may it be signed although this is not confirmed?")
    if request.method == "POST" and form.is_valid():
        authorities.set_aside(agreement, because=form.cleaned_data["because"], by=request.viewer, at=clock.now())
        messages.success(request, _("Set aside; the reason stands in the evidence"))
        return redirect("desk_agreement", agreement.pk)
    policy.check_can_set_aside(request.viewer, agreement, "-")
    title = _("Set the confirmation aside")
    return page(request, "form", {
        **head(agreement, title), "title": title, "form": form, "submit": title,
        "lede": " ".join(grounds.missing(agreement, clock.now())) or _("As things stand now, nothing is missing."),
    }, bad=bool(form.errors))  # fmt: skip


@require_GET
def file(request, pk):
    row = _find(request, pk)
    if row.stored is None:
        raise Http404
    return attach(row.stored)


def _find(request, pk) -> Authority:
    rows = Authority.objects.visible_to(request.viewer)
    return get_object_or_404(
        rows.select_related("vendor", "person", "stored", "stated_by", "decided_by", "ended_by"), pk=pk
    )


def _head(row: Authority) -> dict:
    return _titled(row.person.name, row.vendor, row.get_ground_display())


def _titled(name: str, vendor, *meta: str) -> dict:
    title = _("%(name)s for %(firm)s") % {"name": name, "firm": vendor.name}
    return {
        "title": title, "crumbs": [{"label": _("Authority to sign"), "url": reverse("desk_authorities")}, {"label": title}],
        "identity": {"name": title, "mark": vendor.name, "meta": [vendor.name, *meta]},
    }  # fmt: skip
