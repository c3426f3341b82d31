"""Which certificate seals, until when, and whose clock says when? In words, for the desk."""

import datetime
from pathlib import Path
from urllib.parse import urlsplit

from cryptography import x509
from cryptography.hazmat.primitives.hashes import SHA256
from django.conf import settings
from django.utils.translation import gettext as _

from core.signing import authority, supplied, tokens
from core.signing.authority import NoAuthority
from core.web.dates import say_moment


def serial_of(paper: x509.Certificate) -> str:
    return f"{paper.serial_number:x}"


def state(at: datetime.datetime) -> dict:
    """`certificate` is None where nothing can be sealed; `complaint` then says why, and also where it has ended."""
    try:
        paper = supplied.certificate()
    except NoAuthority as refusal:
        return {"certificate": None, "complaint": refusal.sentence, "facts": []}
    complaint = _("It has ended. Nothing is sealed until it is renewed.") if paper.not_valid_after_utc <= at else ""
    return {"certificate": paper, "complaint": complaint, "serial": serial_of(paper), "facts": _facts(paper)}


def clock_facts() -> list[dict]:
    """Whose time stands in a seal."""
    if not settings.TIMESTAMP_URL:
        return [
            {"label": _("Level"), "value": "PAdES B-B"},
            {"label": _("Clock"), "value": _("This installation's own")},
        ]
    roots = authority.timestamp_roots_pem()
    names = [each.subject.rfc4514_string() for each in x509.load_pem_x509_certificates(roots.encode())] if roots else []
    return [
        {"label": _("Level"), "value": "PAdES B-LTA"},
        {"label": _("Clock"), "value": urlsplit(settings.TIMESTAMP_URL).netloc},
        {"label": _("Vouched for by"), "value": "; ".join(names)},
    ]


def _facts(paper: x509.Certificate) -> list[dict]:
    return [
        {"label": _("Name"), "value": paper.subject.rfc4514_string()},
        {"label": _("Issued by"), "value": paper.issuer.rfc4514_string()},
        {"label": _("Comes from"), "value": _source()},
        {"label": _("Where its key lives"), "value": _where_the_key_lives()},
        {"label": _("Holds from"), "value": say_moment(paper.not_valid_before_utc)},
        {"label": _("Holds until"), "value": say_moment(paper.not_valid_after_utc)},
        {"label": _("Number"), "value": serial_of(paper)},
        {"label": "SHA-256", "value": paper.fingerprint(SHA256()).hex()},
    ]


def _source() -> str:
    if settings.SEAL_CERTIFICATE:
        return _("A file of the operator: %(file)s") % {"file": Path(settings.SEAL_CERTIFICATE).name}
    if tokens.is_used():
        return _("The operator's token")
    return _("The own authority, made at set-up")


def _where_the_key_lives() -> str:
    if tokens.is_used():
        said = {"token": settings.SEAL_TOKEN, "label": settings.SEAL_TOKEN_KEY}
        return _("On the token “%(token)s” (PKCS#11), as “%(label)s”. It signs there and never leaves it.") % said
    if supplied.is_supplied():
        return _("In a file of the operator")
    return _("In a file of this installation, encrypted at rest")
