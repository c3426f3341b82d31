"""Which courses does somebody need who joins an engagement? They are assigned at once, so that the person can begin.

Needed is what the firm's tier demands, and what the classes of the information offered to the engagement ask for.
"""

import datetime

from django.utils.translation import gettext as _

from access.models import Asset, AssetOffer, Requirement
from core.actors import Actor
from training.actions import enrolments
from training.models import Completion, Course
from vendors import business_days
from vendors.models import Engagement, Person, TierAssessment

DAYS = 14  # to pass what was assigned


def after_joining(*, event, subject: Engagement, by: Actor, at: datetime.datetime) -> None:
    """The reaction to somebody joining an engagement."""
    _assign(subject, by=by, at=at, cause=event)


def after_offer(*, event, subject, by: Actor, at: datetime.datetime) -> None:
    """The reaction to an asset being offered: everybody on the engagements that need it."""
    offers = AssetOffer.objects.filter(asset=subject, vendor_id=event.vendor_id).select_related("engagement")
    for offer in offers.order_by("engagement_id"):
        _assign(offer.engagement, by=by, at=at, cause=event)


def _assign(engagement: Engagement, *, by, at, cause) -> None:
    courses = Course.objects.filter(key__in=_needed(engagement), versions__isnull=False).distinct().order_by("key")
    people = Person.objects.filter(engagementperson__engagement=engagement, departed_at=None).order_by("pk")
    due_on = business_days.day_of(at) + datetime.timedelta(days=DAYS)
    because = _("Needed for %(engagement)s") % {"engagement": engagement.title}
    for course in courses:
        passed = Completion.objects.believed(at).holding(at).filter(key=course.key, person__in=people).values("person")
        for person in people.exclude(pk__in=passed):
            enrolments.follow(person, course, by=by, at=at, due_on=due_on, because=because, cause=cause)


def _needed(engagement: Engagement) -> set[str]:
    assessment = TierAssessment.objects.current_of(engagement.vendor)
    demanded = {demand["refers_to"] for demand in (assessment.demanded("training") if assessment else [])}
    classes = Asset.objects.filter(offers__engagement=engagement).values("asset_class")
    offered = Requirement.objects.filter(requirement="training", asset_class__in=classes)
    return demanded | set(offered.values_list("key", flat=True))
