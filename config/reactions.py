"""What must follow from what? Event name -> functions that run at once, in the same transaction.

Each is called as `reaction(event=, subject=, by=, at=)`, is an action of its own app, and passes `cause=event` on to
what it records. Read aloud: "when a person departs, their grants are revoked".
"""

from access.actions import courses, grants, holds
from agreements.actions import agreements

REACTIONS: dict[str, list] = {
    "person.departed": [grants.after_departure, agreements.withdraw_of_leaver],
    "engagement.joined": [courses.after_joining],
    "asset.offered": [courses.after_offer],
    "subcontractor.restricted": [holds.after_closing_state],
    "subcontractor.offboarding-started": [holds.after_closing_state],
    "subcontractor.approved": [holds.after_opening_state],
    "subcontractor.activated": [holds.after_opening_state],
    "subcontractor.reinstated": [holds.after_opening_state],
}
