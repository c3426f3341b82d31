"""What stands on the sheets? Invented companies, people and figures, in the shapes that views hand to the components."""

from datetime import UTC, date, datetime
from types import SimpleNamespace

from django import forms
from django.test import RequestFactory

from core.actors import STRANGER, Actor
from core.web.widgets import DateField

AT = datetime(2026, 11, 23, 15, 24, tzinfo=UTC)
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


def row(reference, title, kind, firm, risk, due, tone, sub, act):
    return {
        "url": "#",
        "key": reference,
        "label": reference,
        "acts": [{"url": "#", "label": act}],
        "cells": [
            {"kind": "text", "value": title, "reference": reference, "sub": kind},
            {"kind": "company", "value": firm},
            {"kind": "risk", "value": risk},
            {"kind": "text", "value": due, "tone": tone, "sub": sub},
        ],
    }


LISTING = {
    "title": "Today",
    "sub": "14 items are waiting for you. 3 are overdue.",
    "caption": "Work items assigned to me",
    "columns": [
        {"key": "item", "label": "Item", "sortable": True, "sort_url": "?sort=item"},
        {"key": "vendor", "label": "Subcontractor", "sortable": True, "sort_url": "?sort=vendor"},
        {"key": "risk", "label": "Risk", "sortable": True, "sort_url": "?sort=risk"},
        {"key": "due", "label": "Due", "sortable": True, "sorted": "ascending", "sort_url": "?sort=-due"},
    ],
    "rows": [
        row(
            "INC-2026-014",
            "Drawings sent to a private mailbox",
            "Incident triage",
            "Tallis Precision",
            "critical",
            "Today 15:24",
            "danger strong",
            "6 h 12 min left",
            "Open",
        ),
        row(
            "ACR-1187",
            "Access to Gripper G4 CAD, confidential",
            "Access request, 90 days",
            "Kestrel Embedded",
            "high",
            "Overdue 1 day",
            "danger",
            "Requested 20 Nov",
            "Review",
        ),
        {
            **row(
                "CRT-0412",
                "ISO/IEC 27001 certificate uploaded",
                "Check evidence",
                "Ombra Design Studio",
                "medium",
                "Overdue 1 day",
                "danger",
                "Uploaded 18 Nov",
                "Review",
            ),
            "selected": True,
        },
        {
            **row(
                "CRT-0415",
                "ISO 9001 certificate renewed",
                "Check evidence",
                "Northfell Castings",
                "low",
                "Today",
                "",
                "Uploaded 23 Nov",
                "Review",
            ),
            "selected": True,
        },
        row(
            "ASM-0231",
            "IP handling questionnaire, version 4",
            "Waiting for 3 clarifications",
            "Brightmoor Test Lab",
            None,
            "Tomorrow",
            "",
            "Sent 9 Nov",
            "Open",
        ),
    ],
    "filters": [
        {
            "key": "due",
            "label": "Due",
            "value_label": "this week or overdue",
            "clear_url": "?",
            "choices": [
                {"value": "week", "label": "This week", "on": True},
                {"value": "overdue", "label": "Overdue", "on": True},
            ],
        },
        {
            "key": "type",
            "label": "Type",
            "value_label": "",
            "clear_url": "?",
            "choices": [{"value": "finding", "label": "Finding", "on": False}],
        },
        {
            "key": "risk",
            "label": "Risk",
            "value_label": "",
            "clear_url": "?",
            "choices": [{"value": "high", "label": "High", "on": False}],
        },
    ],
    "searchable": True,
    "search": "",
    "total_text": "14 items",
    "next_url": "?cursor=b",
    "previous_url": "",
    "has_acts": True,
    "export_csv_url": "?export=csv",
    "export_xlsx_url": "?export=xlsx",
    "reset_url": "",
    "column_choices": [{"key": "item", "label": "Item", "on": True}, {"key": "due", "label": "Due", "on": True}],
    "views": [
        {"label": "Assigned to me", "url": "?", "count": 14, "current": True},
        {"label": "Unassigned", "url": "?view=2", "count": 5},
        {"label": "Overdue", "url": "?view=3", "count": 6},
        {"label": "Access requests", "url": "?view=4", "count": 9},
    ],
    "save_view_url": "?save",
    "bulk": [
        {"url": "#", "label": "Accept evidence", "icon": "check"},
        {"url": "#", "label": "Assign", "icon": "user-round"},
    ],
}
FIGURES = [
    {
        "label": "High or critical residual risk",
        "icon": "shield-alert",
        "value": 7,
        "unit": "of 84 subcontractors",
        "note": "2 more than last month",
        "url": "#",
    },
    {
        "label": "Access without a valid basis",
        "icon": "key-round",
        "value": 3,
        "unit": "grants",
        "tone": "danger",
        "note": "Agreement or training lapsed",
        "url": "#",
    },
    {
        "label": "November attestation",
        "icon": "calendar-check-2",
        "value": "71%",
        "unit": "858 of 1,206 people",
        "url": "#",
        "done": 858,
        "of": 1206,
    },
    {
        "label": "Expiring in 30 days",
        "icon": "hourglass",
        "value": 16,
        "unit": "items",
        "note": "5 certificates, 4 agreements",
        "url": "#",
    },
]
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


class Decision(forms.Form):
    until = forms.ChoiceField(label="Grant until", choices=[("1", "30 Nov 2026, with the TISAX label")])
    because = forms.CharField(
        label="Reason for your decision",
        widget=forms.Textarea({"rows": 2}),
        help_text="The requester and the audit log see this text",
    )


class Question(forms.Form):
    where = forms.MultipleChoiceField(
        label="Where do you store our drawings and models?",
        help_text="Select all that apply.",
        choices=[
            ("server", "Company file server"),
            ("cloud", "Cloud storage managed by the company"),
            ("none", "We do not store any"),
        ],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Select where you store drawings and models"},
    )
    number = forms.CharField(label="Certificate number", error_messages={"required": "Enter the certificate number"})
    until = DateField(label="Valid until", help_text="As printed on the certificate, for example 27 3 2028")
    proof = forms.FileField(
        label="ISO/IEC 27001 certificate", required=False, help_text="PDF, JPG or PNG, smaller than 20 MB."
    )
    agree = forms.BooleanField(
        label="I have read the undertaking and agree to sign it electronically",
        error_messages={"required": "Confirm that you have read the undertaking"},
    )


def task(title, hint, tone, state, icon, due="", url="#"):
    return {"title": title, "hint": hint, "tone": tone, "state": state, "icon": icon, "due": due, "url": url}


TASKS = {
    "now": [
        task(
            "Take the IP protection training",
            "25 minutes, you stopped at part 4 of 6",
            "danger",
            "Overdue",
            "clock",
            "Was due 18 November",
        ),
        task(
            "Confirm your October attestation",
            "2 minutes, 5 questions",
            "danger",
            "Overdue",
            "clock",
            "Was due 5 November",
        ),
    ],
    "next": [
        task("Confirm the return of test sample TS-114", "5 minutes", "info", "Not started", "", "Due 5 December"),
        task(
            "Confirm your November attestation",
            "Opens when you have confirmed October",
            "outline",
            "Cannot start yet",
            "lock",
            url="",
        ),
    ],
    "done": [task("Sign the confidentiality undertaking", "Signed 2 September 2026", "plain", "Completed", "check")],
    "steps": [
        {"label": "What happened", "url": "#", "state": "done"},
        {"label": "What was affected", "state": "current"},
        {"label": "Check and send"},
    ],
    "access": [
        {
            "title": "Gripper G4 test plans",
            "meta": "View only, until 28 Feb 2027",
            "state": {"tone": "warn", "text": "Paused", "icon": "lock"},
        },
        {
            "title": "Actuator drawings, rev. F",
            "url": "#",
            "meta": "View only, until 30 Jun 2027",
            "state": {"tone": "ok", "text": "Active", "icon": "check"},
        },
    ],
    "answers": [
        {"label": "Where drawings are stored", "value": "Company file server", "change_url": "#"},
        {"label": "Incidents last 12 months", "value": "", "change_url": "#"},
    ],
}


def sign_in_form():
    """allauth's own form, so that the page shows what people get."""
    from allauth.account.forms import LoginForm

    return LoginForm()


class Code(forms.Form):
    code = forms.CharField(
        label="Authenticator code", widget=forms.TextInput({"autocomplete": "one-time-code", "inputmode": "numeric"})
    )
    secret = "JBSWY3DPEHPK3PXP"


def totp_form():
    return Code()


def key_form():
    """What carries a passkey's answer: one hidden field."""
    return type("Key", (forms.Form,), {"credential": forms.CharField(widget=forms.HiddenInput)})()


def context(name: str, theme: str) -> dict:
    """Everything that the sheet `name` shows."""
    makers = {
        "desk_list": lambda: frame("staff", theme, listing=LISTING, figures=FIGURES),
        "desk_empty": lambda: frame(
            "staff", theme, listing={**LISTING, "rows": [], "empty_kind": "nothing_found", "total_text": "0 items"}
        ),
        "desk_record": lambda: frame("staff", theme, decision_form=Decision(), **RECORD),
        "portal_tasks": lambda: frame("person", theme, **TASKS),
        "portal_form": lambda: frame("person", theme, form=Question({}), as_person="signed", **TASKS),
        "public_sign_in": lambda: frame("stranger", theme, form=sign_in_form(), PASSKEY_LOGIN_ENABLED=True),
        "account_security": lambda: frame("person", theme, authenticators={"webauthn": [1]}, is_mfa_enabled=True),
        "account_totp": lambda: frame("person", theme, totp_url="otpauth://totp/x?secret=ABC", form=totp_form()),
        "account_codes": lambda: frame("person", theme, unused_codes=["1f2e3d4c", "5a6b7c8d"], total_count=10),
        "account_passkeys": lambda: frame(
            "staff",
            theme,
            authenticators=[
                SimpleNamespace(pk=1, wrap=SimpleNamespace(name="Laptop"), created_at=AT, last_used_at=None)
            ],
        ),
        "account_password": lambda: frame("staff", theme, form=Decision({})),
        "account_sessions": lambda: frame(
            "staff",
            theme,
            current="a",
            sessions=[SimpleNamespace(agent="Firefox", address="10.0.0.1", seen_at=AT, session_key="a")],
        ),
        "second_step": lambda: frame(
            "stranger",
            theme,
            form=totp_form(),
            MFA_SUPPORTED_TYPES=["totp", "webauthn"],
            js_data={},
            webauthn_form=key_form(),
        ),
        "error_500": lambda: {"request_id": "4f1c"},
        "error": lambda: frame(
            "person",
            theme,
            sentence="Access cannot be given yet.",
            unmet=["Take the IP protection training", "Sign the undertaking"],
            request_id="4f1c",
        ),
    }
    return makers[name]()
