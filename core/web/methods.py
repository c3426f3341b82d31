"""Which methods does a page answer? Those that a browser sends; the rest ends here, whoever asks.

Views that come with a library take PUT for POST, or tell by OPTIONS what they take. The API has its own account of its methods.
"""

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed

METHODS = ("GET", "HEAD", "POST")
_OTHERS = ("/api/v1/", "/scim/", "/hooks/")


class PageMethods:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method in METHODS or request.path.startswith(_OTHERS):
            return self.get_response(request)
        return HttpResponseNotAllowed(METHODS)
