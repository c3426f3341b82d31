"""Who asks before they sign, who answers, and until when?"""

import datetime

from django.utils.translation import gettext as _

from agreements.models import Agreement, SigningQuestion
from agreements.policies import agreements as policies
from core.actors import Actor
from core.refusals import NotNow, can


def check_can_ask(by: Actor, agreement: Agreement, at: datetime.datetime) -> None:
    """Who has a seat at which they act, as long as it waits and they have not acted."""
    policies.check_may_sign(by, agreement)
    if not agreement.is_awaiting or policies.is_too_late(agreement, at):
        raise NotNow(_("This does not wait for signatures any more. Write to the people who look after you instead."))
    if agreement.signatures.filter(user=by.id).exists():
        raise NotNow(_("You have signed this already."))


def can_ask(by: Actor, agreement: Agreement, at: datetime.datetime) -> bool:
    return can(check_can_ask, by, agreement, at)


def check_has_words(text: str) -> None:
    if not text.strip():
        raise NotNow(_("Write it down in words."))


def check_can_answer(by: Actor, question: SigningQuestion) -> None:
    policies.check_can_write(by)
    if question.status != "asked":
        raise NotNow(_("This was answered already."))
