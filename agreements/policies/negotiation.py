"""Who may open a draft to the other side, change what it reads, and close the talks, and when?"""

import datetime

from django.utils.translation import gettext as _

from agreements.models import Agreement, Deviation
from agreements.policies import agreements as policies
from agreements.rendering import terms
from core.actors import Actor
from core.refusals import NotNow, can


def check_can_open(
    by: Actor, agreement: Agreement, draft, answers_due_on: datetime.date, at: datetime.datetime
) -> None:
    """The other side reads a whole text: nothing missing, nothing contradictory, nothing that the law bars."""
    policies.check_can_write(by)
    if agreement.kind != "agreement":
        raise NotNow(_("An own undertaking is signed as it is, or refused. It is not negotiated."))
    if agreement.status != "draft":
        raise NotNow(_("Only a draft can be opened for negotiation."))
    if stops := draft.stops:
        raise NotNow(_("This draft cannot be shown to the other side yet."), [problem.message for problem in stops])
    if answers_due_on < terms.day_of(at, agreement.zone):
        raise NotNow(_("The day by which they answer has passed. Choose a later one."))


def check_is_whole(agreement: Agreement) -> None:
    """What changes another paper has no clauses of the library, and so no standard to differ from."""
    if agreement.is_amendment:
        raise NotNow(_("An amendment says what changes, and has no standard text. Change its draft instead."))


def check_is_not_agreed(paper: Agreement, clause: str) -> None:
    """Words that both sides agreed on are not written over in the draft of an amendment."""
    if Deviation.objects.filter(agreement=paper, clause=clause).agreed().exists():
        raise NotNow(
            _(
                "These words were agreed with the other side. Propose another wording; the clause's approver decides on it."
            )
        )


def check_can_share(by: Actor, agreement: Agreement, draft) -> None:
    policies.check_can_write(by)
    check_is_open(agreement)
    if stops := draft.stops:
        raise NotNow(_("This draft cannot be shown to the other side yet."), [problem.message for problem in stops])


def check_can_close(by: Actor, agreement: Agreement, because: str) -> None:
    policies.check_can_write(by)
    check_is_open(agreement)
    if not because.strip():
        raise NotNow(_("Write down why the negotiation is closed; the other side is told."))


def can_close(by: Actor, agreement: Agreement) -> bool:
    return can(check_can_close, by, agreement, "-")


def check_is_open(agreement: Agreement) -> None:
    if agreement.status != "negotiating":
        raise NotNow(_("This agreement is not in negotiation now."))


def check_was_shared(agreement: Agreement, draft, shared) -> None:
    """During talks only what the other side has before it can be frozen."""
    if agreement.status == "negotiating" and not says_the_same(draft, shared):
        raise NotNow(
            _(
                "The draft says something else than the text that the other side has before it. Share the changed text first."
            )
        )


def says_the_same(draft, shared) -> bool:
    """Does the other side read what the draft would say now?"""
    return shared is not None and draft.to_share == shared.body
