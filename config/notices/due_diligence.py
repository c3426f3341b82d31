"""Who hears of questionnaires, certificates, insurance and screening?"""

from django.utils.translation import gettext_lazy as _l

from config import audiences
from core.notices import Tell

_ANSWERS = audiences.contacts("/portal/questionnaires/{subject_id}/")
_THEIR_ANSWERS = audiences.contacts("/portal/questionnaires/{subject_id}/answers/")
_TO_CHECK = audiences.staff_who_may("evidence.review", "/desk/assessments/{subject_id}/")
_SENDERS = audiences.staff_who_may("vendors.screen", "/desk/assessments/{subject_id}/")
_SCREENING = "/desk/screening/{subject_id}/"
_DECIDERS = audiences.staff_who_may("vendors.decide", _SCREENING)
_SCREENERS = audiences.stewards(_SCREENING)


def _evidence(kind: str, path: str, to_check, accepted, rejected, revoked) -> dict[str, list[Tell]]:
    """The same news of a certificate and of an insurance; the reason of a no was written for the subcontractor."""
    supplier = audiences.contacts(f"/portal/evidence/{path}/{{subject_id}}/")
    supplier_with_reason = audiences.passing_on("because", supplier)
    only = audiences.only_about(f"vendors.{kind}", supplier_with_reason)
    return {
        f"{kind}.uploaded": [
            Tell(
                audiences.staff_who_may("evidence.review", f"/desk/{path}/{{subject_id}}/"),
                to_check,
                _l(
                    "%(actor)s uploaded it. It counts once somebody has accepted it; access that needs it waits for that."
                ),
                act=_l("Check it"),
            )
        ],
        f"{kind}.accepted": [
            Tell(
                supplier,
                accepted,
                _l("We have checked what you uploaded, and it counts from now on. There is nothing to do."),
                act=_l("See it"),
                mail="now",
            )
        ],
        f"{kind}.rejected": [
            Tell(
                supplier_with_reason,
                rejected,
                _l(
                    "We have checked what you uploaded and cannot accept it, for the reason below. "
                    "Upload one that answers it; access that needs it stays closed until then."
                ),
                act=_l("Upload another one"),
                mail="now",
            )
        ],
        f"{kind}.revoked": [
            Tell(
                only,
                revoked,
                _l(
                    "It counted until now and does so no longer. Access that needs it is closed until you upload a new one."
                ),
                act=_l("Upload another one"),
                mail="now",
            )
        ],
    }


NOTICES = {
    "questionnaire.sent": [
        Tell(
            _ANSWERS,
            _l("Questionnaire to answer by %(due_on)s"),
            _l(
                "%(house)s has %(questions)s questions about how your company protects information; follow-up questions "
                "come only where an answer calls for them. Each answer is saved as you go, and you can come back as often "
                "as you like until the end of %(due_on)s (%(zone)s)."
            ),
            act=_l("Answer the questions"),
            mail="now",
        )
    ],
    "questionnaire.submitted": [
        Tell(
            _TO_CHECK,
            _l("Answers to check: %(firm)s"),
            _l(
                "%(actor)s sent the answers to “%(subject)s”. They are sealed; judge each one, return it or accept all."
            ),
            act=_l("Check the answers"),
        )
    ],
    "questionnaire.returned": [
        Tell(
            _ANSWERS,
            _l("Some of your answers need more"),
            _l(
                "We have read your answers. Those that are unclear came back to you, each with our question; the others "
                "stay as you sent them. Answer until the end of %(due_on)s (%(zone)s)."
            ),
            act=_l("See the questions"),
            mail="now",
        )
    ],
    "questionnaire.accepted": [
        Tell(
            _ANSWERS,
            _l("Your answers are accepted"),
            _l("We have checked your answers to “%(subject)s” and accepted them. There is nothing more to do."),
            act=_l("See your answers"),
            mail="now",
        )
    ],
    "questionnaire.noted": [
        Tell(
            audiences.passing_on("because", _THEIR_ANSWERS),
            _l("A note beside one of your answers"),
            _l("Your answer stays as you gave it. Our note to “%(asked)s” stands below. Say whether you agree."),
            act=_l("Read and comment"),
            mail="now",
        )
    ],
    "questionnaire.corrected": [
        Tell(
            audiences.passing_on("because", _THEIR_ANSWERS),
            _l("One of your answers: we hold something else"),
            _l(
                "Your answer to “%(asked)s” stays as you gave it. What we hold stands beside it, for the reason below. "
                "Say whether you agree."
            ),
            act=_l("Read and comment"),
            mail="now",
        )
    ],
    "questionnaire.correction-taken-back": [
        Tell(
            audiences.passing_on("because", _THEIR_ANSWERS),
            _l("Taken back: what we held against one of your answers"),
            _l("It was about “%(asked)s”, and counts for nothing now. There is nothing to do."),
        )
    ],
    "questionnaire.correction-commented": [
        Tell(
            _TO_CHECK,
            _l("Comment on a correction: %(firm)s"),
            _l("%(actor)s comments on what stands beside “%(asked)s”: “%(because)s”"),
            act=_l("Read it"),
        )
    ],
    "questionnaire.colleague-asked": [
        Tell(
            audiences.passing_on("note", audiences.the_person("/portal/questionnaires/{subject_id}/", "person")),
            _l("%(actor)s asks you to answer: %(what)s"),
            _l(
                "It is part of the questionnaire that %(house)s sent to your company. You see this part and nothing else; each "
                "answer is saved as you go. %(house)s waits for all answers until the end of %(due_on)s (%(zone)s)."
            ),
            act=_l("Answer the questions"),
            mail="now",
        )
    ],
    "questionnaire.section-handed-back": [
        Tell(
            audiences.passing_on("note", audiences.who_asked("asked_by", "/portal/questionnaires/{subject_id}/")),
            _l("%(actor)s handed back: %(what)s"),
            _l("Look through the answers of your colleague before you send them."),
            act=_l("See the answers"),
            mail="now",
        )
    ],
    "questionnaire.section-taken-back": [
        Tell(
            audiences.the_person("/portal/", "person"),
            _l("No longer to answer: %(what)s"),
            _l("%(actor)s has taken it back. What you answered is kept. There is nothing to do."),
        )
    ],
    "questionnaire.time-asked": [
        Tell(
            _SENDERS,
            _l("More time to answer? %(firm)s"),
            _l("%(actor)s asks to answer “%(subject)s” by %(wanted_on)s: “%(because)s”"),
            act=_l("Grant it or decline"),
            mail="now",
        )
    ],
    "questionnaire.time-granted": [
        Tell(
            audiences.passing_on("note", _ANSWERS),
            _l("You have more time: until %(due_on)s"),
            _l(
                "We wait for your answers until the end of %(due_on)s (%(zone)s). What you have answered so far is kept."
            ),
            act=_l("Go on with the answers"),
            mail="now",
        )
    ],
    "questionnaire.time-declined": [
        Tell(
            audiences.passing_on("because", _ANSWERS),
            _l("More time is not possible"),
            _l(
                "We cannot wait longer than until the end of %(due_on)s (%(zone)s), for the reason below. Send what you "
                "have by then; talk to us if something stands in the way."
            ),
            act=_l("Go on with the answers"),
            mail="now",
        )
    ],
    "questionnaire.paused": [
        Tell(
            audiences.stewards("/desk/assessments/{subject_id}/"),
            _l("Questionnaire paused: %(firm)s"),
            _l("%(actor)s lets it rest until %(until_on)s: “%(because)s” We do not remind them until then."),
            act=_l("Open the questionnaire"),
        )
    ],
    "questionnaire.withdrawn": [
        Tell(
            audiences.contacts("/portal/questionnaires/"),
            _l("No longer to answer: %(subject)s"),
            _l("%(house)s has taken the questionnaire back. There is nothing to do."),
        )
    ],
    **_evidence(
        "certificate",
        "certificates",
        to_check=_l("To check: %(subject)s of %(firm)s"),
        accepted=_l("Accepted: %(subject)s"),
        rejected=_l("Not accepted: %(subject)s"),
        revoked=_l("No longer accepted: %(subject)s"),
    ),
    **_evidence(
        "insurance",
        "insurance",
        to_check=_l("To check: insurance (%(subject)s) of %(firm)s"),
        accepted=_l("Insurance accepted: %(subject)s"),
        rejected=_l("Insurance not accepted: %(subject)s"),
        revoked=_l("Insurance no longer accepted: %(subject)s"),
    ),
    "screening.recorded": [
        Tell(
            _DECIDERS,
            _l("To decide: screening of %(firm)s"),
            _l("%(actor)s has recorded the screening and asks for a decision by somebody who took no part in it."),
            act=_l("Read it and decide"),
            mail="now",
        )
    ],
    "screening.approved": [
        Tell(_SCREENERS, _l("Screening approved: %(firm)s"), _l("%(actor)s decided."), act=_l("See the decision"))
    ],
    "screening.approved-with-conditions": [
        Tell(
            _SCREENERS,
            _l("Approved with conditions: %(firm)s"),
            _l("%(actor)s decided. Each condition has an owner and a day by which it has to be met."),
            act=_l("See the conditions"),
            mail="now",
        ),
        Tell(
            audiences.with_word("asked", audiences.contacts("/portal/")),
            _l("Your approval has conditions"),
            _l(
                "%(house)s approved your company on conditions that you meet: %(asked)s "
                "Each is a task in the portal with its day. Say there how you meet it, and send what shows it."
            ),
            act=_l("Open your tasks"),
            mail="now",
        ),
    ],
    "condition.answered": [
        Tell(
            audiences.owner_of_condition("/desk/screening/{screening}/conditions/{subject_id}/"),
            _l("Answered by %(firm)s: %(subject)s"),
            _l("%(actor)s says how the condition is met. Look at it, and say whether it is."),
            act=_l("Check it"),
        )
    ],
    "panel.asked": [
        Tell(
            audiences.reviewer_asked("/desk/screening/{subject_id}/panel/own/"),
            _l("Your marks: working practice of %(firm)s"),
            _l(
                "%(actor)s asks you to mark how people work there. Nobody sees your marks before everybody has handed in, and "
                "you see nobody's."
            ),
            act=_l("Give your marks"),
        )
    ],
    "panel.opened": [
        Tell(
            _SCREENERS,
            _l("Panel complete: %(firm)s"),
            _l("Everybody who was asked has marked the working practice; the marks are open."),
            act=_l("See the result"),
        )
    ],
    "screening.condition-met": [
        Tell(
            audiences.with_word("told", audiences.contacts("/portal/")),
            _l("Met: a condition of your approval"),
            _l("We have looked at what you sent. This condition is met: %(told)s"),
        )
    ],
    "screening.refused": [
        Tell(_SCREENERS, _l("Screening refused: %(firm)s"), _l("%(actor)s decided."), act=_l("See why"), mail="now"),
        Tell(
            audiences.with_word("told", audiences.contacts("/portal/standing/")),
            _l("Your company is not approved"),
            _l(
                "%(house)s has looked at your company and does not approve it, for this reason: %(told)s "
                "If something in it is wrong, object to it; somebody who did not decide it has to answer you."
            ),
            act=_l("See your standing"),
            mail="now",
        ),
    ],
    "watchlist.hits-found": [
        Tell(
            audiences.staff_who_may("vendors.screen", "/desk/watch-hits/"),
            _l("New hits on watchlists: %(hits)s"),
            _l(
                "Subcontractors, their parents or their people are like entries of the lists. Say of each hit what it is; "
                "no subcontractor is approved before that."
            ),
            act=_l("See the hits"),
        )
    ],
    "watchlist.refused": [
        Tell(
            audiences.staff_who_may("vendors.screen", "/desk/watchlists/versions/{subject_id}/"),
            _l("Not taken: a version of %(subject)s"),
            _l("The file could not be taken; the version before stays in force. %(because)s"),
            act=_l("See why"),
            own=True,
        )
    ],
    "screening.sent-back": [
        Tell(
            _SCREENERS,
            _l("Screening sent back: %(firm)s"),
            _l("%(actor)s wants to know more before deciding."),
            act=_l("See what is asked"),
            mail="now",
        )
    ],
}
