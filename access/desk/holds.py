"""What is on hold, why, and who may lift it?"""

from django.contrib import messages
from django.http import HttpRequest
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from access.actions import holds
from access.forms.assets import HoldForm
from access.forms.grants import ReasonForm
from access.models import Asset, Hold
from core import clock
from core.refusals import NotAllowed
from vendors.models import Person, Vendor


def _visible(viewer):
    return Hold.objects.filter(vendor__in=Vendor.objects.visible_to(viewer)).select_related("vendor")


@require_http_methods(["GET"])
def listing(request: HttpRequest):
    if not request.viewer.may("access.read"):
        raise NotAllowed(_("Holds are shown to staff who may read access."))
    at = clock.now()
    rows = _visible(request.viewer).current().exclude(during__isempty=True).order_by("-created_at")[:200]
    people = Person.objects.in_bulk([row.person_id for row in rows if row.person_id])
    assets = Asset.objects.in_bulk([row.asset_id for row in rows if row.asset_id])
    shown = [
        {
            "hold": row,
            "because": row.reason_for(request.viewer),
            "person": people.get(row.person_id),
            "asset": assets.get(row.asset_id),
            "stands": row.ends_at is None or row.ends_at > at,
            "is_ahead": row.starts_at is not None and row.starts_at > at,
            "by_hand": row.source_kind == "vendors.vendor",
        }
        for row in rows
    ]
    return render(
        request,
        "desk/access/holds.html",
        {"title": _("Holds"), "holds": shown, "crumbs": [{"label": _("Holds"), "url": ""}]},
    )


@require_http_methods(["GET", "POST"])
def place(request: HttpRequest, vendor_id):
    """A hold by hand over everything that this firm's people may open."""
    if not request.viewer.may("access.revoke"):
        raise NotAllowed(_("Placing a hold needs a role that answers for access."))
    vendor = get_object_or_404(Vendor.objects.visible_to(request.viewer), pk=vendor_id)
    form = HoldForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        holds.place(vendor=vendor, source=vendor, by=request.viewer, at=clock.now(), **form.cleaned_data)
        messages.success(
            request, _("On hold. Nobody of %(firm)s can open anything from this moment.") % {"firm": vendor.name}
        )
        return redirect("holds")
    context = {
        "title": _("Hold all access of %(firm)s") % {"firm": vendor.name},
        "form": form,
        "crumbs": [{"label": _("Holds"), "url": "/desk/holds/"}],
    }
    return render(request, "desk/access/form.html", context, status=422 if form.errors else 200)


@require_POST
def lift(request: HttpRequest, pk):
    """Lift what was placed by hand. What a finding or a case placed is lifted there."""
    hold = get_object_or_404(_visible(request.viewer), pk=pk, source_kind="vendors.vendor")
    if not request.viewer.may("access.revoke"):
        raise NotAllowed(_("Lifting a hold needs a role that answers for access."))
    form = ReasonForm(request.POST)
    if form.is_valid():
        holds.lift(hold.vendor, by=request.viewer, at=clock.now(), because=form.cleaned_data["because"])
        messages.success(request, _("Hold lifted. Access opens again where every condition holds."))
    else:
        messages.error(request, _("Give a reason to lift the hold"))
    return redirect("holds")
