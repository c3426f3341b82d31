"""Report without a name, and come back by the code. The only writer of what such a reporter sends; the code is the right."""

import datetime
import uuid

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from core import events, ids, references
from core.actors import Actor
from core.database import context
from core.database.roles import REPORTER
from core.refusals import NotNow
from incidents import policies, receipt_codes, receipts
from incidents.actions import entries, evidence
from incidents.models import Case, CaseEntry, Playbook

Instant = datetime.datetime


def report(
    secret: str,
    *,
    categories: list[str],
    what: str,
    by: Actor,
    at: Instant,
    firm_said: str = "",
    place: str = "",
    noticed: str = "",
    others: str = "",
) -> Case:
    """A case of no firm yet, as its reporter knows it, found again by the code of `secret`; it holds nobody's access.

    The same again changes nothing; other words under the same secret are added to the same case. Raises NotNow for a
    category that the playbook does not have.
    """
    policies.check_can_report_without_a_name(by)
    said = {"what": what, "firm_said": firm_said, "place": place, "noticed": noticed, "others": others}
    code, key = receipt_codes.of_secret(secret), repr((categories, said))
    if receipts.case_of(code) is None and (opened := _opened(code, key, categories, said, by=by, at=at)):
        return opened
    with receipts.as_reporter(receipts.case_of(code)) as case:
        is_said = _is_said(case, what, key=key)
        titles = [Playbook.objects.latest().category(each)["title"] for each in categories]
    if not is_said:
        answer(case.pk, text="\n".join(filter(None, [*titles, *said.values()])), upload=None, key=key, by=by, at=at)
    return case


def _opened(code: str, key: str, categories, said: dict, *, by: Actor, at: Instant) -> Case | None:
    """The new case. None for the second of two that send at once: the first has opened it."""
    case_id = ids.new()
    with context.role(REPORTER, user=case_id):
        playbook = Playbook.objects.latest()
        if not all(playbook.has_category(key) for key in categories):
            raise NotNow(_("Choose what happened from the list."))
        case = Case(
            id=case_id,
            playbook=playbook,
            categories=list(categories),
            severity=playbook.severity_of(categories),
            way="anonymous",
            reported_at=at,
            code_digest=receipt_codes.digest_of(code),
            reference=references.next_of("INC"),
            **said,
        )
        try:
            with transaction.atomic():
                case.save(force_insert=True)
        except IntegrityError:
            return None
        entries.write(case, "report", said["what"], by=by, at=at, id=_line_id(case, said["what"], key))
        events.record("incident.reported-anonymously", case, by=by, at=at, severity=case.severity)
    return case


def answer(case_id: uuid.UUID, *, text: str, upload, key: str, by: Actor, at: Instant) -> None:
    """More words or a file for the case of a code; both in one go or nothing. Sent again with the same `key` it changes
    nothing. Raises files.FileRefused."""
    policies.check_can_report_without_a_name(by)
    with receipts.as_reporter(case_id) as case:
        is_new = bool(upload) and evidence.keep_of_reporter(case, upload, by=by, at=at)[1]
        if text and not _is_said(case, text, key=key):
            entries.write(case, "answered", text, by=by, at=at, id=_line_id(case, text, key))
            is_new = True
        if is_new:
            events.record("incident.answered", case, by=by, at=at)


def attach(case_id: uuid.UUID, upload, *, by: Actor, at: Instant) -> str:
    """The file that came with a report; one that is refused does not hold up the report: why it was, or nothing."""
    policies.check_can_report_without_a_name(by)
    with receipts.as_reporter(case_id) as case:
        return evidence.keep_unless_refused(case, upload, by=by, at=at)


def _line_id(case: Case, text: str, key: str) -> uuid.UUID:
    """Follows from what the line says, so that sending it twice makes one."""
    return uuid.uuid5(case.pk, f"{key}\n{text}")


def _is_said(case: Case, text: str, *, key: str) -> bool:
    return CaseEntry.objects.filter(pk=_line_id(case, text, key)).exists()
