"""Who hears of courses, and of certificates about them?"""

from django.utils.translation import gettext_lazy as _l

from config import audiences
from core.notices import Tell

_LEARNER = audiences.learner("/portal/training/{subject_id}/")

NOTICES = {
    "training.assigned": [
        Tell(
            _LEARNER,
            _l("Training to take by %(due_on)s"),
            _l(
                "“%(subject)s” comes in short parts; you can stop after each and go on later, on a phone too. "
                "A quiz ends it. Take it until the end of %(due_on)s (%(zone)s); documents that need it open once you have passed."
            ),
            act=_l("Start the training"),
            mail="now",
        )
    ],
    "training.passed": [
        Tell(
            _LEARNER,
            _l("Passed: %(subject)s"),
            _l("Your certificate is being made. You find it on the page of the training, with a link that proves it."),
            act=_l("Get your certificate"),
            own=True,
        )
    ],
    "training.failed": [
        Tell(
            _LEARNER,
            _l("Not passed yet: %(subject)s"),
            _l("All attempts are used. We look at it and can give you new ones; the person below helps you meanwhile."),
            act=_l("Open the training"),
            own=True,
        ),
        Tell(
            audiences.staff_who_may("training.write", "/desk/training/{subject_id}/"),
            _l("All attempts used: %(subject)s"),
            _l("%(actor)s of %(firm)s did not pass. Talk to them, then give new attempts."),
            act=_l("Give new attempts"),
        ),
    ],
    "training.reopened": [
        Tell(
            _LEARNER,
            _l("New attempts: %(subject)s"),
            _l("You can take the quiz again. Read the parts once more first; it helps."),
            act=_l("Go on with the training"),
            mail="now",
        )
    ],
}
