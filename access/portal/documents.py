"""What may I read, and how? The document list and the protected viewer, where each page is decided and recorded."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from access import eligibility, wording
from access.actions import openings
from access.models import Document, Opening
from access.policies import grants as policies
from core import clock
from core.web import step_up
from vendors import business_days


@require_GET
def listing(request: HttpRequest):
    """The documents of what the firm's engagements need; only what opens now is a link."""
    at, viewer = clock.now(), request.viewer
    documents = list(
        Document.objects.visible_to(viewer).select_related("asset__asset_class").order_by("asset__name", "title")
    )
    decisions = eligibility.decide_many(
        [(viewer.person_id, document.asset_id, "view") for document in documents], at=at
    )
    files = _handed_over(documents, viewer, at)
    sets: dict = {}
    here, names = business_days.zone(), wording.names()
    for document, decision in zip(documents, decisions, strict=True):
        held = sets.setdefault(
            document.asset_id,
            {
                "asset": document.asset,
                "decision": decision,
                "until": business_days.last_of(decision.until, here),
                "missing": [wording.sentence_for(reason, names, to_them=True) for reason in decision.unmet],
                "documents": [],
                "may_download": document.asset_id in files,
            },
        )
        held["documents"].append(document)
    return render(request, "portal/access/documents.html", {"title": _("Documents"), "sets": list(sets.values())})


def _handed_over(documents, viewer, at) -> set:
    """The assets of which this person may take marked files now."""
    assets = {each.asset_id for each in documents if each.asset.asset_class.may_download}
    decided = eligibility.decide_many([(viewer.person_id, asset, "download") for asset in assets], at=at)
    return {asset for asset, decision in zip(assets, decided, strict=True) if decision}


def _document(request, pk) -> Document:
    return get_object_or_404(Document.objects.visible_to(request.viewer).select_related("asset__asset_class"), pk=pk)


def _size(request) -> str:
    return "large" if request.GET.get("size") == "large" else ""


def _page_url(document: Document, number: int, size: str) -> str:
    return reverse("document_page", args=[document.pk, max(number, 1)]) + (f"?size={size}" if size else "")


@require_GET
def viewer(request: HttpRequest, pk, number: int = 1):
    """One page in the protected viewer. Coming to the first page opens the document, which is decided and recorded."""
    document, at = _document(request, pk), clock.now()
    if (wanted := request.GET.get("page", "")).isdecimal():
        return redirect(_page_url(document, int(wanted), _size(request)))
    policies.check_can_open(request.viewer, document, at=at)
    if document.asset.asset_class.step_up:
        step_up.require(request)
    opening = openings.open_document(document, by=request.viewer, at=at)
    if not 1 <= number <= opening.version.pages:
        raise Http404
    pages, size = opening.version.pages, _size(request)
    context = {
        "title": document.title,
        "document": document,
        "opening": opening,
        "number": number,
        "pages": pages,
        "is_large": bool(size),
        "may_download": bool(_handed_over([document], request.viewer, at)),
        "image": reverse("document_page_image", args=[opening.pk, number]),
        "previous": _page_url(document, number - 1, size) if number > 1 else "",
        "next": _page_url(document, number + 1, size) if number < pages else "",
    }
    return render(request, "portal/access/viewer.html", context)


@require_GET
def page_image(request: HttpRequest, pk, number: int):
    """The marked image of one page. Asks the rule again: after a lapse the next page does not come."""
    rows = Opening.objects.visible_to(request.viewer).select_related("document__asset__asset_class", "version__file")
    opening = get_object_or_404(rows, pk=pk)
    if opening.document.asset.asset_class.step_up:
        step_up.require(request, back=reverse("document_page", args=[opening.document_id, number]))
    try:
        image, media_type = openings.look_at_page(opening, number, by=request.viewer, at=clock.now())
    except IndexError as error:
        raise Http404 from error
    response = HttpResponse(image, content_type=media_type)
    response.headers["Cache-Control"] = "no-store"
    response.headers["Content-Disposition"] = "inline"
    return response
