"""Remember with which browsers an account is used, and tell its person of a new one."""

import datetime
import hashlib

from core import events
from core.actors import Actor
from core.models import KnownBrowser, User

REMEMBERED = datetime.timedelta(days=400)  # as long as browsers keep a cookie


def note(user: User, token: str, *, name: str, by: Actor, at: datetime.datetime, is_told: bool = True) -> bool:
    """This browser was used to sign in. True, with an event, where it is new to the account; `name` is in plain words.

    `is_told` is False where the account itself was made in this moment.
    """
    digest = hashlib.sha256(token.encode()).hexdigest()
    known, is_new = KnownBrowser.objects.update_or_create(
        user=user,
        digest=digest,
        defaults={"last_used_at": at},
        create_defaults={"first_used_at": at, "last_used_at": at},
    )
    if is_new and is_told:
        events.record("user.new-browser", user, by=by, at=at, browser=name, address=by.address, used_at=at)
    return is_new


def forget_unused(*, at: datetime.datetime) -> int:
    return KnownBrowser.objects.filter(last_used_at__lt=at - REMEMBERED).delete()[0]
