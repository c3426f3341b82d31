"""Who hears of incidents? Investigators, and who reported; a mail never says what happened."""

from django.utils.translation import gettext_lazy as _l

from config import audiences
from core.notices import Tell

_READ = _l("Read your report")

NOTICES = {
    "incident.reported": [
        Tell(
            audiences.staff_who_may("incidents.read", "/desk/incidents/{subject_id}/"),
            _l("Incident reported: %(subject)s, %(severity)s"),
            _l(
                "A report about %(firm)s has come in. The holds that the playbook names stand already. "
                "What was reported stands in the case alone, for those who may read it."
            ),
            act=_l("Open the case"),
            mail="now",
        ),
        Tell(
            audiences.who_reported,
            _l("Your report has come in"),
            _l(
                "Thank you. We look at it now and keep your name to those who investigate. "
                "You can read your report and add files to it; keep what you have, and change nothing."
            ),
            act=_READ,
            mail="now",
            own=True,
        ),
    ],
    "incident.reported-anonymously": [
        Tell(
            audiences.staff_who_may("incidents.read", "/desk/incidents/{subject_id}/"),
            _l("Incident reported without a name: %(subject)s, %(severity)s"),
            _l(
                "A report without a name has come in. Nothing is held yet: somebody has to say first which "
                "subcontractor it is about. The reporter cannot be called, but reads what you ask in the case."
            ),
            act=_l("Open the case"),
            mail="now",
        )
    ],
    "incident.answered": [
        Tell(
            audiences.on_the_case,
            _l("The anonymous reporter wrote again: %(subject)s"),
            _l("What they wrote or added stands in the case, for those who may read it."),
            act=_l("Open the case"),
            mail="now",
        )
    ],
    "incident.contained": [
        Tell(
            audiences.who_reported,
            _l("What you reported is contained"),
            _l("It does not get worse from here on. We go on looking into it."),
            act=_READ,
        )
    ],
    "incident.closed": [
        Tell(
            audiences.who_reported,
            _l("What you reported has been looked into"),
            _l("We have looked into it to the end. Thank you for telling us."),
            act=_READ,
        )
    ],
}
