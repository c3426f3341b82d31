"""How does the state of evidence and answers look? A word, a tone and a shape."""

from django.utils.translation import gettext_lazy as _l

LOOKS = {
    "uploaded": ("info", "hourglass"), "accepted": ("ok", "check"), "rejected": ("danger", "circle-x"), "withdrawn": ("plain", "minus"),
    "superseded": ("plain", "refresh-cw"), "revoked": ("danger", "ban"),
    "sent": ("info", "mail"), "in_progress": ("info", "pencil"), "submitted": ("info", "hourglass"), "returned": ("warn", "message-square"),
    "recording": ("info", "pencil"), "proposed": ("warn", "hourglass"), "approved": ("ok", "check"),
    "approved_with_conditions": ("ok", "check"), "refused": ("danger", "circle-x"), "dropped": ("plain", "minus"),
}  # fmt: skip
EXPIRED = {"tone": "danger", "text": _l("Expired"), "icon": "calendar-x"}


def tag(row, today=None) -> dict:
    """For the tag component. An accepted document whose last day is over reads "Expired"."""
    if today and row.status == "accepted" and row.has_ended(today):
        return EXPIRED
    tone, icon = LOOKS[row.status]
    return {"tone": tone, "text": row.get_status_display(), "icon": icon}
