"""Ask people to mark the working practice of a subcontractor blind, hand the marks in, and take the result over.

The marks never stand in the trail: its readers would see them before the panel is open. They stay in their own rows.
"""

import datetime

from django.utils.translation import gettext as _

from core.actors import Actor
from core.events import record
from core.models import User
from core.refusals import NotNow
from vendors import business_days, panel_results
from vendors.actions import screenings
from vendors.models import PanelReview, Screening, ScreeningScore
from vendors.policies import panel_reviews as policy

Instant = datetime.datetime
DIMENSION = "culture"
MARKS = range(5)


def ask(screening: Screening, user: User, *, by: Actor, at: Instant) -> PanelReview:
    """Put this person on the panel. Somebody who is on it stays. Raises NotAllowed, NotNow once the panel is open."""
    screening = _lock(screening)
    policy.check_can_ask(by, screening)
    policy.check_is_reviewer(user)
    row, is_new = PanelReview.objects.get_or_create(
        screening=screening,
        reviewer=user,
        defaults={"vendor_id": screening.vendor_id, "asked_at": at, "asked_by": by.user},
    )
    if is_new:
        record("panel.asked", screening, by=by, at=at, reviewer=user.pk, reviewer_name=user.name)
    return row


def release(review: PanelReview, *, by: Actor, at: Instant) -> None:
    """Take somebody who has not handed in off the panel again."""
    screening = _lock(review.screening)
    policy.check_can_release(by, review)
    gone, _rows = PanelReview.objects.filter(pk=review.pk, submitted_at=None).delete()
    if gone:
        record(
            "panel.released", screening, by=by, at=at, reviewer=review.reviewer_id, reviewer_name=review.reviewer.name
        )


def hand_in(review: PanelReview, *, marks: dict[str, int], note: str, by: Actor, at: Instant) -> PanelReview:
    """Say it once; it never changes. The last one opens the panel. Raises NotAllowed for anybody else, NotNow."""
    screening = _lock(review.screening)
    review = PanelReview.objects.select_related("screening", "reviewer").get(pk=review.pk)
    policy.check_can_mark(by, review)
    if review.submitted_at:
        return review
    policy.check_is_open_to_marks(review)
    if set(marks) != {each["id"] for each in panel_results.criteria(screening)} or not set(marks.values()) <= set(
        MARKS
    ):
        raise NotNow(_("Mark each line from 0 to 4."))
    review.marks, review.note, review.submitted_at = marks, note, at
    review.save(update_fields=["marks", "note", "submitted_at"])
    event = record("panel.handed-in", screening, by=by, at=at)
    if panel_results.of(screening):
        record("panel.opened", screening, by=by, at=at, cause=event)
    return review


def take_over(screening: Screening, *, by: Actor, at: Instant) -> ScreeningScore:
    """The result becomes the score of the dimension, with how far the panel agreed as its confidence."""
    screening = _lock(screening)
    policy.check_can_take_over(by, screening)
    found = panel_results.of(screening)
    names = ", ".join(review.reviewer.name for review in found.reviews)
    wide = [line.criterion["title"] for line in found.lines if line.is_wide]
    note = _("Mean %(mean).1f of 4; at most %(spread)s apart.") % {"mean": float(found.mean), "spread": found.spread}
    if wide:
        note += " " + _("Far apart: %(lines)s.") % {"lines": "; ".join(wide)}
    fresh_on = business_days.day_of(max(filter(None, (review.submitted_at for review in found.reviews))))
    return screenings.write_down(
        screening, DIMENSION, score=found.score, confidence=found.confidence, fresh_on=fresh_on, note=note,
        source=_("Panel, marked blind by %(names)s") % {"names": names}, by=by, at=at,
    )  # fmt: skip


def _lock(screening: Screening) -> Screening:
    rows = Screening.objects.select_for_update(no_key=True, of=("self",)).select_related("guide")
    return rows.get(pk=screening.pk)
