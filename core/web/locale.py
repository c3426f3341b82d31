"""In which language and zone does this person read? Their own; a stranger's from the browser."""

import zoneinfo
from functools import cache
from pathlib import Path

from django.conf import settings
from django.utils import timezone, translation


@cache
def languages() -> list[tuple[str, str]]:
    """Those of the settings in which the pages are there: the language of the source, and each that has a catalogue."""
    return [(code, name) for code, name in settings.LANGUAGES if code == settings.LANGUAGE_CODE or _has_catalogue(code)]


def _has_catalogue(code: str) -> bool:
    folder = translation.to_locale(code)
    return any((Path(path) / folder / "LC_MESSAGES" / "django.mo").is_file() for path in settings.LOCALE_PATHS)


class OwnLanguageAndZone:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        user = request.viewer.user if hasattr(request, "viewer") else None
        wanted = user.language if user else translation.get_language_from_request(request)
        language = wanted if wanted in dict(languages()) else settings.LANGUAGE_CODE
        zone = zoneinfo.ZoneInfo(user.time_zone if user else settings.TIME_ZONE)
        with translation.override(language), timezone.override(zone):
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
            if hasattr(response, "render") and not response.is_rendered:
                response.render()
        response.headers.setdefault("Content-Language", language)
        return response
