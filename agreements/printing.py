"""What stands on the paper around the signed words? The same for a preview and for the signed copy."""

from django.utils.text import slugify

from agreements.drafting import document_id
from agreements.models import ROLES, WITNESS, Agreement
from agreements.rendering import frozen

TEMPLATE = "documents/agreement.html"
REASONS = {"copy": "Signed by all parties; closed by the organisation", "evidence": "Evidence of the signatures"}


def context(agreement: Agreement, organisation) -> dict:
    """For the copy of an issued agreement; signature boxes are empty as long as nobody signed there."""
    text = frozen.shown(agreement.html, agreement.document_sha256)
    return {
        **_frame(agreement, organisation),
        "text": text,
        "document_sha256": agreement.document_sha256,
        "boxes": _boxes(agreement),
    }


def preview(agreement: Agreement, draft, organisation) -> dict:
    """For a draft: the words as they would be frozen now."""
    text = frozen.shown(draft.html, frozen.fingerprint(draft.html))
    return {**_frame(agreement, organisation), "text": text, "is_preview": True, "boxes": _boxes(agreement)}


def file_name(agreement: Agreement, kind: str) -> str:
    ending = "-evidence" if kind == "evidence" else ""
    return f"{slugify(agreement.title)[:80]}-{agreement.pk.hex[-6:]}{ending}.pdf"


def _frame(agreement: Agreement, organisation) -> dict:
    return {
        "agreement": agreement, "document_title": agreement.title, "document_id": document_id(agreement),
        "document_class": "Confidential", "document_class_key": "confidential", "organisation": organisation,
    }  # fmt: skip


def _boxes(agreement: Agreement) -> list[dict]:
    """Who signs and who witnesses; an approval is ours alone and stands in the evidence."""
    signed = {signature.position: signature for signature in agreement.signatures.all()}
    seats = [seat for seat in agreement.seats.all() if seat.signs or seat.role == WITNESS]
    return [
        {"role": seat.get_role_display(), "name": seat.name, "signature": signed.get(seat.number)} for seat in seats
    ] or [{"role": ROLES[role], "signature": None} for role in agreement.signed_by]
