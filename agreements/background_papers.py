"""What stands on the receipt of a deposit? What was handed in, its fingerprint, and when."""

from agreements.models import BackgroundItem
from core.models import Organisation

TEMPLATE = "documents/deposit_receipt.html"


def context(item: BackgroundItem) -> dict:
    return {
        "item": item, "organisation": Organisation.current(), "document_title": f"Receipt of a deposit: {item.title}",
        "document_id": item.pk.hex[-12:], "document_made": item.declared_at,
    }  # fmt: skip


def file_name(item: BackgroundItem) -> str:
    return f"deposit-{item.declared_at:%Y-%m-%d}-{item.pk.hex[-6:]}.pdf"
