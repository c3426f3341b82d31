"""How can somebody else check who signed what, and when? The content of the evidence certificate and of the record page."""

import datetime
import zoneinfo

from django.conf import settings

from agreements import authority, reading, recipe
from agreements.drafting import document_id
from agreements.models import ROLES, SUBCONTRACTOR, Agreement, SealedPaper, Signature
from core import events, signing
from core.models import Event, Notice
from core.pdf import Enclosed
from core.web import history as trail

TEMPLATE = "documents/agreement_evidence.html"


def context(agreement: Agreement, copy: SealedPaper, organisation, at: datetime.datetime, check: str) -> dict:
    """For the certificate: both fingerprints, each signer's proof, every event and mail until now, and the recipe (`check`)."""
    return {
        "agreement": agreement, "copy": copy, "organisation": organisation, "signers": signers(agreement), "history": history(agreement),
        "mails": mails(agreement), "zone": agreement.zone, "made_at": at, "check": check, "authority_waiver": authority.waiver(agreement), "origin": settings.ORIGIN, "document_title": f"Evidence: {agreement.title}",
        "document_id": document_id(agreement), "document_class": "Confidential", "document_class_key": "confidential",
    }  # fmt: skip


def enclosed(check: str) -> list[Enclosed]:
    """What travels inside the certificate: the recipe, ready to run."""
    return [Enclosed(recipe.NAME, check.encode(), "Checks the signed copy with everyday tools", "Supplement")]


def signers(agreement: Agreement) -> list[dict]:
    """Each signature with the canonical text of its act, so that anyone can work out the digest again."""
    return [
        {"signature": signature, "role": ROLES[signature.role], "act": act_text(signature),
         "authority": authority.at_signature(signature), "is_for_firm": signature.role == SUBCONTRACTOR,
         "shown": reading.before(signature),
         "local": f"{signature.signed_at.astimezone(zoneinfo.ZoneInfo(signature.zone)):%Y-%m-%d %H:%M:%S} {signature.zone}"}
        for signature in agreement.signatures.all()
    ]  # fmt: skip


def act_text(signature: Signature) -> str:
    """The bytes that `act_digest` is the SHA-256 of, as text."""
    return signing.act_bytes(
        document_sha256=signature.document_sha256, signer_id=str(signature.user_id), signer_name=signature.signer_name,
        identity_check=signature.identity_check, consent_text=signature.consent, signed_at=signature.signed_at,
        mark_sha256=signature.mark_sha256,
    ).decode()  # fmt: skip


def history(agreement: Agreement) -> list[dict]:
    """What happened to this paper, oldest first, from the trail. Whoever may see the paper may see its history.

    What was shown to a signer stands with their signature, part by part.
    """
    names = events.all_names()
    rows = Event.objects.about(agreement).exclude(name="agreement.shown").select_related("detail").order_by("at", "id")
    return [
        {
            "at": row.at,
            "name": names.get(row.name, row.name),
            "key": row.name,
            "id": row.pk,
            "actor": trail.who(row, row.detail.labels),
            "because": row.detail.data.get("because", ""),
        }
        for row in rows
    ]


def mails(agreement: Agreement) -> list[dict]:
    """Who was told by mail, and what became of it."""
    told = Event.objects.about(agreement).values("pk")
    rows = Notice.objects.filter(event__in=told, by_mail=True).select_related("user").order_by("created_at")
    return [
        {
            "to": row.user.email,
            "title": row.title,
            "sent_at": row.mailed_at,
            "error": row.error if row.mailed_at is None else "",
            "is_given_up": row.given_up_at is not None,
        }
        for row in rows
    ]
