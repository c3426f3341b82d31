"""Whose reading of a text is noted, and when?"""

import datetime

from django.utils.translation import gettext as _

from agreements.models import Agreement
from agreements.policies import agreements as policies
from core.actors import Actor
from core.refusals import NotNow, can


def check_can_note(by: Actor, agreement: Agreement, at: datetime.datetime) -> None:
    """Who has a seat at which they act, until they have acted or it waits no longer. Raises NotAllowed (no seat of theirs) and NotNow."""
    policies.check_may_sign(by, agreement)
    if not agreement.is_awaiting or policies.is_too_late(agreement, at):
        raise NotNow(_("This does not wait for signatures any more. What you look at is not noted."))
    if agreement.signatures.filter(user=by.id).exists():
        raise NotNow(_("You have signed this. What you look at now is not noted."))


def can_note(by: Actor, agreement: Agreement, at: datetime.datetime) -> bool:
    return can(check_can_note, by, agreement, at)
