"""Officers' pages about subcontractors: the list, the invitation with the inherent-risk form, details, tier, stewards, state."""

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from core import clock
from core.models import User
from core.web.listing import respond
from vendors import states
from vendors.actions import invitations, stewards, tiers, vendors
from vendors.forms.subcontractors import (
    ContactForm,
    DetailsForm,
    IdentityForm,
    ReasonForm,
    RiskAnswersForm,
    StewardForm,
)
from vendors.listings.register import SUBCONTRACTORS
from vendors.models import Invitation, TierAssessment, Vendor
from vendors.policies import people as people_policy
from vendors.policies import register as policy


@require_GET
def listing(request: HttpRequest) -> HttpResponse:
    acts = {"can_invite": policy.can_keep(request.viewer) and people_policy.can_invite(request.viewer)}
    return respond(request, SUBCONTRACTORS, template="desk/vendors/subcontractors.html", **acts)


@require_http_methods(["GET", "POST"])
def invite(request: HttpRequest) -> HttpResponse:
    """Register, assess and invite in one go; nothing of it is done unless all of it can be."""
    policy.check_can_keep(request.viewer)
    people_policy.check_can_invite(request.viewer)
    content = tiers.current_form().content
    forms = [
        IdentityForm(request.POST or None, viewer=request.viewer),
        ContactForm(request.POST or None),
        RiskAnswersForm(content, request.POST or None),
    ]
    are_valid = [form.is_valid() for form in forms]  # each of them, so that every wrong field is named at once
    if request.method == "POST" and all(are_valid):
        return _invited(request, *forms)
    context = {
        "title": _("Invite a subcontractor"),
        "identity_form": forms[0],
        "contact_form": forms[1],
        "risk_form": forms[2],
        "form": _Together(forms),
        "risk": content["form"],
        "checks": preflight(),
        "crumbs": [_root(), {"label": _("Invite a subcontractor"), "url": ""}],
    }
    return render(request, "desk/vendors/invite.html", context, status=422 if context["form"].errors else 200)


def _invited(request, identity, contact, risk) -> HttpResponse:
    by, at = request.viewer, clock.now()
    vendor = vendors.register(**identity.cleaned_data, by=by, at=at)
    tiers.assess(vendor, risk.answers, by=by, at=at)
    if not Invitation.objects.filter(vendor=vendor).exists():
        found = contact.cleaned_data
        invitations.send(
            vendor,
            name=found["contact_name"],
            email=found["contact_email"],
            is_signatory=found["is_signatory"],
            by=by,
            at=at,
        )
    messages.success(request, _("%(name)s is invited") % {"name": vendor.name})
    return redirect("subcontractor_tier", vendor.pk)


class _Together:
    """Several forms on one page, as the error summary reads them."""

    def __init__(self, forms: list):
        self.forms = forms

    @property
    def errors(self) -> dict:
        return {name: found for form in self.forms for name, found in form.errors.items()}

    @property
    def non_field_errors(self) -> list:
        return [error for form in self.forms for error in form.non_field_errors()]

    def __iter__(self):
        return (field for form in self.forms for field in form)


def preflight() -> list[dict]:
    """What sending an invitation depends on."""
    has_server = settings.EMAIL_BACKEND.endswith("smtp.EmailBackend")
    mail = (
        _("Mail leaves by %(host)s") % {"host": settings.EMAIL_HOST}
        if has_server
        else _("No mail server is set; copy the link instead")
    )
    return [
        {"text": mail, "met": has_server},
        {"text": _("The risk form is loaded"), "met": True},
        {"text": _("The link works once, for 14 days, for one address"), "met": True},
    ]


@require_http_methods(["GET", "POST"])
def tier_form(request: HttpRequest, vendor_id) -> HttpResponse:
    policy.check_can_keep(request.viewer)
    vendor, content = _vendor(request, vendor_id), tiers.current_form().content
    before = TierAssessment.objects.current_of(vendor)
    known = {}
    if before:
        types = {question["id"]: question["type"] for question in content["questions"]}
        known = {
            name: chosen if types.get(name) == "multiple" else chosen[0] for name, chosen in before.answers.items()
        }
    form = RiskAnswersForm(content, request.POST or None, initial=known)
    if request.method == "POST" and form.is_valid():
        tiers.assess(vendor, form.answers, by=request.viewer, at=clock.now())
        messages.success(request, _("Tier set"))
        return redirect("subcontractor_tier", vendor.pk)
    return _form_page(request, vendor, form, _("Inherent risk"), _("Set the tier"), lede=content["form"]["intro"])


@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, vendor_id) -> HttpResponse:
    policy.check_can_keep(request.viewer)
    vendor = _vendor(request, vendor_id)
    initial = {name: getattr(vendor, name) for name in vendors.DETAILS}
    form = DetailsForm(request.POST or None, viewer=request.viewer, initial=initial)
    del form.fields["id"]
    if request.method == "POST" and form.is_valid():
        vendors.change(vendor, by=request.viewer, at=clock.now(), **form.cleaned_data)
        messages.success(request, _("Details saved"))
        return redirect("subcontractor", vendor.pk)
    return _form_page(request, vendor, form, _("Edit the details"), _("Save the details"))


@require_http_methods(["GET", "POST"])
def state(request: HttpRequest, vendor_id, status: str) -> HttpResponse:
    """The next state, with what is missing for it and the reason."""
    vendor, at = _vendor(request, vendor_id), clock.now()
    if vendor.status == status:  # pressed twice
        policy.check_may_move(request.viewer, status)
        return redirect("subcontractor", vendor.pk)
    step = _step(vendor, status)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        vendors.move(vendor, status, by=request.viewer, at=at, because=form.cleaned_data["because"])
        messages.success(request, _("%(name)s is now %(state)s") % {"name": vendor.name, "state": step.lower()})
        return redirect("subcontractor", vendor.pk)
    missing = policy.missing_for(vendor, status, at)
    act = states.step_to(vendor, status)
    return _form_page(
        request,
        vendor,
        form,
        act.label,
        act.label,
        missing=missing,
        lede=act.consequence,
        tone="danger" if status in {"restricted", "offboarding", "archived"} else "",
        template="desk/vendors/state.html",
    )


def _step(vendor: Vendor, status: str) -> str:
    """The name of the state, or 404 where no step leads there."""
    if status not in vendor.WORKFLOW.next_of(vendor.status):
        raise Http404
    return str(vendor.WORKFLOW.names[status])


@require_http_methods(["GET", "POST"])
def stewardship(request: HttpRequest, vendor_id) -> HttpResponse:
    policy.check_can_keep(request.viewer)
    vendor = _vendor(request, vendor_id)
    form = StewardForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        steward = form.cleaned_data["steward"]
        stewards.name(vendor, steward, by=request.viewer, at=clock.now())
        undo = reverse("steward_relief", args=[vendor.pk, steward.pk])
        messages.success(request, _("%(name)s is a steward now") % {"name": steward.name}, extra_tags=f"undo:{undo}")
        return redirect("subcontractor_stewards", vendor.pk)
    named = User.objects.filter(vendoruserobjectpermission__content_object=vendor).order_by("name")
    return _form_page(
        request,
        vendor,
        form,
        _("Stewards"),
        _("Name as steward"),
        template="desk/vendors/stewards.html",
        stewards=named,
        lede=_("A steward sees this subcontractor and hears what happens with it, whatever the role says."),
    )


@require_POST
def relieve(request: HttpRequest, vendor_id, user_id) -> HttpResponse:
    vendor = _vendor(request, vendor_id)
    user = get_object_or_404(User.objects.filter(vendoruserobjectpermission__content_object=vendor), pk=user_id)
    stewards.relieve(vendor, user, by=request.viewer, at=clock.now())
    messages.success(request, _("%(name)s is no longer a steward") % {"name": user.name})
    return redirect("subcontractor_stewards", vendor.pk)


def _vendor(request, vendor_id) -> Vendor:
    return get_object_or_404(Vendor.objects.visible_to(request.viewer).select_related("owner"), pk=vendor_id)


def _root() -> dict:
    return {"label": _("Subcontractors"), "url": reverse("subcontractors")}


def _record(vendor) -> dict:
    return {"label": vendor.name, "url": reverse("subcontractor", args=[vendor.pk])}


def _form_page(request, vendor, form, title, submit, *, template="desk/vendors/form.html", **context) -> HttpResponse:
    context = {
        "title": title,
        "vendor": vendor,
        "form": form,
        "submit": submit,
        "cancel_url": reverse("subcontractor", args=[vendor.pk]),
        "crumbs": [_root(), _record(vendor), {"label": title, "url": ""}],
        **context,
    }
    return render(request, template, context, status=422 if form.errors else 200)
