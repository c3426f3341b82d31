"""In which colour does the operator's own brand appear? Two numbers, served as a style sheet: style attributes are blocked."""

from decimal import Decimal

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from core.models.organisation import Organisation

LARGEST_CHROMA = Decimal("0.120")  # above it the fixed lightness no longer keeps the contrast at every hue
OWN = (200, Decimal("0.078"))  # the values of tokens.css; no second sheet is needed for them


def _numbers(organisation: Organisation) -> tuple[int, Decimal]:
    return organisation.brand_hue % 360, min(LARGEST_CHROMA, max(Decimal(0), Decimal(organisation.brand_chroma)))


def address(organisation: Organisation) -> str:
    """The sheet's address, which changes with the colour; empty where the colour is the built-in one."""
    hue, chroma = _numbers(organisation)
    return "" if (hue, chroma) == OWN else f"/brand.css?v={hue}-{chroma}"


@require_safe
def sheet(request: HttpRequest) -> HttpResponse:
    hue, chroma = _numbers(Organisation.current())
    response = HttpResponse(f":root{{--brand-h:{hue};--brand-c:{chroma}}}\n", content_type="text/css; charset=utf-8")
    patch_cache_control(response, public=True, max_age=86400)
    return response
