"""Who looks, and where can they go? What core.web.page_context would say, without a database."""

from types import SimpleNamespace

from django.test import RequestFactory

from core.actors import STRANGER, Actor

ORGANISATION = SimpleNamespace(
    name="Halden Robotics",
    tagline="Subcontractor assurance",
    help_name="Ines Moreau",
    help_email="assurance@halden.example",
    help_phone="+353 21 555 0148",
    help_hours="Monday to Friday, 8:00 to 17:00 CET",
)


def item(label, icon, count=None, alert=False, current=False):
    return {"url": "#", "label": label, "icon": icon, "count": count, "alert": alert, "current": current}


DESK_NAVIGATION = [
    {"label": "", "items": [item("Today", "inbox", 14, True, True), item("Messages", "messages-square", 2)]},
    {
        "label": "Third parties",
        "items": [
            item("Subcontractors", "building-2", 84),
            item("People", "users-round", "1,206"),
            item("Meetings and feedback", "handshake"),
            item("Offboarding", "log-out", 3),
        ],
    },
    {
        "label": "Protect",
        "items": [
            item("Documents", "file-lock-2"),
            item("Access", "key-round", 9),
            item("Agreements and IP", "signature"),
            item("Copies and leaks", "fingerprint"),
        ],
    },
    {
        "label": "Assure",
        "items": [
            item("Assessments", "clipboard-list", 11),
            item("Certificates", "badge-check", 5),
            item("Training", "graduation-cap"),
            item("Audits and findings", "flag", 23),
        ],
    },
    {"label": "Watch", "items": [item("Alerts", "radar", 4), item("Incidents", "siren", 1, True)]},
    {"label": "Records", "items": [item("Reports", "chart-column"), item("Audit log", "scroll-text")]},
]


PORTAL_NAVIGATION = [
    {
        "label": "",
        "items": [
            item("Your tasks", "", current=True),
            item("Documents", ""),
            item("Access", ""),
            item("Training", ""),
            item("Report an incident", ""),
        ],
    }
]


def viewer(kind, firms=()):
    members = tuple(
        SimpleNamespace(person_id=number, vendor_id=number, vendor_name=firm) for number, firm in enumerate(firms)
    )
    name = "Ines Moreau" if kind == "staff" else "Tomas Lindqvist"
    return Actor(
        kind=kind, label=name, user=SimpleNamespace(name=name), person_id=0 if members else None, memberships=members
    )


def frame(kind, theme, **more):
    """What core.web.page_context would say, without a database."""
    firms = ("Brightmoor Test Lab", "Tallis Precision") if kind == "person" else ()
    return {
        "request": RequestFactory().get("/", {"risk": "high"}),
        "csrf_token": "x" * 64,
        "organisation": ORGANISATION,
        "viewer": viewer(kind, firms) if kind != "stranger" else STRANGER,
        "theme": theme,
        "navigation": DESK_NAVIGATION if kind == "staff" else PORTAL_NAVIGATION,
        "shell": {"staff": "desk/base.html", "person": "portal/base.html"}.get(kind, "public/base.html"),
        "single_keys": kind == "staff",
        "demo": kind == "stranger",
        "idle_seconds": 1800,
        **more,
    }
