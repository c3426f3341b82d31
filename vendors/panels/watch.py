"""What does watching show where apps meet? The hits of a firm, and what waits for whoever settles them."""

import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.actors import Actor
from core.web.todo import Todo
from vendors.models import Vendor, WatchHit
from vendors.panels import watch_words
from vendors.policies import watch as policy

DAYS_TO_SETTLE = datetime.timedelta(days=2)
SHOWN = 20


def of_firm(vendor: Vendor, viewer: Actor) -> list[dict]:
    rows = WatchHit.objects.visible_to(viewer).filter(vendor=vendor).exclude(status="lapsed")
    shown = rows.select_related("entry__watchlist", "entry_version").order_by("-score", "pk")[:SHOWN]
    return [{"row": row, "state": watch_words.tag(row)} for row in shown]


def vendor_panels(vendor: Vendor, viewer: Actor, at: datetime.datetime) -> list[dict]:
    lines = of_firm(vendor, viewer)
    return [
        {
            "title": _("Watchlists"),
            "template": "desk/watch/panel.html",
            "context": {"rows": lines, "vendor": vendor},
            "tab": "assessments",
            "count": len(lines),
            "alert": any(line["row"].status != "false_match" for line in lines),
        }
    ]


def desk_tasks(viewer: Actor, at: datetime.datetime) -> list[Todo]:
    """One task a firm with hits that nobody has settled."""
    if not policy.can_settle(viewer):
        return []
    hits = WatchHit.objects.visible_to(viewer).unsettled().select_related("vendor").order_by("found_at")[:200]
    firms: dict = {}
    for hit in hits:
        firms.setdefault(hit.vendor, []).append(hit)
    return [_task(vendor, found) for vendor, found in firms.items()]


def _task(vendor: Vendor, hits: list[WatchHit]) -> Todo:
    title = ngettext("Say what a hit on a watchlist is", "Say what %(count)s hits on watchlists are", len(hits))
    url = reverse("watch_hit", args=[hits[0].pk]) if len(hits) == 1 else f"{reverse('watch_hits')}?q={vendor.name}"
    return Todo(
        key=f"hits:{vendor.pk}", title=title % {"count": len(hits)}, url=url, kind=_("Watchlist"), due_at=hits[0].found_at + DAYS_TO_SETTLE,
        consequence=2, vendor=vendor, meta={"reference": vendor.reference}, hint=_("No approval until then"),
    )  # fmt: skip
