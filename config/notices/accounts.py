"""Who hears of accounts, of long work, and of the trail itself?"""

from django.utils.translation import gettext_lazy as _l

from config import audiences
from core.notices import Tell

_FACTORS = audiences.the_account("/account/2fa/")


def _factor(title) -> list[Tell]:
    return [Tell(_FACTORS, title, mail="now", own=True, template="account_changed")]


NOTICES = {
    "trail.broken": [
        Tell(
            audiences.staff_who_may("settings.write"),
            _l("The trail check found damage"),
            mail="now",
            template="trail_broken",
        ),
    ],
    "user.factor-added": _factor(_l("A sign-in factor was added to your account")),
    "user.factor-removed": _factor(_l("A sign-in factor was removed from your account")),
    "user.role-changed": [
        Tell(
            audiences.the_account(),
            _l("Your roles in Ringfence changed"),
            _l("%(actor)s changed what you may do. The pages that you see follow from it at once."),
            act=_l("Open Ringfence"),
            mail="now",
        ),
    ],
    "job.failed": [
        Tell(
            audiences.the_one_who_asked,
            _l("%(subject)s could not be finished"),
            _l("Nothing was changed. The page says what went wrong and lets you start again."),
            act=_l("See what went wrong"),
        ),
    ],
}
