"""How does the trail read as a timeline? Newest first, with what followed from each deed below it."""

from django.utils.translation import gettext as _

from core import events
from core.models import Event, EventDetail

MOST = 100  # entries on a record page; the audit log has them all

LOOKS = [
    (("departed", "revoked", "refused", "restricted", "damaged", "broken"), "danger", "circle-x"),
    (("lapsed", "expired", "withdrawn", "declined", "returned", "rejected", "held"), "warn", "triangle-alert"),
    (
        ("accepted", "approved", "signed", "restored", "activated", "passed", "acknowledged", "completed", "verified"),
        "ok",
        "check",
    ),
    (("sent", "invited", "uploaded", "submitted", "requested", "imported"), "info", "arrow-right"),
]
KINDS = {"person": "user", "document": "file-text", "grant": "key-round", "agreement": "signature", "incident": "siren"}


def entries(rows, *, links=lambda event: "") -> list[dict]:
    """Entries for components/timeline.html. What was caused by another one of these stands below its cause."""
    rows = list(rows)
    details = {detail.pk: detail for detail in EventDetail.objects.filter(pk__in=[row.pk for row in rows])}
    made = {row.pk: _entry(row, details.get(row.pk), links(row)) for row in rows}
    for row in rows:
        if row.cause_id in made:
            made[row.cause_id]["children"].append(made[row.pk])
    return [made[row.pk] for row in rows if row.cause_id not in made]


def of(row, *, also=()) -> list[dict]:
    """The timeline of one record that the viewer was allowed to find, and of the rows that belong to it (`also`)."""
    about = [Event.objects.about(each) for each in (row, *also)]
    found = about[0].union(*about[1:]) if len(about) > 1 else about[0]
    return entries(found.order_by("-at", "-id")[:MOST])


def _entry(event: Event, detail: EventDetail | None, url: str) -> dict:
    labels = detail.labels if detail else {}
    tone, icon = _look(event.name)
    subject = labels.get("subject", "")
    sentence = str(events.all_names().get(event.name, event.name))
    return {
        "title": f"{sentence}: {subject}" if subject else sentence,
        "meta": _meta(event, labels, detail),
        "at": event.at,
        "tone": tone,
        "icon": icon or KINDS.get(event.name.partition(".")[0], "circle-dot"),
        "url": url,
        "children": [],
    }


def who(event: Event, labels: dict) -> str:
    """A task of the clock has a name that only its makers know, so it reads as what it is."""
    words = {"system": _("Automatic"), "anonymous": _("Anonymous reporter")}
    return words.get(event.actor_kind) or labels.get("actor", "")


def _meta(event: Event, labels: dict, detail) -> str:
    because = (detail.data if detail else {}).get("because", "")
    return ", ".join(filter(None, [who(event, labels), because]))


def _look(name: str) -> tuple[str, str]:
    deed = name.partition(".")[2]
    return next(((tone, icon) for words, tone, icon in LOOKS if any(word in deed for word in words)), ("", ""))
