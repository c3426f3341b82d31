"""Who may assign, learn and revoke, and when?"""

from django.utils.translation import gettext as _

from core.actors import Actor
from core.refusals import NotAllowed, NotNow, Refusal


def check_can_assign(actor: Actor) -> None:
    if not actor.may("training.write"):
        raise NotAllowed(_("Assigning training needs the role training manager or compliance officer."))


def check_can_learn(actor: Actor, enrolment) -> None:
    if actor.person_id != enrolment.person_id:
        raise NotAllowed(_("This training belongs to somebody else."))


def check_can_attempt(actor: Actor, enrolment) -> None:
    """All lessons read, and an attempt left. Raises NotNow with what is missing."""
    check_can_learn(actor, enrolment)
    if enrolment.status == "failed":
        raise NotNow(_("You have used all attempts. Ask your contact at the company for new ones."))
    if enrolment.status == "passed":
        raise NotNow(_("You have passed this training."))
    read = set(enrolment.lessons_read.values_list("lesson", flat=True))
    left = [lesson["title"] for lesson in enrolment.version.lessons if lesson["id"] not in read]
    if left:
        raise NotNow(_("Read every part before the quiz."), unmet=left)


def attempt_refusal(actor: Actor, enrolment) -> str:
    """Why the quiz cannot be taken now, in a sentence; empty when it can."""
    try:
        check_can_attempt(actor, enrolment)
    except Refusal as refusal:
        return refusal.sentence
    return ""
