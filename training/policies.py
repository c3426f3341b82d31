"""Who may assign, learn and revoke, and when?"""

import datetime

from django.utils.translation import gettext as _

from core.actors import Actor
from core.refusals import NotAllowed, NotNow
from core.web.dates import say_moment


def check_can_assign(actor: Actor) -> None:
    if not actor.may("training.write"):
        raise NotAllowed(_("Assigning training needs the role training manager or compliance officer."))


def check_can_revoke(actor: Actor) -> None:
    if not actor.may("training.write"):
        raise NotAllowed(_("Revoking a certificate needs the role training manager or compliance officer."))


def check_can_learn(actor: Actor, enrolment) -> None:
    if actor.person_id != enrolment.person_id:
        raise NotAllowed(_("This training belongs to somebody else."))


def check_can_attempt(actor: Actor, enrolment, at: datetime.datetime) -> None:
    """All lessons read, an attempt left, and the wait after the last one over. Raises NotNow with what is missing."""
    check_can_learn(actor, enrolment)
    if enrolment.status == "failed":
        raise NotNow(_("You have used all attempts. Ask your contact at the company for new ones."))
    if enrolment.status == "passed":
        raise NotNow(_("You have passed this training."))
    read = set(enrolment.lessons_read.values_list("lesson", flat=True))
    left = [lesson["title"] for lesson in enrolment.version.lessons if lesson["id"] not in read]
    if left:
        raise NotNow(_("Read every part before the quiz."), unmet=left)
    if at < (again_at := next_attempt_at(enrolment) or at):
        raise NotNow(
            _("You can take the quiz again from %(when)s. Use the time to read the parts once more.")
            % {"when": say_moment(again_at, "full")}
        )


def next_attempt_at(enrolment) -> datetime.datetime | None:
    """When the wait after the last attempt is over; None where there is none. New attempts that staff gave wait for nothing."""
    quiz, handed_in = enrolment.version.content["quiz"], enrolment.attempts.exclude(submitted_at=None)
    last = handed_in.order_by("-number").first()
    if last is None or last.number == enrolment.attempts_allowed - quiz["attempts"]:
        return None
    return last.submitted_at + datetime.timedelta(hours=quiz.get("wait_hours", 0))
