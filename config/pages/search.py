"""Where does one look for anything? The palette's fragment and the page behind it; both only say what one may see."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from config import navigation
from core import search

IN_PALETTE, ON_PAGE = 5, 25  # hits of one kind


@require_safe
def palette(request: HttpRequest) -> HttpResponse:
    """Before anything is typed, every page one may go to; then those called like it, before the records."""
    text = request.GET.get("q", "").strip()
    groups = [*_pages(text, request.viewer), *search.find(text, request.viewer, most=IN_PALETTE)]
    return render(request, "components/palette_results.html", {"q": text, "groups": groups})


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    text = request.GET.get("q", "").strip()
    groups = [*(_pages(text, request.viewer) if text else []), *search.find(text, request.viewer, most=ON_PAGE)]
    return render(request, "desk/search.html", {"q": text, "groups": groups})


def _pages(text: str, viewer) -> list[dict]:
    """A page is found by how its name or a word in it begins, or the name of the entry that it stands behind."""
    items = [
        {"label": page["label"], "url": page["url"], "icon": page["icon"], "note": page["place"]}
        for page in navigation.pages(viewer)
        if any(f" {name}".casefold().find(f" {text}".casefold()) >= 0 for name in (page["label"], page["place"]))
    ]
    return [{"label": _("Pages"), "items": items}] if items else []
