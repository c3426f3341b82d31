"""Officers' page about what several subcontractors hang on at once: the knots, the firms of one, and both as a file."""

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l
from django.views.decorators.http import require_GET

from core import clock
from core.actions import exports
from core.exports import respond
from core.policies import can_export
from vendors import concentration
from vendors.models import TIERS, Vendor

MOST = 200  # knots that the page shows; the file holds all


class NarrowForm(forms.Form):
    q = forms.CharField(label=_l("Name"), max_length=100, required=False)
    tier = forms.TypedChoiceField(
        label=_l("Tier of the subcontractors"),
        choices=[("", _l("Any")), *TIERS],
        required=False,
        coerce=int,
        empty_value=None,
    )
    least = forms.IntegerField(label=_l("At least so many of them"), min_value=2, max_value=999, required=False)


@require_GET
def page(request: HttpRequest, kind: str = "company") -> HttpResponse:
    """`?key=` opens one knot; `?export=csv` gives every tie of what is shown."""
    if not request.viewer.is_staff or kind not in concentration.KINDS:
        raise Http404
    form = NarrowForm({"least": 2, **request.GET.dict()})
    said = form.cleaned_data if form.is_valid() else {"q": "", "tier": None, "least": None}
    found = concentration.knots(
        kind, request.viewer, least=said["least"] or 2, tier=said["tier"], text=said["q"].strip()
    )
    key = request.GET.get("key", "")
    opened = [knot for knot in found if knot.goes_by(key)] if key else []
    if request.GET.get("export") == "csv":
        return _export(request, kind, opened if key else found)
    context = {
        "title": _("Concentration"), "kind": kind, "form": form, "knots": found[:MOST], "count": len(found), "most": MOST,
        "opened": opened[0] if opened else None, "is_gone": bool(key) and not opened, "can_export": can_export(request.viewer),
        "all": Vendor.objects.visible_to(request.viewer).exclude(status="archived").count(),
        "tabs": [
            {"label": label, "url": reverse("concentration_of", args=[each]), "current": each == kind}
            for each, label in concentration.KINDS.items()
        ],
        "crumbs": [{"label": _("Subcontractors"), "url": reverse("subcontractors")}, {"label": _("Concentration"), "url": ""}],
    }  # fmt: skip
    return render(request, "desk/vendors/concentration.html", context, status=422 if form.errors else 200)


def _export(request, kind: str, found: list) -> HttpResponse:
    columns = [
        ("what", concentration.KINDS[kind]), ("firms", _("Subcontractors")), ("number", _("Our number")),
        ("firm", _("Subcontractor")), ("tier", _("Tier")), ("how", _("How")), ("name", _("Called there")),
        ("reaches", _("Protected information reaches it")),
    ]  # fmt: skip
    rows = [
        [knot.names[0], len(knot.firms), tie.vendor.reference, tie.vendor.name, tie.vendor.tier, tie.how, tie.name, tie.reaches]
        for knot in found
        for tie in knot.ties
    ]  # fmt: skip
    query = request.GET.urlencode()
    exports.made(f"concentration_{kind}", kind="csv", query=query, rows=len(rows), by=request.viewer, at=clock.now())
    return respond(request, f"concentration-{kind}", columns, rows)
