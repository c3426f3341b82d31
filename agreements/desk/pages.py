"""What do the pages of staff about papers have in common? Finding one, its head, its trail of crumbs."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from agreements.listings.agreements import address
from agreements.models import Agreement
from agreements.states import tag_of
from core import clock
from vendors import places


def find(request, pk) -> Agreement:
    rows = Agreement.objects.visible_to(request.viewer).select_related("vendor", "person", "engagement", "template")
    return get_object_or_404(rows, pk=pk)


def page(request, name: str, context: dict, *, bad: bool = False):
    crumbs = context.pop("crumbs", None) or [
        {"label": _("Agreements"), "url": reverse("desk_agreements")},
        {"label": context["title"]},
    ]
    return render(request, f"desk/agreements/{name}.html", {**context, "crumbs": crumbs}, status=422 if bad else 200)


def head(agreement: Agreement, here: str = "") -> dict:
    trail = [
        {"label": _("Agreements"), "url": reverse("desk_agreements")},
        {"label": agreement.title, "url": address(agreement)},
    ]
    return {
        "agreement": agreement, "title": agreement.title, "crumbs": [*trail, {"label": here}] if here else trail,
        "identity": {
            "name": agreement.title, "reference": agreement.reference, "mark": agreement.vendor.name, "state": tag_of(agreement, clock.now()),
            "meta": [said for said in (agreement.vendor.name, agreement.person and agreement.person.name, places.name_of(agreement.jurisdiction)) if said],
        },
    }  # fmt: skip


def download(content: bytes, name: str, media_type: str) -> HttpResponse:
    return HttpResponse(content, content_type=media_type, headers={
        "Content-Disposition": f'attachment; filename="{name}"', "Content-Security-Policy": "sandbox; default-src 'none'",
    })  # fmt: skip
