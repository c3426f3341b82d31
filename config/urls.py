"""Which path opens which door? The whole map; every URL stands in tests/matrix."""

from allauth.account import views as account
from django.conf import settings
from django.urls import include, path, register_converter
from django.urls.converters import StringConverter
from django.utils.module_loading import import_string

from config import api_urls, pages_urls
from core.web import accounts, health

APPS = list(reversed(settings.FLOORS))


def doors(kind: str) -> list:
    """The paths that the apps list for one kind of door, lowest floor first."""
    return [route for app in APPS for route in import_string(f"{app}.urls.{kind}")]


class AccountInLink(StringConverter):
    """The account in a link of recovery: without hyphens, so that the key behind the first of them stays whole."""

    regex = "[0-9A-Za-z]+"


register_converter(AccountInLink, "account")

# Of allauth only sign-in, sign-out, confirmation, recovery and the second factors are mounted; sign-up is closed.
account_paths = [
    path("", accounts.settings_page, name="own_settings"),
    path("confirm/", accounts.confirm, name="confirm"),
    path("kept/removal/", accounts.discard, name="kept_form_removal"),
    path("sessions/", accounts.sessions, name="own_sessions"),
    path("sessions/ending/", accounts.end_sessions, name="end_sessions"),
    path("sessions/<slug:handle>/ending/", accounts.end_session, name="end_session"),
    path("firm/", accounts.switch_firm, name="switch_firm"),
    path("reauthenticate/", account.reauthenticate, name="account_reauthenticate"),
    path("password/change/", account.password_change, name="account_change_password"),
    path("password/set/", account.password_set, name="account_set_password"),
    path("password/reset/", account.password_reset, name="account_reset_password"),
    path("password/reset/done/", account.password_reset_done, name="account_reset_password_done"),
    path(
        "password/reset/key/<account:uidb36>-<path:key>/",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path("password/reset/key/done/", account.password_reset_from_key_done, name="account_reset_password_from_key_done"),
    path("inactive/", account.account_inactive, name="account_inactive"),
    path("2fa/", include("allauth.mfa.urls")),
]

urlpatterns = [
    path("", accounts.front_door, name="front_door"),
    path("login/", account.login, name="account_login"),
    path("logout/", account.logout, name="account_logout"),
    path("account/", include(account_paths)),
    path("desk/", include([*pages_urls.desk, *doors("desk")])),
    path("portal/", include([*pages_urls.portal, *doors("portal")])),
    path("", include([*pages_urls.public, *doors("public")])),
    path("api/", include(api_urls.urlpatterns)),
    path("", include("core.web.look_urls")),
    path("healthz", health.alive, name="healthz"),
    path("readyz", health.ready, name="readyz"),
    path("metrics", health.metrics, name="metrics"),
]

handler400 = "core.web.errors.bad_request"
handler403 = "core.web.errors.not_allowed"
handler404 = "core.web.errors.not_found"
handler500 = "core.web.errors.failed"
