"""Who signed a PDF that was not closed by us, and does each signature still fit the file? Read in the same child as our own seals."""

import datetime
from typing import NamedTuple

from django.utils.translation import gettext as _

from core.sandbox import Stopped
from core.signing.verdicts import LARGEST, sandbox


class Found(NamedTuple):
    """`is_read` False: the reader could not make sense of the file. Each signature: signer, issuer, signed_at (ISO, or ""),
    is_stamped (a time stamp says when), state (whole, extended, altered, unread)."""

    is_read: bool
    signatures: list[dict]


def signatures(content: bytes) -> Found:
    """Reads any bytes; raises nothing for hostile ones. No issuer is judged."""
    if len(content) > LARGEST:
        return Found(False, [])
    try:
        found, _nothing = sandbox.ask({"deed": "signatures"}, content)
    except Stopped:
        return Found(False, [])
    return Found(found["is_read"], found["signatures"])


def words(state: str) -> str:
    return {
        "whole": _("Fits the file as it is"),
        "extended": _("Fits, but something was added to the file afterwards"),
        "altered": _("Does not fit: the file was changed after it was signed"),
        "unread": _("Could not be read"),
    }[state]


def moment(signature: dict) -> datetime.datetime | None:
    return datetime.datetime.fromisoformat(signature["signed_at"]) if signature["signed_at"] else None
