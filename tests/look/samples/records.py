"""What stands on a record page? Facts, factors, history, talk and a decision, as views hand them to the components."""

import uuid
from datetime import UTC, date, datetime
from types import SimpleNamespace

from access.forms.grants import DayForm

AT = datetime(2026, 11, 23, 15, 24, tzinfo=UTC)


FACTORS = [
    {"text": "Inherent risk: restricted firmware, 12 people", "value": "82", "start": 0, "width": 82, "tone": "base"},
    {"text": "Controls confirmed by questionnaire", "url": "#", "value": -22, "start": 60, "width": 22, "tone": "down"},
    {"text": "ISO/IEC 27001 covers the test site", "url": "#", "value": -8, "start": 52, "width": 8, "tone": "down"},
    {"text": "4 open findings, 1 past its date", "url": "#", "value": 10, "start": 52, "width": 10, "tone": "up"},
    {"text": "Attestation gap, 2 of 12 people", "url": "#", "value": 6, "start": 62, "width": 6, "tone": "up"},
]


ENTRIES = [
    {
        "icon": "log-out",
        "tone": "warn",
        "title": "Tomas Lindqvist left",
        "meta": "Reported by HR",
        "at": AT,
        "children": [
            {
                "icon": "ban",
                "tone": "danger",
                "title": "2 grants revoked",
                "meta": "Gripper G4 test plans",
                "at": AT,
                "children": [],
            },
            {"icon": "key-round", "tone": "", "title": "Sessions ended", "meta": "", "at": AT, "children": []},
        ],
    },
    {
        "icon": "messages-square",
        "tone": "info",
        "title": "3 clarifications sent",
        "url": "#",
        "meta": "Ines Moreau",
        "at": AT,
    },
    {"icon": "file-check-2", "tone": "ok", "title": "Evidence received for FND-0109", "meta": "Aoife Varga", "at": AT},
]


RECORD = {
    "identity": {
        "name": "Brightmoor Test Lab",
        "reference": "SUB-0047",
        "owner": "Ines Moreau",
        "state": {"tone": "warn", "text": "Approved with conditions", "icon": "hourglass"},
        "meta": ["Tier 1, handles restricted information"],
    },
    "tabs": [
        {"label": "Overview", "url": "#", "current": True},
        {"label": "People", "url": "#", "count": 12},
        {"label": "Findings", "url": "#", "count": 4, "alert": True},
        {"label": "Timeline", "url": "#"},
    ],
    "crumbs": [{"label": "Subcontractors", "url": "#"}, {"label": "Brightmoor Test Lab", "url": "#"}],
    "neighbours": {
        "position": "3 of 7 in",
        "label": "High or critical",
        "list_url": "#",
        "previous_url": "#",
        "next_url": "#",
    },
    "score": 68,
    "of": 100,
    "level": "high",
    "since": "was 61 in October",
    "factors": FACTORS,
    "entries": ENTRIES,
    "facts": [
        {"label": "Legal name", "value": "Brightmoor Test Laboratory Ltd"},
        {"label": "Registered", "value": "Ireland, 700114"},
        {"label": "Main contact", "value": "Aoife Varga", "url": "#"},
        {"label": "Insurance", "value": ""},
    ],
    "rows": [
        {
            "title": "Review 1 download grant",
            "url": "#",
            "meta": "Exceeds policy IPC-7",
            "end": "Today",
            "tone": "danger",
        },
        {"title": "Close finding FND-0109", "url": "#", "meta": "Evidence received 20 Nov", "end": "27 Nov"},
    ],
    "posts": [
        {
            "author": "Aoife Varga",
            "company": "Brightmoor Test Lab",
            "at": AT,
            "text": "The file server moved to Swindon in October.",
        },
        {
            "author": "Ines Moreau",
            "at": AT,
            "text": "Scope names Cork only. Ask for an amended certificate.",
            "internal": True,
        },
    ],
    "shared_with": "Brightmoor",
    "reply_url": "#",
    "note_url": "#",
    "decision": {
        "title": "Access to Gripper G4 CAD, confidential",
        "reference": "ACR-1187",
        "asked": "Jana Novak, Kestrel Embedded, asks for view for 90 days",
        "because": "Fit check of the housing",
        "checks": [
            {"text": "Undertaking signed, version 3", "met": True},
            {"text": "Employer’s TISAX label expires in 6 days", "met": False, "url": "#", "action": "Ask for renewal"},
        ],
        "foot": "A second approval by the information owner follows, because the class is confidential",
    },
    "acts": [
        {"value": "approve", "label": "Approve until 30 Nov", "tone": "primary"},
        {"value": "ask", "label": "Ask a question"},
        {"value": "decline", "label": "Decline", "tone": "danger"},
    ],
    "groups": [
        {
            "label": "Subcontractors",
            "items": [
                {
                    "label": "Brightmoor Test Lab",
                    "url": "#",
                    "icon": "building-2",
                    "reference": "SUB-0047",
                    "note": "High",
                }
            ],
        }
    ],
    "job": {
        "title": "Import of 1,204 people",
        "status": "running",
        "done": 420,
        "total": 1204,
        "sentence": "Checking rows",
    },
    "hash": "7be1" + "0" * 56 + "04af",
    "on": date(2026, 11, 24),
    "at": AT,
}

DECISION = {
    "title": "May Tomas Lindqvist open Gripper G4 CAD?",
    "person": SimpleNamespace(
        pk=uuid.UUID(int=1), vendor_id=uuid.UUID(int=2), vendor=SimpleNamespace(name="Brightmoor Test Lab")
    ),
    "asset": SimpleNamespace(asset_class=SimpleNamespace(name="Confidential")),
    "form": DayForm({"on": "yesterday", "known": ""}),
    "decision": SimpleNamespace(allowed=False, until=AT),
    "on": AT,
    "known": AT,
    "checks": RECORD["decision"]["checks"],
    "grants": [{"title": "ACR-1187", "url": "#", "meta": "23 Nov – 21 Feb 2027", "end": "Requested"}],
    "to_confirm": {**RECORD["decision"], "confirm_url": "#"},
    "acts": RECORD["acts"],
}
