"""Until when is a breach to be put right, and who has to know?"""

import datetime
from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _l

from agreements.models import Breach
from agreements.rendering import terms
from core.reminders import DAY, HORIZON, TASK, Deadline
from vendors import contacts

SECOND = datetime.timedelta(seconds=1)


def due(at: datetime.datetime) -> Iterator[Deadline]:
    """Open breaches with a day: who signs for the firm, or the worker, hears before it; once it has passed, so do we."""
    span = ((at - 14 * DAY).date(), (at + HORIZON).date())
    rows = Breach.objects.filter(ended_at=None, cure_until__range=span).select_related("agreement__person", "vendor")
    signers = contacts.accounts({row.vendor_id for row in rows}, is_signatory=True)
    for row in rows:
        agreement, worker = row.agreement, row.agreement.person
        theirs = (worker.user_id,) if worker and worker.user_id else signers[row.vendor_id]
        url = f"/portal/agreements/{agreement.pk}/"
        yield _to_cure(row, theirs, url, _l("we say that your company broke it"), TASK)
        ours = tuple({row.vendor.owner_id, row.recorded_by_id} - {None})
        said = {"firm": row.vendor.name, "reference": row.vendor.reference}
        url = f"/desk/agreements/{agreement.pk}/"
        yield _to_cure(row, ours, url, _l("you look after this agreement"), ("overdue",), **said)


def _to_cure(row: Breach, users: tuple, url: str, why, stages: tuple, **said) -> Deadline:
    """Due at the last moment of the day, in the agreement's own zone."""
    return Deadline(
        key=f"breach:{row.pk}",
        due_at=terms.end_of(row.cure_until, row.agreement.zone) - SECOND,
        users=users,
        title=_l("Put a breach right by %(due_at)s"),
        text=_l("%(paper)s was broken: %(what)s. After that day it may be ended for cause."),
        overdue=_l("A breach was not put right in time"),
        overdue_text=_l("%(paper)s was broken: %(what)s. The time to put it right is over."),
        act=_l("Open the agreement"),
        url=url,
        why=why,
        stages=stages,
        since=row.recorded_at,
        context={"what": row.what.rstrip("."), "paper": row.agreement.title, **said},
        vendor_id=row.vendor_id,
    )
