"""Is this training certificate valid? For whoever holds its code; says no more than the paper itself."""

from django.db import connection
from django.http import Http404, HttpRequest
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from core import clock


@require_GET
def check(request: HttpRequest, code: str):
    """Valid, expired or revoked; the holder by initials only, which the paper's holder can compare."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select person_name, course_title, version_number, valid_from, valid_until, revoked_at from training_certificate_of_code(%s)",
            [code.upper()],
        )
        row = cursor.fetchone()
    if row is None:
        raise Http404
    name, course, version, valid_from, valid_until, revoked_at = row
    state = "revoked" if revoked_at else "valid" if valid_from <= clock.now() < valid_until else "expired"
    context = {
        "title": _("Training certificate"),
        "state": state,
        "initials": " ".join(f"{part[0]}." for part in name.split() if part),
        "course": course,
        "number": version,
        "valid_from": valid_from,
        "valid_until": valid_until,
        "revoked_at": revoked_at,
        "code": code.upper(),
    }
    return render(request, "public/certificate.html", context)
