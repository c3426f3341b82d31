"""How does a demand of the tier stand? Each app says it of the demands that it looks after: (demand's id, state, its page).

A state is what the tag component draws: tone, text, icon; `note` says the day or the number behind it.
"""

from django.utils.translation import gettext as _


def met(note: str = "") -> dict:
    return {"tone": "ok", "text": _("Met"), "icon": "check", "note": note}


def asked(note: str = "") -> dict:
    return {"tone": "info", "text": _("Asked for"), "icon": "hourglass", "note": note}


def late(note: str = "") -> dict:
    return {"tone": "danger", "text": _("Overdue"), "icon": "clock", "note": note}


def open_(note: str = "") -> dict:
    return {"tone": "outline", "text": _("Not started"), "icon": "", "note": note}


def of_people(done: int, everybody: int) -> dict:
    """Met once each of the firm's workers has done it."""
    if not everybody:
        return open_(_("No worker is named yet"))
    note = _("%(done)d of %(all)d workers") % {"done": done, "all": everybody}
    return met(note) if done == everybody else asked(note)
