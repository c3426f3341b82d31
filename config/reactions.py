"""What must follow from what? Event name -> functions that run at once, in the same transaction.

Each is called as `reaction(event=, subject=, by=, at=)`, is an action of its own app, and passes `cause=event` on to
what it records. Read aloud: "when a person departs, their grants are revoked".
"""

from access.actions import courses, grants, holds
from agreements.actions import agreements, titles
from audits.actions import answers as audited_answers
from audits.actions import weaknesses
from core.actions import clients
from vendors.actions import scores

# Deeds from which the score of a firm's risk follows: the next run works it out again.
MOVES_A_SCORE = [
    "tier.set",
    "subcontractor.changed",
    "screening.approved",
    "screening.approved-with-conditions",
    "screening.refused",
    "questionnaire.accepted",
    "certificate.accepted",
    "certificate.revoked",
    "insurance.accepted",
    "insurance.revoked",
    "engagement.started",
    "engagement.changed",
    "signal.recorded",
    "statement.entered",
    "statement.corrected",
    "statement.taken-back",
    "score.set-aside",
    "score.restored",
]

REACTIONS: dict[str, list] = {
    "user.disabled": [clients.after_closing],
    "person.departed": [grants.after_departure, agreements.withdraw_of_leaver],
    "agreement.signed": [titles.after_signature],
    "engagement.joined": [courses.after_joining],
    "asset.offered": [courses.after_offer],
    "subcontractor.restricted": [holds.after_closing_state],
    "subcontractor.offboarding-started": [holds.after_closing_state],
    "subcontractor.approved": [holds.after_opening_state],
    "subcontractor.activated": [holds.after_opening_state],
    "subcontractor.reinstated": [holds.after_opening_state],
    "finding.recorded": [weaknesses.after],
    "finding.verified": [weaknesses.after],
    "finding.reopened": [weaknesses.after],
    **{name: [scores.doubt] for name in MOVES_A_SCORE},
    "questionnaire.accepted": [audited_answers.after_acceptance, scores.doubt],
}
