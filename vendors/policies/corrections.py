"""Who may set something against an answer, when does it count, and who says what to it?"""

from django.utils.translation import gettext as _

from core.actors import Actor
from core.refusals import NotAllowed, NotNow
from vendors import answers_given
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


def check_corrected_nothing(actor: Actor, assessment: Assessment) -> None:
    """Four eyes: nobody accepts what they themselves have put in the place of an answer. Raises NotAllowed."""
    counting = answers_given.counting(assessment, answers_given.rows(assessment))
    own = [question for question, correction in counting.items() if correction.made_by_id == actor.id]
    if texts := [assessment.question(question)["text"] for question in own]:
        raise NotAllowed(
            _(
                "A correction of yours counts here: %(questions)s. Somebody else has to accept the answers, or you take it "
                "back first."
            )
            % {"questions": "; ".join(f"“{text}”" for text in texts)}
        )


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
