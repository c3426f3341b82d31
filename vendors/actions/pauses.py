"""Let a questionnaire rest for a reason, and take it up again."""

import datetime

from django.utils.translation import gettext as _

from core.actors import Actor
from core.events import record
from core.refusals import NotNow
from vendors import business_days
from vendors.models import Assessment, Pause
from vendors.policies import due_diligence as policy

LONGEST = datetime.timedelta(days=60)


def pause(assessment: Assessment, *, because: str, until_on: datetime.date, by: Actor, at: datetime.datetime) -> Pause:
    """The firm's contacts are not reminded until the end of that day; those who look after the firm are told why.

    Raises NotAllowed, NotNow.
    """
    policy.check_can_supply(by, assessment.vendor_id)
    assessment = Assessment.objects.select_for_update(no_key=True).get(pk=assessment.pk)
    policy.check_can_answer(by, assessment)
    today = business_days.day_of(at)
    if not today <= until_on <= today + LONGEST:
        raise NotNow(_("Choose a day within the next %(days)d days.") % {"days": LONGEST.days})
    resting = assessment.pauses.filter(ended_at=None).first()
    if resting and (resting.because, resting.until_on) == (because, until_on):
        return resting
    if resting:
        _end(resting, at)
    made = Pause.objects.create(
        vendor_id=assessment.vendor_id, assessment=assessment, because=because, until_on=until_on, paused_at=at,
        paused_by=by.user, paused_by_name=by.label,
    )  # fmt: skip
    record("questionnaire.paused", assessment, by=by, at=at, because=because, until_on=until_on)
    return made


def resume(assessment: Assessment, *, by: Actor, at: datetime.datetime) -> None:
    policy.check_can_supply(by, assessment.vendor_id)
    resting = assessment.pauses.select_for_update(no_key=True).filter(ended_at=None).first()
    if resting:
        _end(resting, at)
        record("questionnaire.resumed", assessment, by=by, at=at)


def _end(resting: Pause, at: datetime.datetime) -> None:
    resting.ended_at = at
    resting.save(update_fields=["ended_at"])
