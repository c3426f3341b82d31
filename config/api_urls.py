"""Which paths does the REST API answer? Its description and browser, and the lists of the apps."""

from django.conf import settings
from django.urls import include, path, re_path
from django.utils.module_loading import import_string

from core.api import browser, root, views

# Lowest floor first.
_APPS = [route for app in reversed(settings.FLOORS) if app != "core" for route in import_string(f"{app}.urls.api")]

urlpatterns = [
    path("docs/", browser.docs, name="api_docs"),
    path("v1/openapi.json", browser.description, name="api_description"),
    path("v1/", root.Index.as_view(addresses=_APPS), name="api_index"),
    path("v1/", include(_APPS)),
    re_path(r"^v1/.*$", views.nothing_here),
]
