"""Who may set something against an answer, when does it count, and who says what to it?"""

from django.utils.translation import gettext as _

from core.actors import Actor
from core.refusals import NotNow
from vendors.models import Assessment, Correction
from vendors.policies import due_diligence as policy

WITH_US = {"submitted", "accepted"}


def check_can_correct(actor: Actor, assessment: Assessment) -> None:
    """Raises NotAllowed; NotNow while the answers are with the subcontractor, or where nobody wants them any more."""
    policy.check_can_review(actor)
    if assessment.status not in WITH_US:
        raise NotNow(_("There is nothing to correct: the answers are not with us."))


def can_correct(actor: Actor, assessment: Assessment) -> bool:
    return policy.can_review(actor) and assessment.status in WITH_US


def check_may_count(assessment: Assessment) -> None:
    """What was accepted was accepted for what it amounted to then."""
    if not may_count(assessment):
        raise NotNow(
            _("The answers were accepted, and what they amount to stays. A correction can only stand beside them.")
        )


def may_count(assessment: Assessment) -> bool:
    return assessment.status == "submitted"


def check_can_take_back(actor: Actor, correction: Correction) -> None:
    check_can_correct(actor, correction.assessment)
    if correction.counts and not may_count(correction.assessment):
        raise NotNow(_("The answers were accepted with this correction. Add a note that says what is right."))


def can_take_back(actor: Actor, correction: Correction) -> bool:
    if correction.taken_back_at or not can_correct(actor, correction.assessment):
        return False
    return not correction.counts or may_count(correction.assessment)


def check_stands(correction: Correction) -> None:
    if correction.taken_back_at:
        raise NotNow(_("We took this back. There is nothing left to comment on."))
