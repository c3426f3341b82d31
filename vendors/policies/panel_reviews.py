"""Who may be on a panel, and until when does it change?"""

from django.utils.translation import gettext as _

from core.actors import Actor
from core.models import User
from core.refusals import NotAllowed, NotNow
from core.roles import ROLES
from vendors import panel_results
from vendors.models import PanelReview, Screening
from vendors.policies import due_diligence


def reviewers():
    """Active staff who see the register."""
    may = [role.key for role in ROLES.values() if "vendors.read" in role.rights]
    return User.objects.filter(is_staff=True, is_active=True, groups__name__in=may).distinct().order_by("name")


def check_can_ask(actor: Actor, screening: Screening) -> None:
    due_diligence.check_can_screen(actor)
    due_diligence.check_is_recording(screening)
    if not panel_results.criteria(screening):
        raise NotNow(_("The guide of this screening has no panel."))
    if panel_results.is_open(list(screening.panel.all())):
        raise NotNow(_("The panel has handed in and its marks are open; who is asked now would not be blind."))


def can_ask(actor: Actor, screening: Screening) -> bool:
    if not due_diligence.can_screen(actor) or screening.status != "recording":
        return False
    return bool(panel_results.criteria(screening)) and not panel_results.is_open(list(screening.panel.all()))


def check_is_reviewer(user: User) -> None:
    if not reviewers().filter(pk=user.pk).exists():
        raise NotNow(_("Somebody on a panel is an active member of staff who sees the register."))


def check_can_release(actor: Actor, review: PanelReview) -> None:
    due_diligence.check_can_screen(actor)
    due_diligence.check_is_recording(review.screening)
    if review.submitted_at:
        raise NotNow(_("%(name)s has handed in; what was said stays.") % {"name": review.reviewer.name})


def check_can_mark(actor: Actor, review: PanelReview) -> None:
    if actor.id != review.reviewer_id:
        raise NotAllowed(_("Each member of the panel marks for themself."))


def check_is_open_to_marks(review: PanelReview) -> None:
    due_diligence.check_is_recording(review.screening)


def check_can_take_over(actor: Actor, screening: Screening) -> None:
    due_diligence.check_can_screen(actor)
    due_diligence.check_is_recording(screening)
    if panel_results.of(screening) is None:
        raise NotNow(_("The panel is still blind: not everybody who was asked has handed in."))
