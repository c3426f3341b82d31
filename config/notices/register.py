"""Who hears of a subcontractor's standing and of its people?"""

from django.utils.translation import gettext_lazy as _l

from config import audiences
from core.notices import Tell

_CONTACTS = audiences.contacts("/portal/")
_TASKS = _l("Open your tasks")

NOTICES = {
    "invitation.accepted": [
        Tell(
            audiences.stewards("/desk/subcontractors/{vendor_id}/people/"),
            _l("%(subject)s accepted the invitation"),
            _l("%(subject)s of %(firm)s has an account now and finds the first tasks in the portal."),
            act=_l("See the people"),
        ),
    ],
    "person.departed": [
        Tell(
            audiences.stewards("/desk/people/{subject_id}/"),
            _l("%(subject)s has left %(firm)s"),
            _l("All access of %(subject)s is closed, and papers that waited for a signature are taken back."),
            act=_l("See what was closed"),
            mail="now",
        ),
    ],
    "proposal.made": [
        Tell(
            audiences.stewards("/desk/proposals/{subject_id}/"),
            _l("%(firm)s tells us of a change: %(subject)s"),
            act=_l("Look at it"),
            mail="now",
        ),
    ],
    "proposal.accepted": [
        Tell(
            audiences.who_asked("asked_by", "/portal/company/"),
            _l("What you told us is taken over"),
            act=_l("Your company"),
        ),
    ],
    "proposal.declined": [
        Tell(
            audiences.passing_on("note", audiences.who_asked("asked_by", "/portal/company/")),
            _l("We did not take over what you told us"),
            _l("Our answer: %(note)s"),
            act=_l("Your company"),
            mail="now",
        ),
    ],
    "sub-supplier.named": [
        Tell(
            audiences.stewards("/desk/sub-suppliers/{subject_id}/"),
            _l("%(firm)s names a sub-supplier: %(subject)s"),
            _l("It must not work on our work before it is approved."),
            act=_l("Look at it"),
        ),
    ],
    "sub-supplier.reopened": [
        Tell(
            audiences.stewards("/desk/sub-suppliers/{subject_id}/"),
            _l("Waits for approval again: %(subject)s, of %(firm)s"),
            _l("What the decision rested on was corrected."),
            act=_l("Look at it"),
        ),
    ],
    "sub-supplier.changed": [
        Tell(
            audiences.only_by_staff(
                audiences.passing_on("note", audiences.contacts("/portal/company/sub-suppliers/{subject_id}/"))
            ),
            _l("We corrected what is said of %(subject)s"),
            _l("Our reason: %(note)s"),
            act=_l("See what was corrected"),
            mail="now",
        ),
    ],
    "sub-supplier.ended": [
        Tell(
            audiences.only_by_staff(
                audiences.passing_on("note", audiences.contacts("/portal/company/sub-suppliers/{subject_id}/"))
            ),
            _l("We ended your sub-supplier %(subject)s"),
            _l("It no longer works on our work. Our reason: %(note)s"),
            act=_l("See its last day"),
            mail="now",
        ),
    ],
    "sub-supplier.approved": [
        Tell(
            audiences.passing_on("note", audiences.contacts("/portal/company/sub-suppliers/{subject_id}/")),
            _l("Approved: your sub-supplier %(subject)s"),
            _l("Our reason: %(note)s"),
            act=_l("See what is asked"),
        ),
    ],
    "sub-supplier.refused": [
        Tell(
            audiences.passing_on("note", audiences.contacts("/portal/company/sub-suppliers/{subject_id}/")),
            _l("Refused: your sub-supplier %(subject)s"),
            _l("It must not work on our work. Our reason: %(note)s"),
            act=_l("See the reason"),
            mail="now",
        ),
    ],
    "risk.accepted": [
        Tell(
            audiences.stewards("/desk/risk-acceptances/{subject_id}/"),
            _l("Risk accepted: %(firm)s"),
            _l("%(actor)s accepted what is left until %(until_on)s."),
            act=_l("See what was accepted"),
        )
    ],
    "risk.acceptance-withdrawn": [
        Tell(
            audiences.stewards("/desk/risk-acceptances/{subject_id}/"),
            _l("No longer accepted: risk of %(firm)s"),
            _l("%(actor)s withdrew the acceptance. Reason: %(because)s"),
            act=_l("See it"),
            mail="now",
        )
    ],
    "risk.outgrown": [
        Tell(
            audiences.stewards("/desk/risk-acceptances/{subject_id}/"),
            _l("Above what was accepted: risk of %(firm)s"),
            _l("The level rose, and the acceptance no longer covers it. Bring it down, or have it accepted anew."),
            act=_l("See it"),
            mail="now",
        )
    ],
    "signal.recorded": [
        Tell(
            audiences.stewards("/desk/signals/{subject_id}/"),
            _l("Signal about %(firm)s: %(subject)s"),
            _l("Source: %(source)s. Look at what it does to the score, then take it up or set it aside."),
            act=_l("Look at it"),
        )
    ],
    "people.checked": [
        Tell(
            audiences.who_waits("/desk/people/imports/{subject_id}/"),
            _l("%(subject)s is checked"),
            _l(
                "Nobody is changed yet. Look at what would be new, changed and wrong, then apply it or remove the file."
            ),
            act=_l("See what was found"),
        ),
    ],
    "people.check-stopped": [
        Tell(
            audiences.who_waits("/desk/people/imports/{subject_id}/columns/"),
            _l("%(subject)s cannot be read to its end"),
            _l("Nobody is changed. The page says where it stops; mend the file and upload it again."),
            act=_l("See where it stops"),
        ),
    ],
    "people.imported": [
        Tell(
            audiences.who_waits("/desk/people/imports/{subject_id}/"),
            _l("The import of %(subject)s is finished"),
            act=_l("See what it changed"),
        ),
    ],
    "subcontractor.approved": [
        Tell(
            _CONTACTS,
            _l("Your company is approved"),
            _l(
                "%(house)s has looked at your answers and papers and approved your company. "
                "Your tasks show what is still needed before your people can open documents."
            ),
            act=_TASKS,
            mail="now",
        ),
        Tell(
            audiences.stewards(),
            _l("%(subject)s is approved"),
            _l("Agreements can be issued now. Access opens once every condition of the class is met."),
            act=_l("Open the subcontractor"),
        ),
    ],
    "subcontractor.restricted": [
        Tell(
            _CONTACTS,
            _l("Your company's access is restricted"),
            _l(
                "%(house)s has restricted your company for now. Your people cannot open what was shared with them. "
                "Your tasks show what you can do; the person below answers questions."
            ),
            act=_TASKS,
            mail="now",
        ),
        Tell(audiences.stewards(), _l("%(subject)s is restricted"), act=_l("Open the subcontractor")),
    ],
    "subcontractor.offboarding-started": [
        Tell(
            _CONTACTS,
            _l("Our work with your company is ending"),
            _l(
                "%(house)s has begun to end the work with your company. Your people cannot open what was shared with them any "
                "more. What was signed stays in force as it says. The person below answers questions."
            ),
            act=_TASKS,
            mail="now",
        ),
        Tell(audiences.stewards(), _l("Offboarding of %(subject)s has begun"), act=_l("Open the subcontractor")),
    ],
    "subcontractor.reinstated": [
        Tell(
            _CONTACTS,
            _l("Your company is no longer restricted"),
            _l("%(house)s has lifted the restriction. Access whose conditions are met is open again."),
            act=_TASKS,
            mail="now",
        ),
        Tell(audiences.stewards(), _l("%(subject)s is no longer restricted"), act=_l("Open the subcontractor")),
    ],
}
