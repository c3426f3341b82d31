"""Who may do what with access, and when? One short function a deed: `check_` raises the sentence, `can_` asks."""

import datetime
from collections.abc import Iterable

from django.utils.translation import gettext as _

from access import conflicts, eligibility, wording
from access.models import Asset, AssetClass, Emergency, Grant
from core.actors import Actor
from core.models import User
from core.refusals import NotAllowed, NotNow, can

APPROVING_ROLES = ("officer", "owner")
HIGHEST = 2  # so many classes from the top never do without these, whatever else their policies ask for
NEVER_WITHOUT = ("employment", "screening", "agreement")


def check_can_request(actor: Actor, person, asset: Asset) -> None:
    """A worker asks for themselves; a contact may ask for anyone of the firm."""
    if not actor.is_person or actor.vendor_id != person.vendor_id:
        raise NotAllowed(_("Only people of the subcontractor ask for access."))
    if actor.person_id != person.pk and "contact" not in actor.hats:
        raise NotAllowed(_("Only your firm's contact may ask for somebody else."))


def check_can_read_exposure(actor: Actor) -> None:
    if not actor.may("access.read"):
        raise NotAllowed(_("Your role does not include reading who may open what."))


def check_still_here(person) -> None:
    if person.departed_at:
        raise NotNow(_("%(name)s no longer works there.") % {"name": person.name})


def check_owes_no_report(person) -> None:
    if Emergency.objects.owed().filter(person=person).exists():
        raise NotNow(_("A report on emergency access is owed. Give the report first."))


def check_is_ahead(starts_at: datetime.datetime, ends_at: datetime.datetime, at: datetime.datetime) -> None:
    """Something of the period has to be left: checked when it is asked for, and again when it is approved."""
    if ends_at <= max(starts_at, at):
        raise NotNow(_("The period has to end after it starts, and later than now."))


def check_may_approve(actor: Actor, grant: Grant) -> list[str]:
    """The roles in which this person could approve it, whatever has become of it. Raises NotAllowed."""
    if actor.user is not None and actor.user.pk == grant.requested_by_id:
        raise NotAllowed(_("You asked for this access yourself. Somebody else has to approve it."))
    if actor.user is not None and actor.user.pk == grant.person.user_id:
        raise NotAllowed(_("This access is for you. Somebody else has to approve it."))
    return _approving_roles(actor, grant)


def check_can_approve(actor: Actor, grant: Grant, *, at: datetime.datetime) -> str:
    """Returns the role under which this approval counts. Raises NotAllowed (who) or NotNow (when), with what is unmet."""
    worn = check_may_approve(actor, grant)
    if grant.status not in {"requested", "first_approved"}:
        raise NotNow(_("This request is no longer waiting for an approval."))
    role = _free_role(actor, grant, worn)
    check_is_apart(actor, grant, at=at)
    _check_unmet(grant, at=at)
    return role


def check_is_apart(actor: Actor, grant: Grant, *, at: datetime.datetime) -> None:
    """Nobody approves for, or after, somebody in the same conflict set."""
    others = [grant.person.user_id, grant.requested_by_id, *(row.user_id for row in grant.approvals.all())]
    if found := conflicts.set_of_both(actor.user.pk, others, at=at):
        conflict_set, other_id = found
        name = User.objects.get(pk=other_id).name
        raise NotAllowed(
            _("You and %(name)s are in the conflict set “%(set)s”. Somebody else has to approve it.")
            % {"name": name, "set": conflict_set.name}
        )


def may_ever_approve(actor: Actor, grant: Grant, *, at: datetime.datetime) -> bool:
    """Whether an approval of this person could count, now or once the conditions hold."""

    def check() -> None:
        _free_role(actor, grant, check_may_approve(actor, grant))
        check_is_apart(actor, grant, at=at)

    return can(check)


def _approving_roles(actor: Actor, grant: Grant) -> list[str]:
    if not actor.may("access.approve"):
        raise NotAllowed(_("Approving access needs the role compliance officer or information owner."))
    worn = [
        role
        for role in APPROVING_ROLES
        if role in actor.roles and (role != "owner" or grant.asset.owner_id == actor.user.pk)
    ]
    if not worn:
        raise NotAllowed(_("Only the owner of this information or a compliance officer may approve."))
    return worn


def _free_role(actor: Actor, grant: Grant, worn: list[str]) -> str:
    """The first of them in which nobody has approved yet."""
    approvals = list(grant.approvals.all())
    if any(approval.user_id == actor.user.pk for approval in approvals):
        raise NotAllowed(_("You have approved this request already. The second approval comes from somebody else."))
    taken = {approval.role for approval in approvals}
    free = [role for role in worn if role not in taken]
    if not free:
        raise NotAllowed(
            _("A %(role)s has approved already. The second approval comes from another role.")
            % {"role": role_name(worn[0])}
        )
    return free[0]


def _check_unmet(grant: Grant, *, at) -> None:
    unmet = eligibility.decide(grant.person_id, grant.asset_id, at=at, level=grant.level).unmet_requirements
    if unmet:
        raise NotNow(
            _("This access cannot be approved yet: conditions are not met."), unmet=wording.sentences_for(unmet)
        )


def role_name(key: str) -> str:
    from core.roles import ROLES

    return str(ROLES[key].name).lower()


def check_can_decline(actor: Actor, grant: Grant) -> None:
    if not actor.may("access.approve") or not ({"officer"} & set(actor.roles) or grant.asset.owner_id == actor.user.pk):
        raise NotAllowed(_("Only the owner of this information or a compliance officer may decline."))


def check_can_withdraw(actor: Actor, grant: Grant) -> None:
    own = (
        actor.is_person
        and actor.vendor_id == grant.vendor_id
        and (actor.person_id == grant.person_id or "contact" in actor.hats)
    )
    if not own:
        raise NotAllowed(_("Only the person concerned or the firm's contact may take this back."))


def check_can_revoke(actor: Actor, grant: Grant) -> None:
    if not actor.may("access.revoke"):
        raise NotAllowed(_("Revoking access needs the role compliance officer, information owner or investigator."))


def check_can_hold(actor: Actor) -> None:
    if not (
        actor.may("access.revoke")
        or actor.may("audits.write")
        or actor.may("incidents.write")
        or actor.may("incidents.report")
        or actor.is_person
    ):
        raise NotAllowed(_("Placing a hold needs a role that answers for access, audits or incidents."))


def check_can_lift(actor: Actor) -> None:
    if actor.is_person:
        raise NotAllowed(_("Only the company opens held access again."))
    check_can_hold(actor)


def check_can_open(actor: Actor, document, *, at: datetime.datetime) -> eligibility.Decision:
    """The guard at the door of a document: asks the rule, every time. Raises NotAllowed or NotNow with what is unmet."""
    if not actor.is_person:
        raise NotAllowed(_("The protected viewer is for people of a subcontractor."))
    decision = eligibility.decide(actor.person_id, document.asset_id, at=at)
    if not decision:
        why = wording.why_held(actor, document.asset_id, at)
        raise NotNow(_("You cannot open this now."), unmet=[*wording.sentences_for(decision.unmet, to_them=True), *why])
    return decision


def check_can_download(actor: Actor, document, *, at: datetime.datetime) -> eligibility.Decision:
    """The guard on a marked file: the class allows files at this moment, and the rule says yes at the level of download."""
    if not actor.is_person:
        raise NotAllowed(_("Marked copies are for people of a subcontractor."))
    asset_class = AssetClass.objects.get(assets=document.asset_id)
    if not asset_class.may_download:
        words = _("%(class)s information is read in the viewer; it is never handed over as a file.")
        raise NotNow(words % {"class": asset_class.name})
    decision = eligibility.decide(actor.person_id, document.asset_id, at=at, level="download")
    if not decision:
        raise NotNow(_("You cannot take a copy now."), unmet=wording.sentences_for(decision.unmet, to_them=True))
    return decision


def check_can_set_policy(actor: Actor) -> None:
    if not actor.may("access.write"):
        raise NotAllowed(_("Changing a class needs the role compliance officer."))


def check_asks_enough(asset_class: AssetClass, requirements: Iterable[tuple[str, str]]) -> None:
    """The two highest classes open to nobody who is not employed, screened and bound by an agreement."""
    highest = AssetClass.objects.order_by("-rank").values_list("pk", flat=True)[:HIGHEST]
    missing = [name for name in NEVER_WITHOUT if name not in {requirement for requirement, _key in requirements}]
    if missing and asset_class.pk in highest:
        raise NotNow(
            _(
                "%(class)s is one of the two highest classes: it always asks for employment, screening and an agreement. "
                "Missing: %(missing)s."
            )
            % {"class": asset_class.name, "missing": ", ".join(wording.title_of(name).lower() for name in missing)}
        )
