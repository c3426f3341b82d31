"""Which courses are due soon, and which passes run out? To the person who takes them."""

import datetime
from collections.abc import Iterator

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext_lazy as _l

from core.reminders import DAY, HORIZON, LEFT_BEHIND, TASK, Deadline
from training.models import Enrolment, TrainingCertificate
from vendors import business_days

_STILL_HERE = {"departed_at": None, "user__isnull": False}


def _of_those_here(prefix: str = "person") -> dict:
    return {f"{prefix}__{name}": value for name, value in _STILL_HERE.items()}


def due(at: datetime.datetime) -> Iterator[Deadline]:
    """Courses that were assigned and are not passed yet."""
    span = (business_days.day_of(at - LEFT_BEHIND), business_days.day_of(at + 8 * DAY))
    rows = Enrolment.objects.filter(status__in=["assigned", "started"], due_on__range=span, **_of_those_here())
    last_moment_of = business_days.last_moments()
    for row in rows.select_related("person", "course"):
        yield Deadline(
            key=f"training-due:{row.pk}",
            due_at=last_moment_of(row.due_on),
            users=(row.person.user_id,),
            title=_l("Training due on %(due_at)s"),
            text=_l("“%(course)s” takes about %(minutes)s minutes in short parts. Documents that need it wait for it."),
            overdue=_l("Your training is overdue"),
            overdue_text=_l(
                "“%(course)s” was due on %(due_at)s. Documents that need it stay closed until you have passed."
            ),
            act=_l("Go on with the training"),
            url=reverse("training_course", args=[row.pk]),
            why=_l("it is your training"),
            stages=TASK,
            since=row.assigned_at,
            context={"course": row.course.title, "minutes": row.course.minutes},
            vendor_id=row.vendor_id,
        )


def expiring(at: datetime.datetime) -> Iterator[Deadline]:
    """Passes that run out, unless the person takes the course again already or has a later one."""
    course, person = OuterRef("enrolment__course"), OuterRef("enrolment__person")
    later = TrainingCertificate.objects.filter(
        enrolment__course=course, enrolment__person=person, valid_until__gt=OuterRef("valid_until"), revoked_at=None
    )
    again = Enrolment.objects.filter(course=course, person=person, status__in=["assigned", "started"])
    rows = TrainingCertificate.objects.filter(
        ~Exists(later),
        ~Exists(again),
        revoked_at=None,
        valid_until__range=(at - LEFT_BEHIND, at + HORIZON),
        **_of_those_here("enrolment__person"),
    )
    for row in rows.select_related("enrolment__person"):
        yield Deadline(
            key=f"training-end:{row.pk}",
            due_at=row.valid_until,
            users=(row.enrolment.person.user_id,),
            title=_l("Your training counts until %(due_at)s"),
            text=_l("“%(course)s” has to be taken again by then. Ask the person below to assign it to you."),
            overdue=_l("Your training has run out"),
            overdue_text=_l("“%(course)s” counted until %(due_at)s. Documents that need it are closed to you."),
            act=_l("See your training"),
            url=reverse("training"),
            why=_l("it is your training"),
            stages=("overdue", "7", "30"),
            context={"course": row.course_title},
            vendor_id=row.vendor_id,
        )
