"""What an open finding means for the risk of the firm: noted below, where the score is worked out."""

import datetime

from audits.models import Finding
from core.actors import Actor
from core.models import Event
from vendors.actions import weaknesses

# What is good, or only remarked on, adds nothing.
COUNTED = {"major", "minor"}


def after(*, event: Event, subject: Finding, by: Actor, at: datetime.datetime) -> None:
    """A reaction to every step of a finding. A risk that is accepted counts on: it is still there."""
    if subject.kind not in COUNTED or subject.status == "noted":
        return
    if subject.status == "verified":
        weaknesses.settle(vendor_id=subject.vendor_id, source=subject, at=at)
    else:
        weaknesses.note(
            vendor_id=subject.vendor_id, source=subject, reference=subject.reference, title=subject.title,
            severity=subject.severity, due_on=subject.due_on, at=at,
        )  # fmt: skip
