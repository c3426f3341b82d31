"""How does each state of a paper look? A word, a tone and a shape."""

import datetime

from django.utils.translation import gettext as _

from agreements.models import Agreement
from agreements.rendering import terms

DRESS = {
    "draft": ("", "pencil"), "negotiating": ("info", "message-square"), "issued": ("info", "clock"), "partly_signed": ("info", "clock"), "signed": ("ok", "check"),
    "declined": ("danger", "circle-x"), "lapsed": ("plain", "clock"), "withdrawn": ("plain", "minus"), "terminated": ("plain", "circle-x"),
}  # fmt: skip


def tag_of(agreement: Agreement, at: datetime.datetime) -> dict:
    """For the tag component. What was signed and has had its last day is over, and is not shown as if it still bound."""
    return over() if is_over(agreement, at) else of_status(agreement)


def of_status(agreement: Agreement) -> dict:
    tone, icon = DRESS[agreement.status]
    return {"tone": tone, "text": agreement.get_status_display(), "icon": icon}


def over() -> dict:
    return {"tone": "plain", "text": _("Over"), "icon": "clock"}


def is_over(agreement: Agreement, at: datetime.datetime) -> bool:
    """An amendment has no end of its own."""
    if agreement.status != "signed" or agreement.is_amendment or agreement.binds_until is None:
        return False
    return terms.day_of(at, agreement.zone) > agreement.binds_until
