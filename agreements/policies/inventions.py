"""Who writes, sends and decides on an invention, and when?"""

from django.utils.translation import gettext as _

from agreements import disclosure
from agreements.models import Contributor, Invention
from core.actors import Actor
from core.refusals import NotAllowed, NotNow, can


def check_can_disclose(by: Actor) -> None:
    if not by.is_person:
        raise NotAllowed(_("Inventions are told by the people of the subcontractor."))


def check_can_change(by: Actor, invention: Invention) -> None:
    if not (by.is_person and by.person_id == invention.person_id):
        raise NotAllowed(_("Only who began it writes it and sends it."))


def can_change(by: Actor, invention: Invention) -> bool:
    return invention.status == "draft" and can(check_can_change, by, invention)


def check_is_draft(invention: Invention) -> None:
    if invention.status != "draft":
        raise NotNow(_("It was sent already. What was sent stays as it is."))


def check_is_complete(invention: Invention) -> None:
    if found := disclosure.missing(invention):
        raise NotNow(_("It cannot be sent yet."), found)


def check_can_decide(by: Actor) -> None:
    if not can_decide(by):
        raise NotAllowed(_("Your role does not include deciding on inventions. Legal counsel does."))


def can_decide(by: Actor) -> bool:
    return by.is_staff and by.may("agreements.write")


def check_is_disclosed(invention: Invention) -> None:
    if invention.status != "disclosed":
        raise NotNow(
            _("This is %(state)s; there is nothing to decide.") % {"state": str(invention.get_status_display()).lower()}
        )


def check_is_shared_out(people: list[Contributor]) -> None:
    """Once it is claimed nobody changes who contributed how much, so it has to be whole before."""
    if words := disclosure.share_words(people):
        raise NotNow(
            _("The shares have to sum to 100 % before it is claimed. Ask for more, so that they are put right."),
            [words],
        )


def check_can_be_released(invention: Invention) -> None:
    if invention.status not in {"disclosed", "claimed"}:
        raise NotNow(
            _("This is %(state)s and cannot be released.") % {"state": str(invention.get_status_display()).lower()}
        )


def check_says_why(because: str) -> None:
    if not because.strip():
        raise NotNow(_("Write down why."))
