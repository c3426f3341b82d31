"""Officers' pages about certificates and insurance: the file beside its fields, the scope beside the work, the decision."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l
from django.views.decorators.http import require_GET, require_POST

from core import clock, files, page_images
from core.files.answers import attach
from core.web import history
from core.web.listing import neighbours, respond
from vendors import business_days
from vendors.actions import certificates, insurance
from vendors.forms.evidence import DecisionForm
from vendors.listings.dd import CERTIFICATES, INSURANCE
from vendors.models import Certificate, InsurancePolicy
from vendors.panels import dd_words, due_diligence
from vendors.policies import due_diligence as policy

SAID = {"accept": _l("Accepted"), "reject": _l("Rejected"), "revoke": _l("The acceptance ended now")}


@require_GET
def listing(request: HttpRequest, kind: str) -> HttpResponse:
    return respond(request, _list_of(kind))


def _list_of(kind: str):
    return CERTIFICATES if kind == "certificates" else INSURANCE


@require_GET
def review(request: HttpRequest, kind: str, pk) -> HttpResponse:
    row = _find(request, kind, pk)
    return _page(request, kind, row, DecisionForm(_steps(row)))


@require_POST
def decision(request: HttpRequest, kind: str, pk) -> HttpResponse:
    """`answer`: accept, reject or revoke."""
    policy.check_can_review(request.viewer)
    row, answer = _find(request, kind, pk), request.POST.get("answer")
    if answer not in SAID:
        raise Http404
    is_short = answer == "accept" and isinstance(row, InsurancePolicy) and policy.falls_short(row)
    form = DecisionForm(_steps(row), request.POST, falls_short=is_short)
    if not form.is_valid():
        return _page(request, kind, row, form)
    said = form.cleaned_data if answer == "accept" else {"because": form.cleaned_data["because"]}
    getattr(certificates if kind == "certificates" else insurance, answer)(
        row, **said, by=request.viewer, at=clock.now()
    )
    messages.success(request, SAID[answer])
    return redirect("evidence_review", kind, row.pk)


@require_GET
def file(request: HttpRequest, kind: str, pk) -> HttpResponseBase:
    return attach(_find(request, kind, pk).stored)


@require_GET
def page_image(request: HttpRequest, kind: str, pk, number: int) -> HttpResponse:
    """One page of the file as a picture; 404 where it has no such page, or none that can be shown."""
    stored = _find(request, kind, pk).stored
    try:
        picture = page_images.draw(files.read(stored), stored.media_type, number)
    except page_images.CannotShow as error:
        raise Http404 from error
    content, media_type = page_images.encode(picture)
    return HttpResponse(content, content_type=media_type, headers={"Cache-Control": "no-store"})


def _look(request, kind, row) -> dict:
    """The page of the file that is shown beside its fields (?page=), with its neighbours; only words where there is none."""
    stored = row.stored
    if not page_images.can_show(stored.media_type):
        return {"words": _("A file of this kind is not shown here. Get the file to read it.")}
    try:
        pages = page_images.count(files.read(stored), stored.media_type)
    except page_images.CannotShow as cannot:
        return {"words": cannot.sentence}
    asked = request.GET.get("page", "")
    number = min(max(int(asked), 1), pages) if asked.isdecimal() else 1
    image = reverse("evidence_page", args=[kind, row.pk, number])
    return {
        "image": image,
        "number": number,
        "pages": pages,
        "before": number - 1,
        "after": number + 1 if number < pages else 0,
    }


def _find(request, kind, pk):
    if not request.viewer.is_staff:
        raise Http404
    model = Certificate if kind == "certificates" else InsurancePolicy
    return get_object_or_404(
        model.objects.visible_to(request.viewer).select_related("vendor", "stored", "catalogue", "decided_by"), pk=pk
    )


def _steps(row) -> list[str]:
    """Ticked and kept for a certificate; an insurance's checks are read, and the reason says what was found."""
    return due_diligence.scheme_steps(row) if isinstance(row, Certificate) else []


def _page(request, kind, row, form) -> HttpResponse:
    today = business_days.day_of(clock.now())
    acts = _acts(row, request.viewer)
    context = {
        "title": f"{row}, {row.vendor.name}", "row": row, "kind": kind, "facts": due_diligence.facts_of(row), "entries": history.of(row),
        "compare": _compare(row), "look": _look(request, kind, row), "acts": acts, "form": form if acts else None, "panel": {"title": _("Decision"), "foot": _period(row)},
        "rows": row.facts, "needs": _needs(row, today), "own_need": [] if isinstance(row, Certificate) else due_diligence.need_of(row),
        "notes": _notes(row, today), "neighbours": neighbours(request, _list_of(kind), row, list_url=reverse("evidence_list", args=[kind])),
        "identity": {
            "name": str(row), "reference": row.reference, "mark": row.vendor.name, "state": dd_words.tag(row, today), "meta": [row.vendor.name],
        },
        "crumbs": [
            {"label": _("Certificates") if kind == "certificates" else _("Insurance"), "url": reverse("evidence_list", args=[kind])},
            {"label": row.reference, "url": ""},
        ],
    }  # fmt: skip
    return render(request, "desk/vendors_dd/evidence.html", context, status=422 if form.errors else 200)


def _acts(row, viewer) -> list[dict]:
    if not policy.can_review(viewer):
        return []
    if row.status == "uploaded":
        return [
            {"value": "accept", "label": _("Accept"), "tone": "primary"},
            {"value": "reject", "label": _("Reject"), "tone": "danger"},
        ]
    return (
        [{"value": "revoke", "label": _("End the acceptance now"), "tone": "danger"}]
        if row.status in {"accepted", "superseded"}
        else []
    )


def _compare(row) -> list[dict]:
    """What the document says beside what we have on record."""
    vendor = row.vendor
    pairs = [(_("Holder"), row.holder, vendor.legal_name or vendor.name)]
    if isinstance(row, Certificate):
        pairs.append((_("Scope and the work for us"), row.scope, vendor.work))
    return [
        {"label": label, "said": said, "ours": ours, "is_same": said.strip().casefold() == ours.strip().casefold()}
        for label, said, ours in pairs
    ]


def _needs(row, today) -> list[dict]:
    return [] if isinstance(row, Certificate) else due_diligence.insurance_needs(row.vendor, today)


def _notes(row, today) -> list[str]:
    """What to watch for: the catalogue's checks for an insurance, its limits for a scheme, and an end that has passed."""
    passed = [_("Its last day is over; accepting it opens nothing.")] if row.has_ended(today) else []
    if isinstance(row, Certificate):
        return passed + (row.catalogue.scheme(row.scheme) or {}).get("limits", [])
    return passed + row.catalogue.content.get("checks", [])


def _period(row) -> str:
    return _("It counts from the start of the first day to the end of the last, in %(zone)s.") % {
        "zone": business_days.zone().key
    }
