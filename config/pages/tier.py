"""A subcontractor's tier: which answer caused which demand, how each stands, and where the invitation is."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from config.pages import gather
from core import clock
from core.web.dates import say_moment
from vendors import invitation_links
from vendors.desk.subcontractors import preflight
from vendors.models import Invitation, TierAssessment, Vendor
from vendors.panels.register import reckoned
from vendors.policies import people as people_policy
from vendors.policies import register as policy


@require_GET
def page(request: HttpRequest, vendor_id) -> HttpResponse:
    vendor = get_object_or_404(Vendor.objects.visible_to(request.viewer), pk=vendor_id)
    assessment = get_object_or_404(
        TierAssessment.objects.visible_to(request.viewer).filter(vendor=vendor).order_by("-made_at", "-pk")[:1]
    )
    invitation = Invitation.objects.visible_to(request.viewer).filter(vendor=vendor).order_by("-sent_at").first()
    stated = demands(vendor, assessment, request.viewer)
    context = {
        "title": _("Tier and demands"),
        "vendor": vendor,
        "assessment": assessment,
        "demands": stated,
        "met": sum(each["state"] is not None and each["state"]["tone"] == "ok" for each in stated),
        **reckoned(assessment),
        "invitation": invitation,
        "link": _link(request, invitation),
        "earlier": earlier_rows(vendor),
        "can_keep": policy.can_keep(request.viewer),
        "checks": preflight(),
        "crumbs": [
            {"label": _("Subcontractors"), "url": reverse("subcontractors")},
            {"label": vendor.name, "url": reverse("subcontractor", args=[vendor.pk])},
            {"label": _("Tier and demands"), "url": ""},
        ],
    }
    return render(request, "desk/pages/tier.html", context)


def demands(vendor: Vendor, assessment: TierAssessment, viewer) -> list[dict]:
    """Each demand with its `state` and the page that shows it; what no app looks after, or may tell, has none."""
    known = {
        key: (state, url)
        for key, state, url in gather.joined("demand_states_of", vendor, assessment.demands, viewer, clock.now())
    }
    return [
        {**each, "state": state, "url": url}
        for each in assessment.demands
        for state, url in [known.get(each["id"], (None, ""))]
    ]


def earlier_rows(vendor: Vendor) -> list[dict]:
    """The versions before the newest, as components/rows.html draws them."""
    rows = TierAssessment.objects.filter(vendor=vendor).select_related("made_by").order_by("-made_at", "-pk")[1:11]
    meta = _("%(points)d points, %(name)s")
    return [
        {
            "title": row.get_tier_display(),
            "meta": meta % {"points": row.points, "name": row.made_by.name if row.made_by else ""},
            "end": say_moment(row.made_at),
        }
        for row in rows
    ]


def _link(request, invitation: Invitation | None) -> str:
    """The officer may hand the link over by another way than mail, while it is open."""
    is_open = invitation is not None and invitation.status == "open" and not invitation.has_run_out(clock.now())
    return invitation_links.address_of(invitation.pk) if is_open and people_policy.can_invite(request.viewer) else ""
