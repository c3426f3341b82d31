"""Which findings are due soon, or late? First the plan, then what puts them right."""

import datetime
from collections.abc import Iterator

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _l

from audits.models import Finding
from core.reminders import DAY, LEFT_BEHIND, TASK, Deadline
from vendors import business_days, contacts


def findings(at: datetime.datetime) -> Iterator[Deadline]:
    """What waits for the firm: to its contacts; once overdue also to who owns the finding with us."""
    span = (business_days.day_of(at - LEFT_BEHIND), business_days.day_of(at + 8 * DAY))
    plan, remedy = Q(status="open", plan_due_on__range=span), Q(status="plan_accepted", due_on__range=span)
    rows = list(Finding.objects.filter(plan | remedy).select_related("vendor"))
    firms = contacts.accounts({row.vendor_id for row in rows}, is_contact=True)
    for row in rows:
        asked = _plan if row.status == "open" else _remedy
        yield asked(row, firms[row.vendor_id])
        yield _late(row)


def _plan(row: Finding, users: tuple) -> Deadline:
    return _of_firm(
        row,
        users,
        title=_l("Plan due on %(due_at)s: %(finding)s"),
        text=_l("Write down the cause, the steps, and by when each is done."),
        overdue=_l("Plan overdue: %(finding)s"),
        overdue_text=_l(
            "It was due on %(due_at)s. Send it now; where access is held, it stays held until the finding is closed."
        ),
        act=_l("Write the plan"),
    )


def _remedy(row: Finding, users: tuple) -> Deadline:
    return _of_firm(
        row,
        users,
        title=_l("To put right by %(due_at)s: %(finding)s"),
        text=_l("Send what proves that it is put right; somebody verifies it then."),
        overdue=_l("Overdue: %(finding)s"),
        overdue_text=_l(
            "It was to be put right by %(due_at)s. Send what proves it, or an update that says where you are."
        ),
        act=_l("Send evidence"),
    )


def _of_firm(row: Finding, users: tuple, **said) -> Deadline:
    return Deadline(
        users=users,
        url=reverse("portal_finding", args=[row.pk]),
        why=_l("you are a contact of your company"),
        stages=TASK,
        **_common(row),
        **said,
    )


def _late(row: Finding) -> Deadline:
    return Deadline(
        users=tuple({row.owner_id or row.recorded_by_id, row.vendor.owner_id} - {None}),
        title=_l("Overdue at %(firm)s: %(finding)s"),
        text=_l("It was due on %(due_at)s. The subcontractor is told as well; talk to them."),
        act=_l("Open the finding"),
        url=reverse("finding", args=[row.pk]),
        why=_l("you look after this finding"),
        stages=("overdue",),
        **_common(row, firm=row.vendor.name, reference=row.vendor.reference),
    )


def _common(row: Finding, **said) -> dict:
    day = row.plan_due_on if row.status == "open" else row.due_on
    return {
        "key": f"finding-{row.status}:{row.pk}",
        "due_at": business_days.last_moment_of(day),
        "since": row.recorded_at,
        "context": {"finding": row.title, **said},
        "vendor_id": row.vendor_id,
    }
