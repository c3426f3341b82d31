"""Open a finding where an accepted answer is wrong or missing by the rules of its question."""

import datetime

from django.utils.translation import gettext as _

from audits.actions.findings import what_follows
from audits.models import Finding, Programme
from core import events, references
from core.actors import Actor
from core.models import Event
from vendors import answer_rules, answers_given, business_days
from vendors.models import Assessment, Submission
from vendors.questionnaire_engine import NOTHING

Instant = datetime.datetime
KINDS = {"critical": "major", "high": "major", "medium": "minor", "low": "minor"}  # severity of a rule -> finding


def after_acceptance(*, event: Event, subject: Assessment, by: Actor, at: Instant) -> None:
    """A reaction: one finding a question and submission, however often it comes. The answers are taken as they are weighed."""
    sealed = subject.submissions.get(round=subject.round)
    weighed = answers_given.weighed(subject, answers_given.rows(subject))
    there = set(Finding.objects.filter(submission=sealed).values_list("question", flat=True))
    for question, rule in answer_rules.due(subject.questions["questions"], weighed):
        if question["id"] not in there:
            said = answers_given.say(question, weighed.get(question["id"], NOTHING).value)
            _open(sealed, question, rule, said or _("No answer"), by=by, at=at, cause=event)


def _open(
    sealed: Submission, question: dict, rule: dict, seen: str, *, by: Actor, at: Instant, cause: Event
) -> Finding:
    today = business_days.day_of(at)
    finding = Finding.objects.create(
        vendor_id=sealed.vendor_id, reference=references.next_of("FND"), submission=sealed, question=question["id"],
        kind=KINDS[rule["severity"]], severity=rule["severity"], title=rule["words"], requirement=f"{question['text']}\n{question['why']}",
        seen=seen, owner=by.user, recorded_at=at, recorded_by=by.user,
        plan_due_on=today + datetime.timedelta(days=rule["plan_days"]), due_on=today + datetime.timedelta(days=rule["days"]),
    )  # fmt: skip
    done = events.record(
        "finding.recorded", finding, by=by, at=at, cause=cause, kind=finding.kind, severity=finding.severity,
        due_on=finding.due_on, source="answer", question=question["id"], submission=sealed,
    )  # fmt: skip
    what_follows(finding, Programme.objects.order_by("-version").first(), by=by, at=at, cause=done)
    return finding
