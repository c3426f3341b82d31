"""What is true about this subcontractor, and what is next? The 360 page, gathered from every app's panels."""

import datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l
from django.views.decorators.http import require_GET

from config.pages import gather, trail
from core import clock
from core.web.dates import say_day, say_moment
from core.web.listing import neighbours
from vendors import places, states
from vendors.listings.register import SUBCONTRACTORS, state_tag
from vendors.models import Person, Vendor
from vendors.panels import onboarding, risk_acceptances
from vendors.policies import register as policy

TABS = [
    ("overview", _l("Overview")),
    ("people", _l("People")),
    ("sub-suppliers", _l("Sub-suppliers")),
    ("access", _l("Access")),
    ("assessments", _l("Assessments")),
    ("agreements", _l("Agreements")),
    ("ip", _l("IP")),
    ("certificates", _l("Certificates")),
    ("training", _l("Training")),
    ("audits", _l("Audits")),
    ("incidents", _l("Incidents")),
    ("timeline", _l("Timeline")),
]
SHOWN = 8  # entries of the timeline beside the overview
ALL = 300  # entries on the timeline's own tab


@require_GET
def page(request: HttpRequest, vendor_id, tab: str = "overview") -> HttpResponse:
    at = clock.now()
    vendor = get_object_or_404(Vendor.objects.visible_to(request.viewer).select_related("owner"), pk=vendor_id)
    panels = gather.joined("vendor_panels", vendor, request.viewer, at)
    here = [panel for panel in panels if panel.get("tab", "overview") == tab]
    if not here and tab not in {"overview", "timeline"}:
        raise Http404
    context = {
        "title": vendor.name,
        "vendor": vendor,
        "neighbours": neighbours(request, SUBCONTRACTORS, vendor, list_url=reverse("subcontractors")),
        "identity": identity(vendor, at),
        "tabs": tabs(vendor, panels, tab),
        "crumbs": [{"label": _("Subcontractors"), "url": reverse("subcontractors")}, {"label": vendor.name, "url": ""}],
        "main": gather.drawn(request, [panel for panel in here if not panel.get("beside")]),
        "side": gather.drawn(request, [panel for panel in here if panel.get("beside")]),
        "steps": steps(vendor, request.viewer),
        "can_keep": policy.can_keep(request.viewer),
        "can_start": policy.can_keep(request.viewer) and policy.takes_work(vendor),
    }
    if tab == "overview":
        context |= {
            "next": next_rows(vendor, request.viewer, at),
            "facts": facts(vendor),
            "entries": entries(vendor, request.viewer, SHOWN),
        }
        if vendor.status in onboarding.ARRIVING:
            context["onboarding"] = [
                *gather.joined("onboarding_steps", vendor, request.viewer, at),
                onboarding.activation_step(vendor, at),
            ]
    if tab == "timeline":
        context["entries"] = entries(vendor, request.viewer, ALL)
    return render(
        request,
        f"desk/pages/subcontractor{'' if tab == 'overview' else '_timeline' if tab == 'timeline' else '_tab'}.html",
        context,
    )


def identity(vendor: Vendor, at: datetime.datetime) -> dict:
    meta = [
        vendor.get_tier_display() if vendor.tier else _("Tier not assessed"),
        vendor.work,
        places.name_of(vendor.country),
        _("Review due %(day)s") % {"day": say_day(vendor.next_review_on)} if vendor.next_review_on else "",
        risk_acceptances.header_words(vendor, at),
    ]
    return {
        "name": vendor.name,
        "reference": vendor.reference,
        "state": state_tag(vendor),
        "meta": [text for text in meta if text],
        "owner": vendor.owner.name if vendor.owner else "",
    }


def tabs(vendor: Vendor, panels: list[dict], current: str) -> list[dict]:
    filled = {panel.get("tab", "overview") for panel in panels} | {"overview", "timeline"}
    return [
        {
            "label": label,
            "url": _url(vendor, key),
            "current": key == current,
            "count": _count(panels, key),
            "alert": any(panel.get("alert") for panel in panels if panel.get("tab") == key),
        }
        for key, label in TABS
        if key in filled
    ]


def _count(panels, key):
    counts = [panel["count"] for panel in panels if panel.get("tab") == key and panel.get("count") is not None]
    return sum(counts) if counts else None


def _url(vendor, tab) -> str:
    return (
        reverse("subcontractor", args=[vendor.pk])
        if tab == "overview"
        else reverse("subcontractor_tab", args=[vendor.pk, tab])
    )


def steps(vendor: Vendor, viewer) -> list[dict]:
    """The states that can follow, as menu entries; the page behind each says what is missing."""
    if not (policy.can_keep(viewer) or viewer.may("vendors.decide")):
        return []
    return [
        {"url": reverse("subcontractor_state", args=[vendor.pk, status]), "label": states.step_to(vendor, status).label}
        for status in vendor.WORKFLOW.next_of(vendor.status)
    ]


def next_rows(vendor: Vendor, viewer, at: datetime.datetime) -> list[dict]:
    """Next for you: the tasks of this desk user that are about this firm."""
    mine = [
        each
        for each in gather.todos("desk_tasks", viewer, at)
        if each.vendor is not None and each.vendor.pk == vendor.pk
    ]
    return [
        {
            "title": each.title,
            "url": each.url,
            "meta": each.hint,
            "end": say_moment(each.due_at) if each.due_at else "",
            "tone": "danger" if each.due_at and each.due_at < at else "",
        }
        for each in mine
    ]


def facts(vendor: Vendor) -> list[dict]:
    contact = Person.objects.filter(vendor=vendor, is_contact=True, departed_at=None).order_by("starts_on").first()
    return [
        {"label": _("Legal name"), "value": vendor.legal_name},
        {"label": _("Work"), "value": vendor.work},
        {
            "label": _("Registered"),
            "value": ", ".join(filter(None, [places.name_of(vendor.country), vendor.registration_number])),
        },
        {"label": _("Law"), "value": places.name_of(vendor.jurisdiction)},
        {"label": _("Parent"), "value": vendor.parent_name},
        {
            "label": _("Contact"),
            "value": contact.name if contact else "",
            "url": reverse("person", args=[contact.pk]) if contact else "",
        },
        {"label": _("LEI"), "value": vendor.lei},
        {"label": _("VAT number"), "value": vendor.vat_number},
        {"label": _("DUNS number"), "value": vendor.duns},
        {"label": _("Invited"), "value": say_moment(vendor.invited_at) if vendor.invited_at else ""},
    ]


def entries(vendor: Vendor, viewer, most: int) -> list[dict]:
    rows = trail.readable(viewer).filter(vendor_id=vendor.pk).order_by("-at", "-id")
    return trail.entries(rows[:most], viewer, here=vendor.pk)
