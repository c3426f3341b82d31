"""What does somebody find about the own account: sessions, settings, notices, what was typed before?"""

import uuid
from types import SimpleNamespace

from core.forms.own import SettingsForm
from core.models import Session
from core.web import devices
from tests.look.samples.records import AT

PHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Mobile/15E148 Safari/604.1"
LAPTOP = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36"
TEXT = "Tomas Keane of Brightmoor Test Lab asks for it. Two people of different roles approve; within 2 days is fair."


def _session(agent: str, is_here: bool) -> dict:
    row = Session(session_key=agent[:20], agent=agent, address="203.0.113.7", started_at=AT, seen_at=AT)
    return {"row": row, "device": devices.described(agent), "is_here": is_here}


SESSIONS = {
    "title": "Where you are signed in",
    "sessions": [_session(LAPTOP, True), _session(PHONE, False)],
    "idle_minutes": 30,
    "longest_hours": 12,
}


def settings_form(*, is_staff: bool, data=None) -> dict:
    user = SimpleNamespace(
        name="Ines Moreau", language="en-gb", time_zone="Europe/Dublin", theme="system", density="compact",
        single_keys=True, is_staff=is_staff,
    )  # fmt: skip
    return {"title": "Your settings", "form": SettingsForm(data, user=user)}


def _notice(title: str, read_at=None, **context):
    return SimpleNamespace(pk=uuid.uuid4(), title=title, url="#", context=context, created_at=AT, read_at=read_at)


def inbox(side: str) -> dict:
    return {
        "title": "Notices",
        "side": side,
        "unread": 2,
        "shown": "all",
        "new_notices": 2,
        "reading_url": "#",
        "notices": [
            _notice("Access asked for: Gripper G4 endurance data", text=TEXT, firm="Brightmoor Test Lab"),
            _notice("A passkey was added to your account", text="It was done on 24 November 2026, 10:00 CET."),
            _notice("Signed by everyone: Own undertaking", read_at=AT, text="The sealed copy lies with the record."),
        ],
        "listing": {
            "views_label": "Which notices",
            "views": [
                {"label": "All", "url": "?", "count": 3, "current": True},
                {"label": "New", "url": "?show=unread", "count": 2, "current": False},
            ],
            "total_text": "3 notices",
            "next_url": "?cursor=x",
        },
    }


KEPT = {
    "kept": SimpleNamespace(pk=uuid.uuid4(), kept_at=AT),
    "place": "filled-in-again",
    "homeless": [{"label": "Because", "value": "The drawings are needed\nfor the second series"}],
    "files": [SimpleNamespace(name="scope.pdf", size=20480)],
}
