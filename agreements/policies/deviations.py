"""Who may propose another wording, who decides on it, and when? And what stands against it?"""

from django.utils.translation import gettext as _

from agreements.models import OURS, THEIRS, Agreement, Deviation
from agreements.policies import agreements as policies
from agreements.policies.negotiation import check_is_open
from agreements.rendering import differing
from core import roles
from core.actors import Actor
from core.refusals import NotAllowed, NotNow, can

ANSWERS = {"accept": "accepted", "refuse": "refused", "counter": "countered", "answer": "answered", "insist": "open"}
REASONED = {"refuse", "counter", "answer", "insist"}


def side_of(by: Actor) -> str:
    return THEIRS if by.is_person else OURS


def is_theirs(by: Actor, agreement: Agreement) -> bool:
    """Whoever of the firm reads its agreements speaks for it here; only a signatory signs in the end."""
    return by.is_person and by.vendor_id == agreement.vendor_id and bool(by.hats & {"contact", "signatory"})


def check_may_propose(by: Actor, agreement: Agreement) -> None:
    if not is_theirs(by, agreement):
        raise NotAllowed(_("Contacts and signatories of the subcontractor propose changes here."))


def check_can_propose(by: Actor, agreement: Agreement) -> None:
    check_may_propose(by, agreement)
    check_is_open(agreement)


def can_propose(by: Actor, agreement: Agreement) -> bool:
    return can(check_can_propose, by, agreement)


def check_can_deviate(by: Actor, agreement: Agreement) -> None:
    """Our own side: counsel, while the words may still change."""
    policies.check_can_write(by)
    policies.check_is_draft(agreement)


def can_deviate(by: Actor, agreement: Agreement) -> bool:
    return can(check_can_deviate, by, agreement)


def check_says_something(kind: str, section: dict | None, words: list[dict], title: str, because: str) -> None:
    if not because.strip():
        raise NotNow(_("Write down the reason."))
    if kind in ("change", "add") and not words:
        raise NotNow(_("Write at least one sentence."))
    if kind == "add" and not title.strip():
        raise NotNow(_("Give the new clause a title."))
    if kind == "change" and not differing.differs(
        [row["text"] for row in (section or {})["sentences"]], [row["text"] for row in words]
    ):
        raise NotNow(_("This is the wording as it stands. Change a sentence, or say that it is a question."))


def right_for(approver: str) -> str:
    """The right that goes with the approver whom a clause names. One that nobody knows is a matter for counsel."""
    return roles.CLAUSE_APPROVERS.get(approver, roles.CLAUSE_APPROVERS["legal"])


def approver_words(approver: str) -> str:
    """The roles that decide, for people."""
    right = right_for(approver)
    return _(" or ").join(str(role.name) for role in roles.ROLES.values() if right in role.rights)


def check_may_decide(by: Actor, deviation: Deviation) -> None:
    """The approver whom the clause names, and never who proposed it."""
    if not (by.is_staff and by.may(right_for(deviation.approver))):
        raise NotAllowed(
            _("This clause is for somebody else to decide on: %(roles)s.")
            % {"roles": approver_words(deviation.approver)}
        )
    if deviation.side == OURS and deviation.made_by_id == by.id:
        raise NotAllowed(_("You proposed this. Somebody else with the same role decides on it."))


def check_can_decide(by: Actor, deviation: Deviation, answer: str, because: str) -> None:
    check_may_decide(by, deviation)
    policies.check_is_draft(deviation.agreement)
    _check_step(deviation, answer, because, ours(deviation))
    if answer == "accept" and deviation.kind == "strike" and _is_mandatory(deviation):
        raise NotNow(_("This clause is mandatory and stays in. Refuse with the reason, or offer another wording."))


def can_decide(by: Actor, deviation: Deviation) -> bool:
    return bool(ours(deviation)) and deviation.agreement.is_drafting and can(check_may_decide, by, deviation)


def ours(deviation: Deviation) -> tuple[str, ...]:
    """What the approver can answer now."""
    if deviation.status == "countered":
        return ("refuse",)
    if deviation.status != "open":
        return ()
    if deviation.kind == "question":
        return ("answer",)
    return ("accept", "refuse") if deviation.side == OURS else ("accept", "refuse", "counter")


def check_can_answer(by: Actor, deviation: Deviation, answer: str, because: str) -> None:
    """The other side, to a wording that we offered."""
    check_can_propose(by, deviation.agreement)
    _check_step(deviation, answer, because, theirs(deviation))


def can_answer(by: Actor, deviation: Deviation) -> bool:
    return bool(theirs(deviation)) and can_propose(by, deviation.agreement)


def theirs(deviation: Deviation) -> tuple[str, ...]:
    return ("accept", "refuse", "insist") if deviation.status == "countered" else ()


def check_may_withdraw(by: Actor, deviation: Deviation) -> None:
    """The side that proposed it."""
    if deviation.side == OURS:
        policies.check_can_write(by)
    else:
        check_may_propose(by, deviation.agreement)


def can_withdraw(by: Actor, deviation: Deviation) -> bool:
    return (deviation.is_undecided or deviation.status == "kept") and can(check_may_withdraw, by, deviation)


def check_may_remark(by: Actor, deviation: Deviation) -> None:
    """Whoever of staff sees it, and whoever of the firm may propose."""
    if by.is_staff:
        return
    check_may_propose(by, deviation.agreement)


def can_remark(by: Actor, deviation: Deviation) -> bool:
    return can(check_may_remark, by, deviation)


def check_seen(deviation: Deviation, seen: int | None) -> None:
    if seen is not None and seen != deviation.steps.count():
        raise NotNow(_("Somebody has answered this meanwhile. Read it again, then decide."))


def check_none_is_open(agreement: Agreement) -> None:
    """Nothing is frozen while a side waits for an answer."""
    if said := waiting(agreement):
        raise NotNow(_("There are proposed changes that nobody has decided on. Decide on each first."), said)


def waiting(agreement: Agreement) -> list[str]:
    """What nobody has decided on, and for whom it waits."""
    return [waits_for(row) for row in Deviation.objects.filter(agreement=agreement).undecided()]


def waits_for(deviation: Deviation) -> str:
    if deviation.status == "countered":
        return _("“%(title)s”: the subcontractor has not answered our wording") % {"title": deviation.title}
    said = {"title": deviation.title, "roles": approver_words(deviation.approver)}
    return _("“%(title)s”: waits for %(roles)s") % said


def _check_step(deviation: Deviation, answer: str, because: str, possible: tuple[str, ...]) -> None:
    if answer not in possible:
        raise NotNow(
            _("This is “%(state)s” now and cannot be answered like that.") % {"state": deviation.get_status_display()}
        )
    if answer in REASONED and not because.strip():
        raise NotNow(_("Write down the reason; the other side reads it."))


def _is_mandatory(deviation: Deviation) -> bool:
    from agreements.models import ClauseEdition

    if deviation.agreement.is_amendment:  # the change is struck, and the clause stays in as it was
        return False
    clause = ClauseEdition.objects.newest().filter(key=deviation.clause).first()
    return clause is not None and clause.content["standing"] == "mandatory"
