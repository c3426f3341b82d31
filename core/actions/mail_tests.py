"""Does mail leave this installation? One letter to whoever asks, and what the server said of it."""

import datetime

from django.utils.translation import gettext as _

from core import events, mail
from core.actors import Actor
from core.models import Organisation
from core.policies import check_can_keep_settings


def send(*, by: Actor, at: datetime.datetime) -> str:
    """What went wrong, in the words of the server; nothing where it took the letter. Raises NotAllowed.

    The one mail that is sent while somebody waits for it: the answer is what was asked for. Nothing is locked meanwhile.
    """
    check_can_keep_settings(by)
    user, house = by.user, Organisation.current()
    title = _("Test mail from %(house)s") % {"house": house.name}
    context = {
        "title": title,
        "text": _("It arrived, so invitations, deadlines and decisions arrive too. There is nothing to do."),
        "url": "/desk/organisation/",
        "act": _("Open the settings"),
        "why": _("you asked for it"),
    }
    letter = mail.letter("notice", context, subject=title, to=user.email, name=user.name, key=f"test:{user.pk}:{at}")
    error, _for_good = mail.send(letter)
    events.record("mail.tested", user, by=by, at=at, said=error, kept_in=mail.folder())
    return error
