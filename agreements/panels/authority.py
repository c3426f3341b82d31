"""What do pages say about who may sign for a firm?"""

import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from agreements import authority, table
from agreements.models import SUBCONTRACTOR, Agreement, Authority, Seat
from agreements.models.authority import REQUIRED
from agreements.policies import authority as policies_authority
from agreements.rendering import terms
from core.web.todo import Todo
from vendors.models import Person

TONES = {
    "stated": ("warn", "clock"),
    "confirmed": ("ok", "check"),
    "refused": ("danger", "circle-x"),
    "ended": ("plain", ""),
}


def tag_of(row: Authority, today: datetime.date) -> dict:
    tone, icon = TONES[row.status]
    if row.status == "confirmed" and row.until_on and row.until_on < today:
        return {"tone": "danger", "icon": "circle-x", "text": _("Ended with its last day")}
    return {"tone": tone, "icon": icon, "text": row.get_status_display()}


def of_firm(vendor_id, viewer, today: datetime.date) -> list[dict]:
    """Each statement of the firm, by name, the newest first."""
    rows = Authority.objects.visible_to(viewer).filter(vendor=vendor_id).select_related("person", "stored", "stated_by")
    return [{"row": row, "state": tag_of(row, today)} for row in rows.order_by("person__name", "-stated_at")]


def vendor_panels(vendor, viewer, at: datetime.datetime) -> list[dict]:
    """Each who may sign for the firm, and what is known of that; where nothing is, the way to enter it."""
    newest: dict = {}
    for each in of_firm(vendor.pk, viewer, at.date()):
        newest.setdefault(each["row"].person_id, each)
    people = Person.objects.visible_to(viewer).filter(vendor=vendor, is_signatory=True, departed_at=None)
    rows = [_line(person, newest.get(person.pk), viewer) for person in people.order_by("name")]
    panel = {
        "title": _("Who may sign for it"),
        "template": "components/rows_or_none.html",
        "context": {"rows": rows},
        "tab": "agreements",
    }
    return [panel] if rows else []


def _line(person: Person, found: dict | None, viewer) -> dict:
    line = {"title": person.name, "icon": "signature"}
    if found and found["row"].status in ("stated", "confirmed"):
        row = found["row"]
        said = f"{row.get_ground_display()}, {row.get_manner_display().lower()}"
        return {**line, "url": reverse("desk_authority", args=[row.pk]), "meta": said, "state": found["state"]}
    bare = {"tone": "warn", "icon": "triangle-alert", "text": _("Not confirmed")}
    url = reverse("desk_authority_new", args=[person.pk]) if policies_authority.can_state(viewer, person) else ""
    return {**line, "url": url, "meta": _("Enter what you know") if url else "", "state": bare}


def bare(viewer) -> list[Person]:
    """The firm's signatories of whom nothing is confirmed and nothing waits to be checked."""
    told = Authority.objects.filter(vendor=viewer.vendor_id, status__in=["stated", "confirmed"]).values("person_id")
    rows = Person.objects.filter(vendor_id=viewer.vendor_id, is_signatory=True, departed_at=None)
    return list(rows.exclude(pk__in=told).order_by("name"))


def at_signing(agreement: Agreement, seat: Seat, viewer, at: datetime.datetime) -> dict:
    """For the signing pages: the rule, what is not confirmed where this act relies on it, and what a signatory has stated."""
    rule = authority.rule(agreement)
    found: dict = {
        "rule": rule,
        "open": policies_authority.open_questions(agreement, seat, viewer, at),
        "waiver": authority.waiver(agreement),
    }
    found["stops"] = bool(found["open"]) and rule == REQUIRED and found["waiver"] is None
    if seat.role == SUBCONTRACTOR and rule != "off":
        found["is_asked"] = True
        found["own"] = authority.of(viewer.person_id, terms.day_of(at, agreement.zone))
        found["waits"] = Authority.objects.filter(person=viewer.person_id, status="stated").exists()
    return {"authority": found, "may_set_aside": found["stops"] and policies_authority.can_set_aside(viewer, agreement)}


def of_paper(agreement: Agreement, viewer, at: datetime.datetime) -> dict:
    """For the record and the page that issues: each who has signed, or may sign, for the firm, and what is confirmed of them."""
    if authority.rule(agreement) == "off":
        return {"signatories": []}
    signed = [row.person_id for row in agreement.signatures.all() if row.role == SUBCONTRACTOR]
    people = Person.objects.filter(pk__in=signed) if signed else table.signatories(agreement)
    today = terms.day_of(at, agreement.zone)
    waiting = dict(Authority.objects.filter(vendor=agreement.vendor_id, status="stated").values_list("person_id", "pk"))
    return {
        "signatories": [
            {
                "person": person,
                "held": authority.of(person.pk, today),
                "waits": waiting.get(person.pk),
                "may_state": policies_authority.can_state(viewer, person),
            }
            for person in people.order_by("name")
        ],
        "authority_waiver": authority.waiver(agreement),
    }


def to_check(viewer) -> list[Todo]:
    if not policies_authority.can_confirm(viewer):
        return []
    rows = Authority.objects.visible_to(viewer).filter(status="stated").exclude(stated_by=viewer.user)
    return [
        Todo(
            key=f"authority-{row.pk}", title=_("Check that %(name)s may sign for %(firm)s") % {"name": row.person.name, "firm": row.vendor.name},
            url=reverse("desk_authority", args=[row.pk]), consequence=2, kind=_("Agreement"), vendor=row.vendor, hint=row.get_ground_display(),
        )
        for row in rows.select_related("vendor", "person").order_by("stated_at")[:50]
    ]  # fmt: skip
