"""Who takes agreements over that were signed elsewhere, who confirms their key data, and when?"""

import datetime

from django.utils.translation import gettext as _

from agreements import key_data
from agreements.models import ElsewherePaper
from core.actors import Actor
from core.models import Event
from core.refusals import NotAllowed, NotNow, can

TYPED = ["elsewhere.entered", "elsewhere.changed", "elsewhere.proposed"]


def check_can_enter(by: Actor) -> None:
    """Entering only writes down: it takes effect once somebody else has compared it with the file."""
    if not (by.may("agreements.read") and (by.may("agreements.write") or by.may("vendors.write"))):
        raise NotAllowed(_("Your role does not include entering agreements. Counsel, officers and analysts do."))


def can_enter(by: Actor) -> bool:
    return can(check_can_enter, by)


def check_may_confirm(by: Actor) -> None:
    if not (by.may("agreements.read") and (by.may("agreements.write") or by.may("vendors.decide"))):
        raise NotAllowed(_("Your role does not include confirming agreements. Counsel, officers and approvers do."))


def check_can_confirm(by: Actor, paper: ElsewherePaper) -> None:
    """Raises NotAllowed for whoever typed any of it, NotNow where it does not wait."""
    check_may_confirm(by)
    typed = Event.objects.about(paper).filter(name__in=TYPED, actor_id=by.id)
    if by.id in {paper.entered_by_id, paper.proposed_by_id} or typed.exists():
        raise NotAllowed(_("You entered this key data. Somebody else compares it with the file and confirms it."))
    check_waits(paper)


def check_waits(paper: ElsewherePaper) -> None:
    if paper.status != "proposed":
        state = str(paper.get_status_display()).lower()
        raise NotNow(_("This is: %(state)s. There is nothing to confirm.") % {"state": state})


def check_is_entered(paper: ElsewherePaper) -> None:
    if paper.status == "proposed":
        raise NotNow(_("It waits for a second person. They can give it back to be corrected."))
    if paper.status != "entered":
        state = str(paper.get_status_display()).lower()
        raise NotNow(_("This is: %(state)s. Its key data stays as it is.") % {"state": state})


def check_is_complete(paper: ElsewherePaper, today: datetime.date) -> None:
    said = key_data.of(paper)
    if found := [*key_data.missing(said).values(), *key_data.wrong(said, today=today, pages=paper.pages).values()]:
        raise NotNow(_("The key data is not complete yet."), found)


def check_fits(paper: ElsewherePaper) -> None:
    """Whom and what it names must be of this firm, and still there."""
    person, old = paper.person, paper.replaces
    if person and person.vendor_id != paper.vendor_id:
        raise NotNow(_("That person belongs to another subcontractor."))
    if old and (old.vendor_id, old.person_id) != (paper.vendor_id, paper.person_id):
        raise NotNow(_("A new agreement takes the place of one with the same subcontractor and the same person."))
    if old and old.status != "signed":
        raise NotNow(
            _("The agreement that it takes the place of is not in force any more. Give it back to be corrected.")
        )


def check_seen(paper: ElsewherePaper, seen: str, current: str) -> None:
    """What was on the page must be what is confirmed."""
    if seen != current:
        raise NotNow(_("The key data was changed since you opened the page. Compare it with the file again."))


def check_can_return(by: Actor, paper: ElsewherePaper, because: str) -> None:
    check_may_confirm(by)
    check_waits(paper)
    if not because.strip():
        raise NotNow(_("Say what has to be put right; whoever entered it reads that."))


def check_can_remove(by: Actor, paper: ElsewherePaper) -> None:
    check_can_enter(by)
    if paper.status == "confirmed":
        raise NotNow(_("It has taken effect. End the agreement early where it no longer binds."))


def can_confirm(by: Actor, paper: ElsewherePaper) -> bool:
    return can(check_can_confirm, by, paper)
