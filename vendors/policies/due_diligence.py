"""Who may ask, answer, check and decide in due diligence, and when?"""

from django.utils.translation import gettext as _

from core.actors import Actor
from core.refusals import NotAllowed, NotNow
from vendors import evidence_terms
from vendors.models import Assessment, InsurancePolicy, LineCatalogue, Screening, ScreeningCondition


def check_can_send(actor: Actor) -> None:
    if not can_send(actor):
        raise NotAllowed(_("Your role does not include sending questionnaires."))


def can_send(actor: Actor) -> bool:
    return actor.may("vendors.screen") or actor.may("vendors.invite")


def check_can_supply(actor: Actor, vendor_id) -> None:
    """A contact of the firm supplies answers and evidence."""
    if not can_supply(actor, vendor_id):
        raise NotAllowed(_("Only a contact of the subcontractor may supply this."))


def can_supply(actor: Actor, vendor_id) -> bool:
    return actor.is_person and actor.vendor_id == vendor_id and "contact" in actor.hats


def check_can_answer(actor: Actor, assessment: Assessment) -> None:
    check_can_supply(actor, assessment.vendor_id)
    if not assessment.is_answerable:
        raise NotNow(_("These answers were sent. They are sealed and can no longer be changed here."))


def check_is_editable(assessment: Assessment, answer) -> None:
    """In a returned round only the questions that came back, and those that had no answer, are open."""
    if not is_editable(assessment, answer):
        raise NotNow(_("This answer was accepted and stays as it was sent."))


def is_editable(assessment: Assessment, answer) -> bool:
    return assessment.is_answerable and (assessment.status != "returned" or answer is None or answer.is_reopened)


def check_can_review(actor: Actor) -> None:
    if not can_review(actor):
        raise NotAllowed(_("Your role does not include checking answers and evidence."))


def can_review(actor: Actor) -> bool:
    return actor.may("evidence.review")


def check_is_enough_or_says_why(row: InsurancePolicy, because: str) -> None:
    """Raises NotNow where the policy falls short of what the tier asks for and no reason is given."""
    if falls_short(row) and not because.strip():
        raise NotNow(_("It falls short of what the tier asks for. Say why it is enough all the same."))


def falls_short(row: InsurancePolicy) -> bool:
    need = evidence_terms.need_for(LineCatalogue.objects.latest().required(row.vendor.tier), row)
    return need is not None and not need.is_met


def check_is_submitted(assessment: Assessment) -> None:
    if assessment.status != "submitted":
        raise NotNow(_("There is nothing to check: the answers are not with us."))


def check_may_accept(wants_reason: bool, because: str) -> None:
    """The record has to show what was checked, or why it was not."""
    if wants_reason and not because.strip():
        raise NotNow(_("Say why the answers can be accepted although they were not all judged."))


def check_says_what_was_checked(checks, because: str) -> None:
    if not checks and not because.strip():
        raise NotNow(_("Tick what you checked, or say in the reason what you looked at."))


def check_is_waiting_for_answers(assessment: Assessment) -> None:
    if not assessment.is_answerable:
        raise NotNow(_("The answers are no longer with the subcontractor."))


def check_can_screen(actor: Actor) -> None:
    if not can_screen(actor):
        raise NotAllowed(_("Your role does not include screening subcontractors."))


def can_screen(actor: Actor) -> bool:
    return actor.may("vendors.screen")


def check_can_meet(actor: Actor, condition: ScreeningCondition) -> None:
    if not can_meet(actor, condition):
        raise NotAllowed(_("Only who owns this condition or screens subcontractors says that it is met."))


def can_meet(actor: Actor, condition: ScreeningCondition) -> bool:
    return can_screen(actor) or (actor.is_staff and condition.owner_id == actor.id)


def check_is_open(condition: ScreeningCondition) -> None:
    if condition.met_at:
        raise NotNow(_("This condition is met; there is nothing more to show."))


def check_is_recording(screening: Screening) -> None:
    if screening.status != "recording":
        raise NotNow(_("This screening was handed in; its scores no longer change."))


def check_may_decide(actor: Actor, screening: Screening) -> None:
    """Raises NotAllowed without the right, and for who did the screening."""
    if not actor.may("vendors.decide"):
        raise NotAllowed(_("Your role does not include deciding on screenings."))
    if took_part(actor, screening):
        raise NotAllowed(_("You did part of this screening. Somebody else has to decide on it."))


def check_can_decide(actor: Actor, screening: Screening) -> None:
    """Raises NotAllowed for who did the screening, NotNow before it is handed in."""
    check_may_decide(actor, screening)
    if screening.status != "proposed":
        raise NotNow(_("There is nothing to decide: the screening is not handed in, or it was decided."))


def can_decide(actor: Actor, screening: Screening) -> bool:
    return actor.may("vendors.decide") and screening.status == "proposed" and not took_part(actor, screening)


def took_part(actor: Actor, screening: Screening) -> bool:
    """Whether this person recorded a score, sat on its panel, opened it, or handed it in."""
    if actor.id in {screening.proposed_by_id, screening.opened_by_id}:
        return True
    if screening.panel.filter(reviewer=actor.id).exclude(submitted_at=None).exists():
        return True
    return screening.scores.filter(recorded_by=actor.id).exists()
