"""Who objects, who answers an objection, and who took the decision that it is about?"""

from django.db.models import Case, OuterRef, Subquery, UUIDField, When
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
    row = objection if hasattr(objection, "decider") else with_takers(Objection.objects).get(pk=objection.pk)
    return {row.decider, row.mover} - {None}


def with_takers(rows):
    """The same rows, each with the accounts that took its decision, so that nobody asks for them row by row.

    `decider`: who decided the newest screening, the condition or the paper, or placed the hold; where a state of the firm
    did, who brought the firm there: that event is its cause and has the same actor. `mover`: who brought the firm into its state.
    """
    of_it, before = {"pk": OuterRef("about_id")}, OuterRef("lodged_at")
    screened = Screening.objects.filter(vendor=OuterRef("vendor_id"), status__in=DECIDED, decided_at__lte=before)
    placed = Event.objects.filter(
        subject_kind=Hold._meta.label_lower, subject_id=OuterRef("about_id"), name="hold.access-placed"
    )
    moved = Event.objects.filter(
        subject_kind="vendors.vendor", subject_id=OuterRef("about_id"), at__lte=before,
        name__in=[f"subcontractor.{state}" for state in STATES],
    )  # fmt: skip
    deciders = {
        "decision": screened.order_by("-decided_at").values("decided_by")[:1],
        "condition": ScreeningCondition.objects.filter(**of_it).values("screening__decided_by"),
        "hold": placed.order_by("at", "id").values("actor_id")[:1],
        **{kind: model.objects.filter(**of_it).values("decided_by") for kind, model in PAPERS.items()},
    }
    mover, account = Subquery(moved.order_by("-at", "-id").values("actor_id")[:1]), UUIDField()
    whens = [When(kind=kind, then=Subquery(found)) for kind, found in deciders.items()]
    return rows.annotate(
        decider=Case(*whens, output_field=account), mover=Case(When(kind="decision", then=mover), output_field=account)
    )
