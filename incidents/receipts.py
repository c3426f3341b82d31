"""Which report does a code open, and what may its reporter read of it? Nobody knows who asks, and nothing here finds out.

The gate learns the case by a narrow look-up; everything else is read and written in a role of the database whose policies
know that one case, and of it what the reporter wrote and what was answered: no name, no note, no evidence of ours.
"""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.db import connection
from django.utils import translation

from core.actors import Actor
from core.database import context, locks
from core.database.roles import REPORTER
from incidents import receipt_codes
from incidents.models import Case, CaseEntry, EvidenceItem, Playbook
from incidents.models.entry import TALK


def case_of(code: str) -> uuid.UUID | None:
    """The case of a code as receipt_codes.read gives it; None where there is none."""
    with connection.cursor() as cursor:
        cursor.execute("select incidents_case_of_code(%s)", [receipt_codes.digest_of(code)])
        return cursor.fetchone()[0]


def playbook() -> Playbook:
    """Which kinds of incident there are to choose from; the gate itself may not read it."""
    with context.role(REPORTER):
        return Playbook.objects.latest()


@contextmanager
def as_reporter(case_id: uuid.UUID) -> Iterator[Case]:
    """A block in the role of the reporter of this case, one at a time; the case as they know it, without its firm."""
    with context.role(REPORTER, user=case_id):
        locks.one_at_a_time(case_id)
        yield Case(**Case.objects.values("id", "reference", "way", "status", "reported_at").get(pk=case_id))


def talk(case: Case) -> list[dict]:
    """What the reporter and we have said to each other, oldest first: kind, text, recorded_at."""
    lines = CaseEntry.objects.filter(case=case, kind__in=TALK).order_by("recorded_at", "id")
    return list(lines.values("kind", "text", "recorded_at"))


def files_of(case: Case) -> list[dict]:
    """What the reporter handed in: title, sha256, taken_in_at."""
    return list(
        EvidenceItem.objects.filter(case=case).order_by("taken_in_at", "id").values("title", "sha256", "taken_in_at")
    )


def kept_in(by: Actor):
    """The language in which it is written down: of who acts, but the house's for who has no name. Theirs would tell."""
    return translation.override(settings.LANGUAGE_CODE if by.kind == "anonymous" else translation.get_language())
