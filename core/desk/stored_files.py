"""Which keys wrap the files, how far is a change of key, and are all files whole?"""

from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from core import installation, policies
from core.files import keys
from core.models import StoredFile
from core.web import history

MOST = 100  # damaged files on the page


@require_GET
def page(request: HttpRequest) -> HttpResponse:
    policies.check_can_keep_settings(request.viewer)
    kept = StoredFile.objects.visible_to(request.viewer).filter(shredded_at=None)
    damaged = kept.filter(damaged_at__isnull=False)
    wrapped = _wrapped(kept)
    rows = _keys(wrapped)
    checked = installation.last("files.checked")
    context = {
        "title": _("Files and keys"),
        "keys": rows,
        "total": sum(wrapped.values()),
        "moving": sum(row["files"] for row in rows if row["is_old"]),
        "lost": sum(row["files"] for row in rows if row["is_lost"]),
        "checked": checked,
        "checked_files": checked.detail.data.get("files") if checked else 0,
        "unchecked": kept.filter(checked_at=None).count(),
        "damaged": list(damaged.order_by("damaged_at", "pk")[:MOST]),
        "damaged_count": damaged.count(),
        "entries": history.entries(
            sorted(
                [*installation.newest("file.damaged"), *installation.newest("files.checked", 7), *installation.newest("files.rewrapped", 7)],
                key=lambda event: event.at, reverse=True,
            )
        ),
        "crumbs": [{"label": _("Organisation"), "url": reverse("organisation")}, {"label": _("Files and keys"), "url": ""}],
    }  # fmt: skip
    return render(request, "desk/administration/files.html", context)


def _wrapped(kept) -> dict[str, int]:
    """Key id -> so many files."""
    return {row["key_id"]: row["n"] for row in kept.values("key_id").annotate(n=Count("pk"))}


def _keys(wrapped: dict[str, int]) -> list[dict]:
    """The keys of the setting in their order, and behind them those that files still name and nobody has."""
    known = keys.known_ids()
    return [
        {"id": key, "files": wrapped.get(key, 0), "is_today": key == known[0], "is_old": key in known[1:], "is_lost": key not in known}
        for key in dict.fromkeys([*known, *sorted(wrapped)])
    ]  # fmt: skip
