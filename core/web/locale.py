"""In which language and zone does this person read? Their own; a stranger's from the browser."""

import zoneinfo

from django.conf import settings
from django.utils import timezone, translation


class OwnLanguageAndZone:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        user = request.viewer.user if hasattr(request, "viewer") else None
        language = user.language if user else translation.get_language_from_request(request)
        zone = zoneinfo.ZoneInfo(user.time_zone if user else settings.TIME_ZONE)
        with translation.override(language), timezone.override(zone):
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
            if hasattr(response, "render") and not response.is_rendered:
                response.render()
        response.headers.setdefault("Content-Language", language)
        return response
