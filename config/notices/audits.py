"""Who hears of audits and of what they found?"""

from django.utils.translation import gettext_lazy as _l

from config import audiences
from core.notices import Tell

_FIRM = audiences.contacts("/portal/findings/{subject_id}/")
_FIRM_WITH_REASON = audiences.passing_on("because", _FIRM)
_AUDITED = audiences.contacts("/portal/findings/")
_FINDING = "/desk/findings/{subject_id}/"
_STEWARDS = audiences.stewards(_FINDING)
_AUDITORS = audiences.staff_who_may("audits.write", _FINDING)
_OPEN = _l("Open the finding")

NOTICES = {
    "audit.planned": [
        Tell(
            _AUDITED,
            _l("An audit of your company is planned"),
            _l(
                "%(house)s will look at how your company protects information, on %(planned_on)s. We write before we come."
            ),
            act=_l("See audits and findings"),
        )
    ],
    "audit.reported": [
        Tell(
            _AUDITED,
            _l("An audit of your company is reported"),
            _l(
                "The audit is done. What has to be put right stands in your findings, each with the day by which it is due."
            ),
            act=_l("See the findings"),
            mail="now",
        )
    ],
    "audit.cancelled": [
        Tell(
            _AUDITED, _l("An audit of your company is cancelled"), _l("There is nothing to do."), act=_l("See findings")
        )
    ],
    "finding.recorded": [
        Tell(
            audiences.only_of("audit", audiences.asked_for_plan(_FIRM), key="source"),
            _l("An audit found: %(subject)s"),
            _l(
                "The page says what was seen and what is asked for. Send a plan first: the cause, the steps, and by when each "
                "is done. A major finding closes access until it is put right and somebody else has verified it."
            ),
            act=_l("Read it and plan"),
            mail="now",
        ),
        Tell(
            audiences.only_of("answer", audiences.asked_for_plan(_FIRM), key="source"),
            _l("An answer to put right: %(subject)s"),
            _l(
                "We accepted your answers, and this one shows something to put right. Send a plan first: the cause, the steps, "
                "and by when each is done. A major finding closes access until it is put right and somebody else has verified it."
            ),
            act=_l("Read it and plan"),
            mail="now",
        ),
        Tell(
            _STEWARDS,
            _l("Finding recorded: %(subject)s"),
            _l("%(actor)s recorded it. %(firm)s sends a plan first."),
            act=_OPEN,
            mail="now",
        ),
    ],
    "finding.plan-submitted": [
        Tell(
            _AUDITORS,
            _l("Plan to review: %(subject)s"),
            _l("%(actor)s of %(firm)s sent a plan. Accept it, or send it back with a reason."),
            act=_l("Review the plan"),
        )
    ],
    "finding.plan-accepted": [
        Tell(
            _FIRM,
            _l("Your plan is accepted: %(subject)s"),
            _l("Put it into practice, then send what proves it. Somebody who did not record the finding verifies it."),
            act=_OPEN,
            mail="now",
        )
    ],
    "finding.plan-returned": [
        Tell(
            _FIRM_WITH_REASON,
            _l("Your plan needs more: %(subject)s"),
            _l("We read your plan and sent it back, for the reason below. Your earlier plan stays on the page."),
            act=_l("Change the plan"),
            mail="now",
        )
    ],
    "finding.evidence-submitted": [
        Tell(
            audiences.staff_who_may("audits.verify", _FINDING),
            _l("To verify: %(subject)s"),
            _l("%(actor)s of %(firm)s sent evidence. Somebody who did not record the finding verifies it."),
            act=_l("Look at the evidence"),
        )
    ],
    "finding.evidence-returned": [
        Tell(
            _FIRM_WITH_REASON,
            _l("Your evidence needs more: %(subject)s"),
            _l("We looked at what you sent. It does not show yet that the finding is put right, for the reason below."),
            act=_l("Send more"),
            mail="now",
        )
    ],
    "finding.verified": [
        Tell(
            _FIRM,
            _l("Put right and verified: %(subject)s"),
            _l("The finding is closed. Access that it held is open again where every other condition is met."),
            act=_OPEN,
            mail="now",
        ),
        Tell(_STEWARDS, _l("Put right and verified: %(subject)s"), _l("%(actor)s verified it."), act=_OPEN),
    ],
    "finding.reopened": [
        Tell(
            _FIRM_WITH_REASON,
            _l("Open again: %(subject)s"),
            _l("The finding is open again, for the reason below. The page says what is asked for now."),
            act=_OPEN,
            mail="now",
        ),
        Tell(_STEWARDS, _l("Finding open again: %(subject)s"), act=_OPEN),
    ],
    "finding.updated": [
        Tell(_FIRM, _l("Update on a finding: %(subject)s"), act=_l("Read it")),
        Tell(_AUDITORS, _l("Update on a finding: %(subject)s"), act=_l("Read it")),
    ],
}
