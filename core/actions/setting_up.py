"""The first steps of an installation that nothing but its operator can vouch for, and the end of them."""

import datetime

from core import events, installation
from core.actors import Actor
from core.models import Organisation
from core.policies import check_can_keep_settings


def vouch_for_backup(*, by: Actor, at: datetime.datetime) -> None:
    """Somebody has brought a backup back, and says so. Raises NotAllowed."""
    check_can_keep_settings(by)
    events.record("backup.tried", Organisation.current(), by=by, at=at)


def close(*, by: Actor, at: datetime.datetime) -> None:
    """The list of first steps is shown to nobody any more. Repeating it records nothing. Raises NotAllowed."""
    check_can_keep_settings(by)
    if not installation.is_set_up():
        events.record("setup.closed", Organisation.current(), by=by, at=at)
