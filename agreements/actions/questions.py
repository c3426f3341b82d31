"""A question before signing, and its answer. The text stays as it is, and so does the asker's place in it."""

import datetime

from django.utils.translation import gettext as _

from agreements.actions.agreements import about, lock
from agreements.models import Agreement, SigningQuestion
from agreements.policies import agreements as policies
from agreements.policies import questions as policy
from agreements.rendering import parts
from core import events
from core.actors import Actor
from core.refusals import NotNow
from core.workflow import become


def ask(agreement: Agreement, text: str, *, by: Actor, at: datetime.datetime, part: str = "") -> SigningQuestion:
    """`part` names what it is about. The same question pressed twice is asked once. Raises NotAllowed, NotNow."""
    agreement = lock(agreement)
    policy.check_can_ask(by, agreement, at)
    policy.check_has_words(text)
    if part and part not in {each.key for each in parts.split(agreement.html)}:
        raise NotNow(_("That part is not in the text. Choose another one."))
    same = {"agreement": agreement, "asked_by": by.user, "part": part, "text": text}
    if waiting := SigningQuestion.objects.filter(**same, status="asked").first():
        return waiting
    row = SigningQuestion.objects.create(**same, vendor_id=agreement.vendor_id, asked_at=at, asked_by_name=by.label)
    events.record(
        "agreement.signer-asked", agreement, by=by, at=at, question=row.pk, words=text, issued_by=agreement.issued_by_id, **about(agreement)
    )  # fmt: skip
    return row


def answer(question: SigningQuestion, text: str, *, by: Actor, at: datetime.datetime) -> SigningQuestion:
    """In words that the asker reads; after a signature, too, so that no question stays without one."""
    policies.check_can_write(by)
    agreement = lock(question.agreement)
    row = SigningQuestion.objects.select_for_update(no_key=True).get(pk=question.pk)
    if row.status == "answered" and row.answer == text and row.answered_by_id == by.id:
        return row
    policy.check_can_answer(by, row)
    policy.check_has_words(text)
    owed = become(row, "answered", answer=text, answered_at=at, answered_by=by.user, answered_by_name=by.label)
    events.record(
        owed, agreement, by=by, at=at, question=row.pk, words=text, asked_by=row.asked_by_id, **about(agreement)
    )  # fmt: skip
    return row
