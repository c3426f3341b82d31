"""Where does one look for anything? The palette's fragment and the page behind it; both only say what one may see."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from core import search

IN_PALETTE, ON_PAGE = 5, 25  # hits of one kind


@require_safe
def palette(request: HttpRequest) -> HttpResponse:
    text = request.GET.get("q", "").strip()
    context = {"q": text, "groups": search.find(text, request.viewer, most=IN_PALETTE)}
    return render(request, "components/palette_results.html", context)


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    text = request.GET.get("q", "").strip()
    return render(request, "desk/search.html", {"q": text, "groups": search.find(text, request.viewer, most=ON_PAGE)})
