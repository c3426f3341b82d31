"""Who hears of what? Event name -> what is told, to whom, how urgently.

A line reads: on this event, these people (config/audiences.py) get this title, by this pair of templates in
templates/emails/. `mail` is "now" for deadlines, decisions and incidents, "bundled" for the rest (one mail in ten
minutes), or "" for the inbox alone. The audience is asked by the worker after commit; nobody hears of own acts.
The title may use every name in the event's detail, `subject`, `actor`, and what the audience adds.
"""

from django.utils.translation import gettext_lazy as _l

from config import audiences
from core.notices import Tell

NOTICES: dict[str, list[Tell]] = {
    "trail.broken": [
        Tell(audiences.staff_who_may("settings.write"), "trail_broken", _l("The trail check found damage"), mail="now"),
    ],
    "user.factor-added": [
        Tell(
            audiences.the_account("/account/2fa/"),
            "account_changed",
            _l("A sign-in factor was added to your account"),
            mail="now",
            own=True,
        ),
    ],
    "user.factor-removed": [
        Tell(
            audiences.the_account("/account/2fa/"),
            "account_changed",
            _l("A sign-in factor was removed from your account"),
            mail="now",
            own=True,
        ),
    ],
    "user.role-changed": [
        Tell(audiences.the_account(), "notice", _l("Your roles in Ringfence changed"), mail="now"),
    ],
    "job.failed": [
        Tell(audiences.the_one_who_asked, "notice", _l("%(subject)s could not be finished")),
    ],
}
