"""What stands on the paper around the signed words? The same for a preview and for the signed copy.

The signed copy also carries what it proves: the text as it was fingerprinted (H1) and each signer's act, byte for byte.
"""

import json

from django.utils.text import slugify

from agreements import recipe
from agreements.drafting import document_id
from agreements.evidence import act_text
from agreements.models import ROLES, WITNESS, Agreement
from agreements.rendering import frozen
from core.pdf import Enclosed

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


def enclosed(agreement: Agreement) -> list[Enclosed]:
    """The files inside the signed copy. Their SHA-256 are the fingerprints that the paper names."""
    signatures = recipe.acts(agreement)
    acts = [Enclosed(f"act-{row.position}.json", act_text(row).encode(), _act_of(row)) for row in signatures]
    marks = [
        Enclosed(f"mark-{row.position}.svg", row.picture, f"The signature that {row.signer_name} drew")
        for row in signatures
        if row.mark_sha256
    ]
    text = Enclosed("text.html", agreement.html.encode(), "The text as it was shown to each signer", "Source")
    return [text, *acts, *marks, Enclosed("agreement.json", _summary(agreement, signatures), "What this file holds")]


def file_name(agreement: Agreement, kind: str) -> str:
    ending = "-evidence" if kind == "evidence" else ""
    return f"{slugify(agreement.title)[:80]}-{agreement.pk.hex[-6:]}{ending}.pdf"


def _frame(agreement: Agreement, organisation) -> dict:
    return {
        "agreement": agreement, "document_title": agreement.title, "document_id": document_id(agreement),
        "document_class": "Confidential", "document_class_key": "confidential", "organisation": organisation,
    }  # fmt: skip


def _act_of(signature) -> str:
    return f"The act of {signature.signer_name}, as it was fingerprinted"


def _summary(agreement: Agreement, signatures) -> bytes:
    """For machines: which file has which fingerprint, and who signed."""
    said = {
        "document_id": document_id(agreement), "title": agreement.title, "kind": agreement.kind,
        "text": {"file": "text.html", "sha256": agreement.document_sha256},
        "acts": [
            {"file": f"act-{row.position}.json", "sha256": row.act_digest, "role": row.role, "signed_at": row.signed_at.isoformat()}
            for row in signatures
        ],
        "first_day": agreement.starts_on.isoformat(), "last_day": agreement.ends_on and agreement.ends_on.isoformat(),
    }  # fmt: skip
    return json.dumps(said, ensure_ascii=False, sort_keys=True, indent=1).encode()


def _boxes(agreement: Agreement) -> list[dict]:
    """Who signs and who witnesses; an approval is ours alone and stands in the evidence."""
    signed = {signature.position: signature for signature in agreement.signatures.all()}
    seats = [seat for seat in agreement.seats.all() if seat.signs or seat.role == WITNESS]
    return [
        {"role": seat.get_role_display(), "name": seat.name, "signature": signed.get(seat.number)} for seat in seats
    ] or [{"role": ROLES[role], "signature": None} for role in agreement.signed_by]
