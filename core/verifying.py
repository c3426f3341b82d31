"""Which sealed papers are ours? Every app that seals papers lists a checker in config/checkers.py; the public check asks them all.

A checker is `function(*, sha256, code) -> Known | None`. It runs at the gate, before anybody is known, so it reads through a
narrow SECURITY DEFINER look-up, and says no more about a paper than its holder may learn from having it.
"""

import datetime
from dataclasses import dataclass

from django.conf import settings
from django.utils.module_loading import import_string


@dataclass(frozen=True)
class Known:
    """`kind` in words ("Agreement"), `sha256` of the sealed file, `level` of its seal, `url` of a page that says more to everybody."""

    kind: str
    sha256: str
    sealed_at: datetime.datetime
    level: str
    url: str = ""


def look_up(*, sha256: str = "", code: str = "") -> Known | None:
    """The paper with this fingerprint, or with this document id or code; None where no app knows it."""
    found = (checker(sha256=sha256, code=code) for checker in import_string(settings.CHECKERS))
    return next((known for known in found if known), None)
