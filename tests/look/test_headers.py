"""Does every answer leave with the strict headers, and does nothing loosen them?"""

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from core.web.headers import SecurityHeaders, policy


def answer(path="/", **own):
    response = HttpResponse("x")
    for name, value in own.items():
        response[name.replace("_", "-")] = value
    return SecurityHeaders(lambda request: response)(RequestFactory().get(path))


def rules(path="/") -> dict:
    return {rule.split()[0]: rule.split()[1:] for rule in policy(path).split("; ")}


def test_everything_that_is_not_named_is_forbidden():
    assert rules()["default-src"] == ["'none'"]
    for name in ("frame-ancestors", "base-uri", "object-src"):
        assert rules()[name] == ["'none'"]
    for name in ("script-src", "style-src", "img-src", "font-src", "connect-src", "form-action"):
        assert rules()[name] == ["'self'"]


@pytest.mark.parametrize("path", ["/", "/desk/", "/portal/", "/api/docs/"])
def test_no_page_may_run_inline_code_or_load_from_elsewhere(path):
    assert not {"unsafe", "http:", "https:", "*", "blob:"} & {
        word.strip("'").split("-")[0] for word in policy(path).split()
    }


def test_only_the_browser_of_the_api_draws_data_images():
    assert rules("/api/docs/")["img-src"] == ["'self'", "data:"]
    assert "data:" not in policy("/api/docs") + policy("/desk/api/docs/")


def test_passkeys_are_for_us_alone_and_the_rest_is_off():
    allowed = answer()["Permissions-Policy"]
    assert "publickey-credentials-get=(self)" in allowed and "camera=()" in allowed and "geolocation=()" in allowed


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("Cross-Origin-Opener-Policy", "same-origin"),
        ("Cross-Origin-Resource-Policy", "same-origin"),
        ("Referrer-Policy", "same-origin"),
        ("X-Content-Type-Options", "nosniff"),
        ("X-Frame-Options", "DENY"),
    ],
)
def test_the_fixed_headers_are_there(name, value):
    assert answer()[name] == value


def test_a_view_may_be_stricter():
    assert answer(Content_Security_Policy="sandbox")["Content-Security-Policy"] == "sandbox"


def test_plain_http_is_refused_for_good_where_the_site_is_on_https(settings):
    settings.SECURE, settings.SECURE_HSTS_SECONDS = True, 31536000
    settings.SECURE_HSTS_INCLUDE_SUBDOMAINS, settings.SECURE_HSTS_PRELOAD = True, False
    assert answer()["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains"
    assert "upgrade-insecure-requests" in answer()["Content-Security-Policy"]
