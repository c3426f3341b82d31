"""Whose access ends soon, and which requests wait too long?"""

import datetime
from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext_lazy as _l

from access.models import ConflictException, Emergency, Grant, Objection
from access.policies import objections as policies_objections
from access.policies.grants import APPROVING_ROLES
from core.models import User
from core.reminders import DAY, LEFT_BEHIND, TASK, Deadline
from core.roles import ROLES
from vendors import business_days

TIME_TO_DECIDE = 2 * DAY


def ending(at: datetime.datetime) -> Iterator[Deadline]:
    """Open access that ends within a week, to the person who has it."""
    rows = Grant.objects.filter(status="open", ends_at__range=(at, at + 8 * DAY), person__departed_at=None)
    for row in rows.filter(person__user__isnull=False).select_related("person", "asset"):
        yield Deadline(
            key=f"grant-end:{row.pk}",
            due_at=row.ends_at - datetime.timedelta(seconds=1),
            users=(row.person.user_id,),
            title=_l("Your access ends on %(due_at)s"),
            text=_l("It is access to %(asset_name)s. If your work needs it longer, ask again before it ends."),
            act=_l("See your access"),
            url=reverse("access"),
            why=_l("it is your access"),
            stages=("1", "7"),
            since=row.opened_at,
            context={"asset_name": row.asset.name},
            vendor_id=row.vendor_id,
        )


def waiting(at: datetime.datetime) -> Iterator[Deadline]:
    """Requests that nobody decided within two days, to those who still may."""
    asked = (at - LEFT_BEHIND, at - TIME_TO_DECIDE)
    rows = Grant.objects.filter(status__in=["requested", "first_approved"], requested_at__range=asked)
    approvers = {role: set(_who_is(role)) for role in APPROVING_ROLES}
    for row in rows.select_related("person", "asset", "vendor").prefetch_related("approvals"):
        yield Deadline(
            key=f"grant-waits:{row.pk}:{row.status}",
            due_at=row.requested_at + TIME_TO_DECIDE,
            users=tuple(_who_may_decide(row, approvers)),
            title=_l("Waiting for your decision: %(asset_name)s"),
            text=_l(
                "%(person_name)s of %(firm)s asked for it more than 2 days ago and cannot go on without an answer."
            ),
            act=_l("Decide"),
            url=reverse("grant", args=[row.pk]),
            why=_l("your role covers this"),
            stages=("0",),
            context={
                "asset_name": row.asset.name,
                "person_name": row.person.name,
                "firm": row.vendor.name,
                "reference": row.reference,
            },
            vendor_id=row.vendor_id,
        )


def exceptions(at: datetime.datetime) -> Iterator[Deadline]:
    """Exceptions to a conflict that lapse within a week, to who asked for them."""
    rows = ConflictException.objects.filter(
        status="granted", ends_at__range=(at, at + 8 * DAY), asked_by__is_active=True
    )
    for row in rows.select_related("person", "asset_one", "asset_two", "vendor"):
        yield Deadline(
            key=f"exception-end:{row.pk}",
            due_at=row.ends_at - datetime.timedelta(seconds=1),
            users=(row.asked_by_id,),
            title=_l("The exception for %(person_name)s lapses on %(due_at)s"),
            text=_l(
                "From then on %(pair)s are kept apart again, and both are closed. Another exception is a new decision."
            ),
            act=_l("Open the exception"),
            url=reverse("conflict_exception", args=[row.pk]),
            why=_l("you asked for it"),
            stages=("1", "7"),
            since=row.decided_at,
            context={"person_name": row.person.name, "pair": row.pair},
            vendor_id=row.vendor_id,
        )


def reports(at: datetime.datetime) -> Iterator[Deadline]:
    """Reports on emergency access that are owed, to the person who took it."""
    rows = Emergency.objects.owed().filter(
        report_due_at__range=(at - LEFT_BEHIND, at + 2 * DAY), person__departed_at=None
    )
    for row in rows.filter(person__user__isnull=False).select_related("person", "grant__asset"):
        yield Deadline(
            key=f"emergency-report:{row.pk}",
            due_at=row.report_due_at,
            users=(row.person.user_id,),
            title=_l("Your report on emergency access is due by %(due_at)s"),
            overdue=_l("All of your access is closed until your report has come"),
            text=_l("It is about the hour in which you opened %(asset_name)s. Say what you did with it."),
            act=_l("Give the report"),
            url=reverse("emergency_report", args=[row.pk]),
            why=_l("it is your access"),
            stages=("1", "0", "overdue"),
            since=row.opened_at,
            context={"asset_name": row.grant.asset.name},
            vendor_id=row.vendor_id,
        )


def objections(at: datetime.datetime) -> Iterator[Deadline]:
    """Those without an answer, to who may give it; once overdue also to who looks after the firm."""
    roles = [role.key for role in ROLES.values() if policies_objections.ANSWERING in role.rights]
    answering = set().union(*(_who_is(role) for role in roles))
    days = (business_days.day_of(at - LEFT_BEHIND), business_days.day_of(at + 8 * DAY))
    for row in (
        policies_objections.with_takers(Objection.objects.open()).filter(due_on__range=days).select_related("vendor")
    ):
        common = {
            "due_at": business_days.last_moment_of(row.due_on), "url": reverse("objection", args=[row.pk]), "act": _l("Open the objection"),
            "since": row.lodged_at, "context": {"what": row.about, "firm": row.vendor.name, "reference": row.vendor.reference}, "vendor_id": row.vendor_id,
        }  # fmt: skip
        yield Deadline(
            key=f"objection-due:{row.pk}", users=tuple(answering - policies_objections.takers(row)), stages=TASK, why=_l("your role covers this"),
            title=_l("Answer the objection of %(firm)s by %(due_at)s"), overdue=_l("No answer yet to the objection of %(firm)s"),
            text=_l("It is about: %(what)s. You took no part in the decision, so you may answer."), **common,
        )  # fmt: skip
        yield Deadline(
            key=f"objection-late:{row.pk}", users=tuple({row.vendor.owner_id} - {None}), stages=("overdue",), why=_l("you look after this subcontractor"),
            title=_l("An objection of %(firm)s is overdue"), text=_l("It was to be answered by %(due_at)s. See that somebody who did not decide answers it."), **common,
        )  # fmt: skip


def _who_is(role: str):
    return User.objects.filter(is_active=True, is_staff=True, groups__name=role).values_list("pk", flat=True)


def _who_may_decide(row: Grant, approvers: dict[str, set]) -> set:
    """Those of the roles that have not approved yet; of the owners only the asset's own."""
    given = {approval.role: approval.user_id for approval in row.approvals.all()}
    found = approvers["officer"] if "officer" not in given else set()
    if "owner" not in given:
        found = found | (approvers["owner"] & {row.asset.owner_id})
    return found - set(given.values())
