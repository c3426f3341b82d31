"""Who hears of requests for access, and of access that opens, pauses and ends?"""

from django.utils.translation import gettext_lazy as _l

from config import audiences
from core.notices import Tell

_GRANT = "/desk/grants/{subject_id}/"
_HOLDER = audiences.about_access(audiences.holder_of_grant("/portal/access/"))
_CONTACTS = audiences.about_access(audiences.contacts("/portal/"))
_STEWARDS = audiences.about_access(audiences.stewards(_GRANT))
_APPROVERS = audiences.about_access(audiences.staff_who_may("access.approve", _GRANT))
_SEE, _RECORD, _DECIDE = _l("See your access"), _l("Open the record"), _l("Decide")


def _answered(title) -> list[Tell]:
    """The reasons were written for the firm."""
    supplier = audiences.passing_on("because", audiences.contacts("/portal/objections/{subject_id}/"))
    text = _l("Somebody who did not take the decision has looked at your objection. The reasons stand below.")
    return [Tell(supplier, title, text, act=_l("Read the answer"), mail="now")]


_EXCEPTION = "/desk/conflicts/exceptions/{subject_id}/"
_DECIDERS = audiences.staff_who_may("access.approve", _EXCEPTION)


def _decided(title, text) -> list[Tell]:
    """Told to who asked, with the reason."""
    asker = audiences.passing_on("because", audiences.staff_named("asker", _EXCEPTION, _DECIDERS))
    return [Tell(asker, title, text, act=_RECORD)]


NOTICES = {
    "conflict.found": [
        Tell(
            audiences.staff_who_may("access.write", "/desk/conflicts/"),
            _l("Conflict found: %(person_name)s"),
            _l(
                "%(person_name)s of %(firm)s holds %(pair)s, which are kept apart. Both are closed until one is given up or an "
                "exception is granted."
            ),
            act=_l("See the conflict"),
            mail="now",
        )
    ],
    "emergency.opened": [
        Tell(
            audiences.about_emergency(audiences.staff_who_may("access.approve", _GRANT)),
            _l("Emergency access: %(person_name)s"),
            _l(
                "%(person_name)s of %(firm)s has opened %(asset_name)s for one hour, without approvals. The reason stands "
                "below. Revoke it if it should not be; a report is due by %(report_due_at)s."
            ),
            act=_RECORD,
            mail="now",
        ),
        Tell(
            audiences.about_emergency(audiences.contacts("/portal/")),
            _l("Emergency access: %(person_name)s"),
            _l(
                "%(person_name)s has opened %(asset_name)s for one hour, without approvals. Their report is due by "
                "%(report_due_at)s; without it all of their access closes."
            ),
            act=_l("Open your tasks"),
            mail="now",
        ),
    ],
    "emergency.reported": [
        Tell(
            audiences.about_emergency(audiences.staff_who_may("access.approve", _GRANT)),
            _l("Report on emergency access: %(person_name)s"),
            _l("%(person_name)s of %(firm)s says what was done with %(asset_name)s. Read it, and say what follows."),
            act=_l("Read the report"),
        )
    ],
    "emergency.report-read": [
        Tell(
            audiences.about_emergency(
                audiences.passing_on(
                    "note", audiences.the_person("/portal/emergencies/{subject_id}/report/", key="person")
                )
            ),
            _l("Your report has been read"),
            _l("It was on your emergency access to %(asset_name)s. What follows stands below."),
            act=_l("Read it"),
        )
    ],
    "exception.asked": [
        Tell(
            _DECIDERS,
            _l("Exception asked for: %(person_name)s"),
            _l("%(actor)s asks that %(person_name)s of %(firm)s may hold %(pair)s together. Somebody else decides."),
            act=_DECIDE,
            mail="now",
        )
    ],
    "exception.granted": _decided(
        _l("Exception granted: %(person_name)s"),
        _l("%(actor)s has granted it, for %(pair)s. It lapses by itself."),
    ),
    "exception.declined": _decided(
        _l("Exception declined: %(person_name)s"), _l("%(actor)s has declined it, for %(pair)s.")
    ),
    "exception.ended": _decided(
        _l("Exception ended early: %(person_name)s"),
        _l("%(actor)s has ended it. %(pair)s are kept apart again."),
    ),
    "objection.lodged": [
        Tell(
            audiences.staff_who_may("vendors.decide", "/desk/objections/{subject_id}/"),
            _l("Objection of %(firm)s"),
            _l(
                "%(actor)s objects to this: %(subject)s. Somebody who did not take the decision answers, with reasons, by "
                "the end of %(due_on)s."
            ),
            act=_l("Read the objection"),
            mail="now",
        ),
    ],
    "objection.upheld": _answered(_l("Your objection is upheld")),
    "objection.partly-upheld": _answered(_l("Your objection is upheld in part")),
    "objection.dismissed": _answered(_l("Your objection is dismissed")),
    "grant.requested": [
        Tell(
            _APPROVERS,
            _l("Access asked for: %(asset_name)s"),
            _l(
                "%(person_name)s of %(firm)s asks for it. Two people of different roles approve; within 2 days is fair."
            ),
            act=_DECIDE,
            mail="now",
        ),
    ],
    "grant.first-approved": [
        Tell(
            _APPROVERS,
            _l("Second approval: %(asset_name)s"),
            _l("%(actor)s has approved the access of %(person_name)s. It opens once somebody of the other role does."),
            act=_DECIDE,
        ),
    ],
    "grant.opened": [
        Tell(
            _HOLDER,
            _l("Your access is open"),
            _l(
                "You can open %(asset_name)s until %(ends_at)s, as long as every condition stays met. "
                "Pages carry your name, and each opening is recorded."
            ),
            act=_SEE,
            mail="now",
        )
    ],
    "grant.declined": [
        Tell(
            audiences.passing_on("because", _HOLDER),
            _l("Your request for access was declined"),
            _l(
                "You asked for %(asset_name)s. The reason stands below. If your work needs it, talk to the person below."
            ),
            act=_SEE,
            mail="now",
        )
    ],
    "grant.revoked": [
        Tell(
            audiences.passing_on("note", _HOLDER),
            _l("Your access has ended"),
            _l("You can no longer open %(asset_name)s. What you promised to keep secret stays secret."),
            act=_SEE,
            mail="now",
        ),
        Tell(_STEWARDS, _l("Access revoked: %(person_name)s"), _l("It was access to %(asset_name)s."), act=_RECORD),
    ],
    "grant.lapsed": [
        Tell(
            _HOLDER,
            _l("Your access is paused"),
            _l(
                "You cannot open %(asset_name)s at the moment. It opens again by itself as soon as what is missing is there; "
                "your tasks show whether it is yours to bring."
            ),
            act=_SEE,
            mail="now",
        ),
        Tell(
            _CONTACTS,
            _l("Access of %(person_name)s is paused"),
            _l(
                "%(person_name)s cannot open %(asset_name)s at the moment. It opens again by itself as soon as what is missing "
                "is there."
            ),
            act=_l("See what to do"),
        ),
        Tell(
            _STEWARDS,
            _l("Access paused: %(person_name)s"),
            _l("%(asset_name)s is closed to %(person_name)s. It opens again by itself once every condition is met."),
            act=_RECORD,
        ),
    ],
    "grant.restored": [
        Tell(
            _HOLDER,
            _l("Your access is open again"),
            _l("Every condition is met. You can open %(asset_name)s until %(ends_at)s."),
            act=_SEE,
            mail="now",
        ),
        Tell(
            _CONTACTS,
            _l("Access of %(person_name)s is open again"),
            _l("%(person_name)s can open %(asset_name)s. There is nothing to do."),
            act=_l("Open your tasks"),
        ),
        Tell(_STEWARDS, _l("Access open again: %(person_name)s"), _l("It is access to %(asset_name)s."), act=_RECORD),
    ],
}
