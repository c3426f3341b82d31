"""What hangs on a person, on the floors above the register? Whoever takes back what made the person asks here first.

Every app above that gives people something lists a function in config/ties.py: `function(ids) -> {id: sentence}`, one
set-based query, with those on whom something hangs alone.
"""

import datetime
import uuid
from collections.abc import Iterable

from django.conf import settings
from django.utils.module_loading import import_string


def of_people(ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, str]:
    """Person -> the first reason found, in words."""
    asked, found = list(ids), {}
    for function in reversed(import_string(settings.TIES)):
        found.update(function(asked))
    return found


def closed_by(
    vendor_id: uuid.UUID, person_id: uuid.UUID | None, lost: Iterable[tuple[str, str]], at: datetime.datetime
) -> list[str]:
    """What the people of a firm, or one of them, can open now and no longer without these conditions, in words."""
    return import_string(settings.CLOSED)(vendor_id, person_id, lost, at)


def covered(vendor_id: uuid.UUID, engagement_id: uuid.UUID | None) -> list[dict]:
    """What of ours a firm works with, in one engagement or all of them: {id, name, kind, asset_class}, in words."""
    return import_string(settings.COVERED)(vendor_id, engagement_id)
