"""Officers' page of how far a subcontractor reaches: who can open what, at most, and the sum; at any moment, and as a file."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET

from access import exposure, wording
from access.exposure import Exposure, Piece
from access.forms.grants import DayForm
from access.panels.exposure import worst
from access.policies import grants as policies
from core import clock
from core.actions import exports as export_actions
from core.policies import can_export, check_can_export
from core.web.dates import say_moment
from vendors.models import Vendor


@require_GET
def page(request: HttpRequest, vendor_id) -> HttpResponse:
    """?on= the moment in question, ?known= by what we knew when; both are now where nothing is said."""
    vendor = get_object_or_404(Vendor.objects.visible_to(request.viewer), pk=vendor_id)
    policies.check_can_read_exposure(request.viewer)
    now, form = clock.now(), DayForm(request.GET or None)
    said = form.cleaned_data if request.GET and form.is_valid() else {}
    on = said.get("on") or now
    known = said.get("known") or now
    found = exposure.of(vendor, request.viewer, at=on, known_at=known)
    if request.GET.get("export") == "csv" and not form.errors:
        return _as_file(request, vendor, found, on, known)
    context = {
        "title": _("IP exposure"), "vendor": vendor, "form": form, "on": on, "known": known, "is_now": on == now, "is_ahead": on > now,
        "found": found, "worst": worst(found), "below": _below(found), "shown": _shown(found), "rows": [_row(piece) for piece in found.pieces], "can_export": can_export(request.viewer),
        "classes": found.by_class(), "kinds": [{"title": line["name"], "end": _("%(now)s now, %(most)s at most") % line} for line in found.by_kind()],
        "crumbs": [
            {"label": _("Subcontractors"), "url": reverse("subcontractors")},
            {"label": vendor.name, "url": reverse("subcontractor", args=[vendor.pk])}, {"label": _("IP exposure"), "url": ""},
        ],
    }  # fmt: skip
    return render(request, "desk/access/exposure.html", context, status=422 if form.errors else 200)


def _below(found: Exposure) -> list[dict]:
    return [
        {"title": each.name, "meta": each.work, "url": reverse("sub_supplier", args=[each.node_id])}
        for each in found.below
    ]


def _shown(found: Exposure) -> str:
    words = ngettext(
        "%(pages)s page was shown to its people until then; readers: %(readers)s.",
        "%(pages)s pages were shown to its people until then; readers: %(readers)s.",
        found.pages,
    )
    return words % {"pages": found.pages, "readers": found.readers}


def _row(piece: Piece) -> dict:
    return {
        "piece": piece,
        "now": sorted(piece.now.values(), key=lambda person: person.name),
        "shut": [
            {"person": person, "why": " ".join(why(decision))}
            for person, decision in sorted(piece.shut.values(), key=lambda pair: pair[0].name)
        ],
        "asked": sorted(piece.asked.values(), key=lambda person: person.name),
    }


def why(decision) -> list[str]:
    """What is missing, as the decision says it; of a hold that there is one, not what it is about."""
    return [
        str(wording.CONDITIONS[name][2]) + "." for name in dict.fromkeys(each.requirement for each in decision.unmet)
    ]


COLUMNS = ["information", "reference", "class", "weight", "kind", "person", "state", "why", "on", "known"]


def _as_file(request, vendor: Vendor, found: Exposure, on, known) -> HttpResponse:
    """One row for each person and piece, with the moment and by what was known when."""
    check_can_export(request.viewer)
    labels = [
        _("Information"), _("Reference"), _("Class"), _("Weight"), _("Kind"), _("Person"), _("State"), _("Why not"), _("On"),
        _("By what we knew at"),
    ]  # fmt: skip
    rows = [
        [asset.name, asset.reference, asset.asset_class.name, asset.asset_class.rank, asset.get_kind_display(), *cells, on, known]
        for asset, cells in _cells(found)
    ]  # fmt: skip
    query = f"on={say_moment(on, 'full')}"
    export_actions.made(
        "ip-exposure", kind="csv", query=query, rows=len(rows), by=request.viewer, at=clock.now(), of=vendor
    )
    from core import exports

    return exports.respond(request, f"{vendor.reference}-exposure", list(zip(COLUMNS, labels, strict=True)), rows)


def _cells(found: Exposure):
    for piece in found.pieces:
        row = _row(piece)
        for person in row["now"]:
            yield piece.asset, [person.name, _("Can open it"), ""]
        for each in row["shut"]:
            yield piece.asset, [each["person"].name, _("Shut"), each["why"]]
        for person in row["asked"]:
            yield piece.asset, [person.name, _("Asked for it"), ""]
    for asset in found.offered:
        yield asset, ["", _("Offered today, nobody asked"), ""]
