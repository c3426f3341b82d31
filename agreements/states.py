"""How does each state of a paper look? A word, a tone and a shape."""

from agreements.models import Agreement

DRESS = {
    "draft": ("", "pencil"), "negotiating": ("info", "message-square"), "issued": ("info", "clock"), "partly_signed": ("info", "clock"), "signed": ("ok", "check"),
    "declined": ("danger", "circle-x"), "lapsed": ("plain", "clock"), "withdrawn": ("plain", "minus"), "terminated": ("plain", "circle-x"),
}  # fmt: skip


def tag_of(agreement: Agreement) -> dict:
    """For the tag component."""
    tone, icon = DRESS[agreement.status]
    return {"tone": tone, "text": agreement.get_status_display(), "icon": icon}
