"""Who objects, who answers an objection, and who took the decision that it is about?"""

from django.utils.translation import gettext as _

from access.models import Hold, Objection
from core.actors import Actor
from core.models import Event
from core.refusals import NotAllowed, NotNow, can
from vendors.models import Certificate, InsurancePolicy, Screening, ScreeningCondition
from vendors.models.screening import DECIDED

STATES = ["approved", "refused", "activated", "restricted", "reinstated", "offboarding-started", "archived"]
PAPERS = {"certificate": Certificate, "insurance": InsurancePolicy}
ANSWERING = "vendors.decide"


def check_can_object(actor: Actor) -> None:
    if not (actor.is_person and "contact" in actor.hats):
        raise NotAllowed(_("Only a contact of the subcontractor objects for it."))


def check_is_open_to_objection(line) -> None:
    if line is None or not line.is_open_to_objection:
        raise NotNow(_("This no longer stands, so there is nothing to object to."))


def check_can_answer(actor: Actor, objection: Objection) -> None:
    """Raises NotAllowed without the right, and for whoever took the decision."""
    if not actor.may(ANSWERING):
        raise NotAllowed(_("Your role does not include answering objections."))
    if actor.id in takers(objection):
        raise NotAllowed(_("You took the decision that this is about. Somebody else has to answer."))


def can_answer(actor: Actor, objection: Objection) -> bool:
    return can(lambda: check_can_answer(actor, objection))


def takers(objection: Objection) -> set:
    """The accounts that decided what is objected to, as it stood when the objection came."""
    return {"decision": _of_firm, "condition": _of_condition, "hold": _of_hold}.get(objection.kind, _of_paper)(
        objection
    ) - {None}


def _of_firm(objection) -> set:
    """Who decided the newest screening, and who brought the firm into its state."""
    decided = Screening.objects.filter(
        vendor=objection.vendor_id, status__in=DECIDED, decided_at__lte=objection.lodged_at
    ).order_by("-decided_at")
    moved = Event.objects.filter(
        subject_kind="vendors.vendor", subject_id=objection.about_id, at__lte=objection.lodged_at,
        name__in=[f"subcontractor.{state}" for state in STATES],
    ).order_by("-at", "-id")  # fmt: skip
    return {*decided.values_list("decided_by", flat=True)[:1], *moved.values_list("actor_id", flat=True)[:1]}


def _of_condition(objection) -> set:
    return set(ScreeningCondition.objects.filter(pk=objection.about_id).values_list("screening__decided_by", flat=True))


def _of_paper(objection) -> set:
    return set(PAPERS[objection.kind].objects.filter(pk=objection.about_id).values_list("decided_by", flat=True))


def _of_hold(objection) -> set:
    """Who placed it; where a state of the firm did, who brought the firm there: that event is its cause and has the same actor."""
    placed = Event.objects.filter(
        subject_kind=Hold._meta.label_lower, subject_id=objection.about_id, name="hold.access-placed"
    )
    return set(placed.values_list("actor_id", flat=True))
