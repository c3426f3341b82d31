"""Check a document out for editing, and release it: one editor at a time, and it ends by itself."""

import datetime

from access.models import CheckOut, Document
from access.policies import documents as policies
from core import events
from core.actors import Actor
from core.facts import span


def live(document: Document, at: datetime.datetime) -> CheckOut | None:
    """The one that holds at `at`."""
    return document.check_outs.filter(during__contains=at).select_related("holder").first()


def check_out(document: Document, *, days: int, because: str, by: Actor, at: datetime.datetime) -> CheckOut:
    """For `days` times 24 hours. Who has it already keeps it as it is. Raises NotAllowed; NotNow where somebody else edits."""
    policies.check_can_keep(by, document)
    document = Document.objects.select_for_update(no_key=True).get(pk=document.pk)
    policies.check_stands(document)
    there = live(document, at)
    policies.check_is_free(by, there)
    if there:
        return there
    until = at + datetime.timedelta(days=days)
    made = CheckOut.objects.create(document=document, holder=by.user, because=because, during=span(at, until))
    events.record("document.checked-out", document, by=by, at=at, because=because, until=until)
    return made


def release(document: Document, *, by: Actor, at: datetime.datetime) -> None:
    """End it before its time, one's own or another's. Where nobody edits, nothing happens."""
    policies.check_can_keep(by, document)
    document = Document.objects.select_for_update(no_key=True).get(pk=document.pk)
    policies.check_stands(document)
    if there := live(document, at):
        end(there, at=at)
        events.record("document.released", document, by=by, at=at, holder=there.holder)


def end(there: CheckOut, *, at: datetime.datetime) -> None:
    """From `at` on the document is free; for actions that have asked."""
    there.during = span(there.during.lower, at)
    there.save(update_fields=["during"])
