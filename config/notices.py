"""Who hears of what? Event name -> what is told, to whom, how urgently.

A line reads: on this event, these people (config/audiences.py) get this title, by this pair of templates in
templates/emails/. `mail` is "now" for deadlines, decisions and incidents, "bundled" for the rest (one mail in ten
minutes), or "" for the inbox alone. The audience is asked by the worker after commit; nobody hears of own acts.
The title may use every name in the event's detail, `subject`, `actor`, and what the audience adds.
"""

from django.utils.translation import gettext_lazy as _l

from config import audiences
from core.notices import Tell

_PAPER, _RECORD = "/portal/agreements/{subject_id}/", "/desk/agreements/{subject_id}/"
_SIGNATORIES = audiences.only_of("agreement", audiences.signatories(_PAPER))
_WORKER = audiences.only_of("undertaking", audiences.the_person(_PAPER, key="about"))

_HOLDER = audiences.holder_of_grant("/portal/access/")

_FOUND_AT, _FINDING = audiences.contacts("/portal/findings/{subject_id}/"), "/desk/findings/{subject_id}/"
_AUDITED = audiences.contacts("/portal/findings/")
_INVESTIGATORS = audiences.staff_who_may("incidents.read", "/desk/incidents/{subject_id}/")

NOTICES: dict[str, list[Tell]] = {
    "agreement.issued": [
        Tell(_SIGNATORIES, "notice", _l("To sign: %(subject)s"), mail="now"),
        Tell(_WORKER, "notice", _l("To sign: your own undertaking"), mail="now"),
    ],
    "agreement.signed-in-part": [
        Tell(audiences.staff_who_may("agreements.countersign", _RECORD), "notice", _l("To countersign: %(subject)s")),
    ],
    "agreement.sealed": [
        Tell(_SIGNATORIES, "notice", _l("Your signed copy: %(subject)s"), own=True),
        Tell(_WORKER, "notice", _l("Your signed copy: %(subject)s"), own=True),
        Tell(audiences.stewards(_RECORD), "notice", _l("Signed by everyone: %(subject)s")),
    ],
    "agreement.declined": [
        Tell(
            audiences.staff_who_may("agreements.write", _RECORD),
            "notice",
            _l("Signature refused: %(subject)s"),
            mail="now",
        ),
        Tell(audiences.stewards(_RECORD), "notice", _l("Signature refused: %(subject)s"), mail="now"),
    ],
    "agreement.withdrawn": [
        Tell(_SIGNATORIES, "notice", _l("No longer to sign: %(subject)s")),
        Tell(_WORKER, "notice", _l("No longer to sign: %(subject)s")),
    ],
    "agreement.terminated": [
        Tell(_SIGNATORIES, "notice", _l("Ended early: %(subject)s"), mail="now"),
        Tell(_WORKER, "notice", _l("Ended early: %(subject)s"), mail="now"),
    ],
    "grant.requested": [
        Tell(
            audiences.staff_who_may("access.approve", "/desk/grants/{subject_id}/"),
            "notice",
            _l("Access asked for: %(subject)s"),
            mail="now",
        ),
    ],
    "grant.opened": [Tell(_HOLDER, "notice", _l("Your access is open"), mail="now")],
    "grant.declined": [Tell(_HOLDER, "notice", _l("Your request for access was declined"), mail="now")],
    "grant.revoked": [
        Tell(_HOLDER, "notice", _l("Your access has ended"), mail="now"),
        Tell(audiences.stewards("/desk/grants/{subject_id}/"), "notice", _l("Access revoked: %(subject)s")),
    ],
    "grant.lapsed": [
        Tell(_HOLDER, "notice", _l("Your access is paused"), mail="now"),
        Tell(audiences.contacts("/portal/"), "notice", _l("Access of your people is paused"), mail="now"),
        Tell(
            audiences.stewards("/desk/grants/{subject_id}/"), "notice", _l("Access without a valid basis: %(subject)s")
        ),
    ],
    "grant.restored": [
        Tell(_HOLDER, "notice", _l("Your access is open again"), mail="now"),
        Tell(audiences.stewards("/desk/grants/{subject_id}/"), "notice", _l("Access open again: %(subject)s")),
    ],
    "invitation.accepted": [
        Tell(
            audiences.stewards("/desk/subcontractors/{vendor_id}/people/"),
            "notice",
            _l("%(subject)s accepted the invitation"),
        ),
    ],
    "person.departed": [
        Tell(audiences.stewards("/desk/people/{subject_id}/"), "notice", _l("%(subject)s has left"), mail="now"),
    ],
    "subcontractor.approved": [
        Tell(audiences.contacts("/portal/"), "notice", _l("Your company is approved"), mail="now"),
        Tell(audiences.stewards(), "notice", _l("%(subject)s is approved")),
    ],
    "subcontractor.restricted": [
        Tell(audiences.contacts("/portal/"), "notice", _l("Your company's access is restricted"), mail="now"),
    ],
    "audit.planned": [Tell(_AUDITED, "notice", _l("An audit of your company is planned"))],
    "audit.reported": [Tell(_AUDITED, "notice", _l("An audit of your company is reported"), mail="now")],
    "audit.cancelled": [Tell(_AUDITED, "notice", _l("An audit of your company is cancelled"))],
    "finding.recorded": [
        Tell(_FOUND_AT, "notice", _l("An audit found: %(subject)s"), mail="now"),
        Tell(audiences.stewards(_FINDING), "notice", _l("Finding recorded: %(subject)s"), mail="now"),
    ],
    "finding.plan-submitted": [
        Tell(audiences.staff_who_may("audits.write", _FINDING), "notice", _l("Plan to review: %(subject)s"))
    ],
    "finding.plan-accepted": [Tell(_FOUND_AT, "notice", _l("Your plan is accepted: %(subject)s"), mail="now")],
    "finding.plan-returned": [Tell(_FOUND_AT, "notice", _l("Your plan needs more: %(subject)s"), mail="now")],
    "finding.evidence-submitted": [
        Tell(audiences.staff_who_may("audits.verify", _FINDING), "notice", _l("To verify: %(subject)s"))
    ],
    "finding.evidence-returned": [Tell(_FOUND_AT, "notice", _l("Your evidence needs more: %(subject)s"), mail="now")],
    "finding.verified": [
        Tell(_FOUND_AT, "notice", _l("Put right and verified: %(subject)s"), mail="now"),
        Tell(audiences.stewards(_FINDING), "notice", _l("Put right and verified: %(subject)s")),
    ],
    "finding.reopened": [
        Tell(_FOUND_AT, "notice", _l("Open again: %(subject)s"), mail="now"),
        Tell(audiences.stewards(_FINDING), "notice", _l("Finding open again: %(subject)s")),
    ],
    "finding.updated": [
        Tell(_FOUND_AT, "notice", _l("Update on a finding: %(subject)s")),
        Tell(audiences.staff_who_may("audits.write", _FINDING), "notice", _l("Update on a finding: %(subject)s")),
    ],
    "incident.reported": [
        Tell(_INVESTIGATORS, "notice", _l("Incident reported: %(subject)s, %(severity)s"), mail="now"),
        Tell(audiences.who_reported, "notice", _l("Your report has come in"), mail="now", own=True),
    ],
    "incident.contained": [Tell(audiences.who_reported, "notice", _l("What you reported is contained"))],
    "incident.closed": [Tell(audiences.who_reported, "notice", _l("What you reported has been looked into"))],
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
