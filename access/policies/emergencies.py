"""Who may open something in an emergency, who reports, and who reads the report?"""

from django.utils.translation import gettext as _

from access import eligibility, wording
from access.models import Asset, Emergency, GrantPeriod
from access.models.emergency import HOUR
from access.policies import grants
from core import facts
from core.actors import Actor
from core.refusals import NotAllowed, NotNow


def check_can_take(actor: Actor, person, asset: Asset) -> None:
    """Only for oneself, and only where the class of the information allows it."""
    if not actor.is_person or actor.person_id != person.pk:
        raise NotAllowed(_("Emergency access is taken by the person who needs it."))
    if not asset.asset_class.emergencies:
        raise NotAllowed(
            _("%(class)s information has no emergency access. Ask for access, and call us.")
            % {"class": asset.asset_class.name}
        )


def check_is_open_to_emergencies(person, asset: Asset, *, at) -> None:
    """Approvals are what an emergency does without; every other condition holds as ever. Raises NotNow."""
    grants.check_still_here(person)
    grants.check_owes_no_report(person)
    granted = GrantPeriod.objects.current().filter(person_id=person.pk, asset_id=asset.pk, level="view")
    if granted.filter(during__overlap=facts.span(at, at + HOUR)).exists():
        raise NotNow(_("Access to this has been approved already."))
    unmet = eligibility.decide(person.pk, asset.pk, at=at).unmet_requirements
    if unmet:
        raise NotNow(
            _("Emergency access does without approvals alone; other conditions are not met."),
            unmet=wording.sentences_for(unmet, to_them=True),
        )


def check_can_report(actor: Actor, emergency: Emergency) -> None:
    if not actor.is_person or actor.person_id != emergency.person_id:
        raise NotAllowed(_("The report is given by the person who took the emergency access."))


def check_can_read(actor: Actor, emergency: Emergency) -> None:
    """The owner of the information, or a compliance officer."""
    is_theirs = actor.user is not None and emergency.grant.asset.owner_id == actor.user.pk
    if not actor.may("access.approve") or not ("officer" in actor.roles or is_theirs):
        raise NotAllowed(_("Only the owner of this information or a compliance officer closes a report."))


def check_is_reported(emergency: Emergency) -> None:
    if emergency.reported_at is None:
        raise NotNow(_("The report has not come yet."))
