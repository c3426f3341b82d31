"""Print, seal and revoke training certificates."""

import datetime

from django.conf import settings
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from core import events, facts, files, pdf, signing
from core.actors import Actor
from core.models import Organisation
from training import policies
from training.models import Completion, TrainingCertificate


def address(certificate: TrainingCertificate) -> str:
    """The public page that says whether it is valid."""
    return f"{settings.ORIGIN}/verify/certificate/{certificate.code}/"


def seal_next(*, by: Actor, at: datetime.datetime) -> bool:
    """Print and seal one certificate that has no file yet. False when none is left; two workers never take the same one."""
    certificate = (
        TrainingCertificate.objects.select_for_update(skip_locked=True, of=("self",))
        .filter(file=None)
        .order_by("created_at")
        .first()
    )
    if certificate is None:
        return False
    content = pdf.render("documents/training_certificate.html", context_of(certificate))
    sealed = signing.seal(content, reason=_("Training certificate"), at=at, name=certificate.person_name)
    stored = files.store(
        sealed.content,
        purpose="sealed",
        name=f"certificate-{certificate.code}.pdf",
        vendor=certificate.vendor_id,
        at=at,
    )
    certificate.file, certificate.sealed_at, certificate.seal_level = stored, at, sealed.level
    certificate.save(update_fields=["file", "sealed_at", "seal_level"])
    events.record("certificate.sealed", certificate, by=by, at=at, sha256=sealed.sha256, level=sealed.level)
    return True


def context_of(certificate: TrainingCertificate) -> dict:
    import segno  # read when the first certificate is printed

    code = segno.make(address(certificate), error="m")
    return {
        "certificate": certificate,
        "organisation": Organisation.current(),
        "address": address(certificate),
        "qr": mark_safe(code.svg_inline(scale=3, border=0)),  # noqa: S308 - drawn here, from our own address
        "document_title": _("Training certificate"),
        "document_id": certificate.code,
        "document_class": "",
    }


def revoke(certificate: TrainingCertificate, *, by: Actor, at: datetime.datetime, because: str) -> TrainingCertificate:
    """The certificate no longer counts, and neither does the completion behind it. Repeating it records nothing."""
    policies.check_can_revoke(by)
    certificate = TrainingCertificate.objects.select_for_update(no_key=True, of=("self",)).get(pk=certificate.pk)
    if certificate.revoked_at:
        return certificate
    certificate.revoked_at, certificate.revoked_because = at, because
    certificate.save(update_fields=["revoked_at", "revoked_because"])
    for fact in Completion.objects.current().filter(source_id=certificate.enrolment_id):
        facts.end(fact, at=at)
    events.record("certificate.revoked", certificate, by=by, at=at, because=because)
    return certificate
