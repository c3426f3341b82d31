"""Whose marks on working practice are still asked for? A task for each reviewer."""

import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from core.actors import Actor
from core.web.dates import say_moment
from core.web.todo import Todo
from vendors.models import PanelReview

DAYS = datetime.timedelta(days=14)


def desk_tasks(viewer: Actor, at: datetime.datetime) -> list[Todo]:
    rows = PanelReview.objects.visible_to(viewer).waiting().filter(reviewer=viewer.user).select_related("vendor")
    return [
        Todo(
            key=f"panel:{row.pk}", title=_("Mark the working practice"), url=reverse("panel_own", args=[row.screening_id]), kind=_("Screening"),
            hint=_("5 lines, blind. Asked %(when)s") % {"when": say_moment(row.asked_at)}, due_at=row.asked_at + DAYS, consequence=3,
            vendor=row.vendor, meta={"reference": row.vendor.reference},
        )
        for row in rows.order_by("asked_at")[:50]
    ]  # fmt: skip
