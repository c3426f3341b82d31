"""Who hears of accounts, of long work, and of the trail itself?"""

from django.utils.translation import gettext_lazy as _l

from config import audiences
from core.notices import Tell

# What protects the account is told to whoever owns it, whoever did it, and no setting turns it off.
_WHY = _l("it is about your account; mails that protect it cannot be switched off")
_FACTORS = audiences.the_account("/account/2fa/", _WHY)
_SESSIONS = audiences.the_account("/account/sessions/", _WHY)


def _protecting(audience, title, text, act) -> Tell:
    return Tell(audience, title, text, act=act, mail="now", own=True, template="account_changed")


def _factor(kind: str, title, text) -> Tell:
    return _protecting(audiences.only_of(kind, _FACTORS, "factor"), title, text, _l("Look at your sign-in factors"))


_PASSKEY, _APP = "webauthn", "totp"
_BY = _l("It was done on %(done_at)s with %(browser)s, at the address %(address)s.")

_INVITATION = Tell(
    audiences.the_invited(),
    _l("%(house)s invites you to its desk"),
    act=_l("Choose a password"),
    mail="now",
    template="staff_invitation",
)


_KEEPERS = audiences.staff_who_may("users.write", "/desk/trail/", or_may="audits.verify")


def _for_keepers(title, text) -> Tell:
    """The other administrators and the auditors hear what one of them gives away."""
    said = audiences.only_by_staff(_KEEPERS)
    return Tell(said, title, text, act=_l("See it in the audit log"), template="account_given")


NOTICES = {
    "trail.broken": [
        Tell(
            audiences.staff_who_may("settings.write", "/desk/trail/"),
            _l("The trail check found damage"),
            mail="now",
            template="trail_broken",
        ),
    ],
    "file.damaged": [
        Tell(
            audiences.staff_who_may("settings.write", "/desk/organisation/files/"),
            _l("A stored file is missing or changed"),
            _l(
                "The nightly check read it through, and it is not what was stored. Nobody is shown it. Keep the storage as it is, "
                "and bring the file back from a backup."
            ),
            act=_l("See which file"),
            mail="now",
        ),
    ],
    "user.new-browser": [
        _protecting(
            _SESSIONS,
            _l("New sign-in: %(browser)s"),
            _l(
                "Your account was opened on %(used_at)s with a browser that it had not been used with before: %(browser)s, at the address %(address)s."
            ),
            _l("See where you are signed in"),
        )
    ],
    "user.password-asked": [
        Tell(
            audiences.the_account_at("email"),
            _l("Choose a new password"),
            _l(
                "A new password was asked for on %(done_at)s with %(browser)s, at the address %(address)s, for your account with %(house)s."
            ),
            act=_l("Choose a new password"),
            mail="now",
            template="password_reset",
        )
    ],
    "user.password-changed": [
        _protecting(_SESSIONS, _l("Your password was changed"), _BY, _l("See where you are signed in"))
    ],
    "user.factor-added": [
        _factor(_PASSKEY, _l("A passkey was added to your account"), _BY),
        _factor(_APP, _l("An authenticator app was added to your account"), _BY),
    ],
    "user.factor-removed": [
        _factor(_PASSKEY, _l("A passkey was removed from your account"), _BY),
        _factor(_APP, _l("The authenticator app was removed from your account"), _BY),
        _factor("recovery_codes", _l("The recovery codes of your account were removed"), _BY),
    ],
    "user.invited": [
        _INVITATION,
        _for_keepers(_l("New account of staff: %(subject)s"), _l("%(actor)s made it, in the roles: %(words)s.")),
    ],
    "user.invited-again": [_INVITATION],
    "user.role-changed": [
        Tell(
            audiences.the_account(),
            _l("What you may do has changed"),
            _l("%(actor)s gave you other roles. The pages that you see follow from them at once."),
            act=_l("See your pages"),
            mail="now",
        ),
        _for_keepers(_l("Other roles for %(subject)s"), _l("%(actor)s changed them. They are now: %(words)s.")),
    ],
    "user.factors-removed": [
        _protecting(
            _FACTORS,
            _l("The sign-in factors of your account were removed"),
            _l(
                "%(actor)s removed them on %(done_at)s and ended your sessions. Sign in with your password and set up a new factor."
            ),
            _l("Look at your sign-in factors"),
        )
    ],
    "client.ended": [
        Tell(
            audiences.staff_who_may("keys.write", "/desk/keys/{subject_id}/"),
            _l("API key ended: %(subject)s"),
            _l(
                "The account of %(account)s was closed, and the key that ends with %(last_four)s with it. The program is refused from now on. "
                "Make a new key where it shall go on."
            ),
            act=_l("See the key"),
            mail="now",
        )
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
