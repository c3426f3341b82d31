"""What stands in a list? Rows, filters and views in the shape of core.web.listing, and the figures above them."""


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
