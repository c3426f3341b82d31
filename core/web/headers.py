"""What may a page of ours load, and who may frame or reach it? The strictest headers that the pages work under."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse

POLICY = {
    "default-src": ["'none'"],
    "script-src": ["'self'"],
    "style-src": ["'self'"],
    "img-src": ["'self'"],
    "font-src": ["'self'"],
    "connect-src": ["'self'"],
    "form-action": ["'self'"],
    "manifest-src": ["'self'"],
    "frame-ancestors": ["'none'"],
    "base-uri": ["'none'"],
    "object-src": ["'none'"],
}
# Where one page needs more, by path prefix. The browser of the API draws its marks as data: images.
EXCEPTIONS = {"/api/docs/": {"img-src": ["data:"]}}
PERMISSIONS = {
    "publickey-credentials-get": "(self)",
    "publickey-credentials-create": "(self)",
    "clipboard-write": "(self)",
    **dict.fromkeys(
        [
            "accelerometer",
            "camera",
            "display-capture",
            "geolocation",
            "gyroscope",
            "magnetometer",
            "microphone",
            "midi",
            "payment",
            "screen-wake-lock",
            "serial",
            "usb",
            "xr-spatial-tracking",
            "browsing-topics",
        ],
        "()",
    ),
}
FIXED = {
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Origin-Agent-Cluster": "?1",
    "Permissions-Policy": ", ".join(f"{name}={allowed}" for name, allowed in PERMISSIONS.items()),
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "X-Permitted-Cross-Domain-Policies": "none",
}


def policy(path: str) -> str:
    """The Content-Security-Policy of a page, as one header value."""
    extra = next((more for prefix, more in EXCEPTIONS.items() if path.startswith(prefix)), {})
    rules = [f"{name} {' '.join(sources + extra.get(name, []))}" for name, sources in POLICY.items()]
    return "; ".join([*rules, *(["upgrade-insecure-requests"] if settings.SECURE else [])])


class SecurityHeaders:
    """Outermost: no answer leaves without these. A view may set a stricter policy of its own; none may be looser unseen."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Content-Security-Policy", policy(request.path))
        for name, value in FIXED.items():
            response.headers.setdefault(name, value)
        if settings.SECURE_HSTS_SECONDS:
            response.headers.setdefault("Strict-Transport-Security", _hsts())
        return response


def _hsts() -> str:
    parts = [f"max-age={settings.SECURE_HSTS_SECONDS}"]
    parts += ["includeSubDomains"] if settings.SECURE_HSTS_INCLUDE_SUBDOMAINS else []
    return "; ".join([*parts, *(["preload"] if settings.SECURE_HSTS_PRELOAD else [])])
