"""Which days of due diligence come near, and who has to see to them?

Days end at 23:59:59 in the organisation's zone. What is renewed, answered, met or reviewed is no longer listed.
"""

import datetime
from collections.abc import Iterator
from functools import partial

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext_lazy as _l

from core.models import User
from core.reminders import DAY, ENDING, HORIZON, LEFT_BEHIND, TASK, Deadline, in_sets
from core.roles import ROLES
from vendors import business_days, contacts
from vendors import hr_feed as hr_feeds
from vendors.models import Assessment, Certificate, InsurancePolicy, Pause, RiskAcceptance, Vendor
from vendors.models.questionnaire import ANSWERABLE

_ENDS = {
    "certificate": (_l("%(what)s ends on %(due_at)s"), _l("%(what)s has ended")),
    "insurancepolicy": (_l("Insurance (%(what)s) ends on %(due_at)s"), _l("Insurance (%(what)s) has ended")),
}
_SILENCE = _l("The last word came through %(whom)s. Departures may be missing until its calls or files come again.")
_SILENCE_ENDS = _l(
    "The last word came through %(whom)s. Departures may be missing until its calls or files come again. "
    "If it stays silent, the access of the people whom it reports ends; the page says when."
)


def span(at: datetime.datetime, ahead: datetime.timedelta = HORIZON) -> tuple[datetime.date, datetime.date]:
    """The days that a sweep at `at` looks at."""
    return business_days.day_of(at - LEFT_BEHIND), business_days.day_of(at + ahead)


def certificates(at: datetime.datetime) -> Iterator[Deadline]:
    yield from _evidence(Certificate, "certificates", at)


def insurance(at: datetime.datetime) -> Iterator[Deadline]:
    yield from _evidence(InsurancePolicy, "insurance", at)


def _evidence(model, kind: str, at) -> Iterator[Deadline]:
    """What counts and ends, unless a renewal waits for us: to the firm's contacts and to its owner with us."""
    waiting, last_moment_of = model.objects.waiting().filter(replaces=OuterRef("pk")), business_days.last_moments()
    listed = model.objects.in_use().filter(~Exists(waiting), valid_until__range=span(at)).select_related("vendor")
    for rows in in_sets(listed.order_by("pk")):
        suppliers = contacts.accounts({row.vendor_id for row in rows}, is_contact=True)
        for row in rows:
            due_at = last_moment_of(row.valid_until)
            yield _ending(
                row,
                due_at,
                suppliers[row.vendor_id],
                partial(_renewal, kind, row),
                _l("you are a contact of your company"),
                act=_l("Upload the renewal"),
                text=_l("Upload the new one when you have it. We need a few days to check it before the old one ends."),
                overdue_text=_l("Access that needs it is closed. It opens again once we have accepted the renewal."),
            )
            yield _ending(
                row,
                due_at,
                (row.vendor.owner_id,),
                partial(reverse, "evidence_review", args=[kind, row.pk]),
                _l("you look after this subcontractor"),
                act=_l("Open it"),
                text=_l("The subcontractor is told as well. No renewal has come in yet."),
                overdue_text=_l("Access that needs it is closed. No renewal has come in yet."),
                context={"firm": row.vendor.name, "reference": row.vendor.reference},
            )


def _renewal(kind: str, row) -> str:
    return reverse("portal_evidence_new", args=[kind, row.key]) + f"?replaces={row.pk}"


def _ending(row, due_at, users, url, why, *, context=None, **said) -> Deadline:
    return Deadline(
        key=f"{row._meta.model_name}-end:{row.pk}",
        due_at=due_at,
        users=tuple(users),
        title=_ENDS[row._meta.model_name][0],
        overdue=_ENDS[row._meta.model_name][1],
        url=url,
        why=why,
        context={"what": str(row), **(context or {})},
        vendor_id=row.vendor_id,
        **said,
    )


def questionnaires(at: datetime.datetime) -> Iterator[Deadline]:
    """Those that are with the firm: to its contacts, unless they paused it; once overdue also to who sent it."""
    rows = list(
        Assessment.objects.filter(status__in=ANSWERABLE, due_on__range=span(at, 8 * DAY)).select_related("vendor")
    )
    suppliers = contacts.accounts({row.vendor_id for row in rows}, is_contact=True)
    paused = Pause.objects.filter(assessment__in=rows, ended_at=None, until_on__gte=business_days.day_of(at))
    resting = set(paused.values_list("assessment_id", flat=True))
    last_moment_of = business_days.last_moments()
    for row in rows:
        common = {
            "key": f"questionnaire-due:{row.pk}",
            "due_at": last_moment_of(row.due_on),
            "since": row.returned_at or row.sent_at,
            "vendor_id": row.vendor_id,
        }
        yield Deadline(
            users=() if row.pk in resting else suppliers[row.vendor_id],
            title=_l("Your answers are due on %(due_at)s"),
            overdue=_l("Your answers are overdue"),
            text=_l("What you have answered so far is kept. Open it where you left off, then send the answers."),
            overdue_text=_l(
                "They were due on %(due_at)s. We cannot approve your company, or keep it approved, without them."
            ),
            act=_l("Go on with the answers"),
            url=reverse("portal_questionnaire", args=[row.pk]),
            why=_l("you are a contact of your company"),
            stages=TASK,
            **common,
        )
        yield Deadline(
            users=tuple({row.sent_by_id, row.vendor.owner_id} - {None}),
            title=_l("No answers yet: %(firm)s"),
            text=_l("The answers were due on %(due_at)s. The subcontractor is told as well; talk to them."),
            act=_l("Open the questionnaire"),
            url=reverse("assessment", args=[row.pk]),
            why=_l("you look after this subcontractor"),
            stages=("overdue",),
            context={"firm": row.vendor.name, "reference": row.vendor.reference},
            **common,
        )


def reviews(at: datetime.datetime) -> Iterator[Deadline]:
    """When an approval has to be looked at again: to the owner."""
    last_moment_of = business_days.last_moments()
    rows = Vendor.objects.filter(next_review_on__range=span(at), status__in=["approved", "active", "restricted"])
    for row in rows.exclude(owner=None):
        yield Deadline(
            key=f"review-due:{row.pk}",
            due_at=last_moment_of(row.next_review_on),
            users=(row.owner_id,),
            title=_l("Review of %(firm)s due on %(due_at)s"),
            overdue=_l("Review of %(firm)s is overdue"),
            text=_l("The approval holds until %(due_at)s. A new screening keeps access open without a gap."),
            overdue_text=_l(
                "The approval ended on %(due_at)s, and access that needs it is closed. Begin a new screening."
            ),
            act=_l("Open the subcontractor"),
            url=reverse("subcontractor", args=[row.pk]),
            why=_l("you look after this subcontractor"),
            context={"firm": row.name, "reference": row.reference},
            vendor_id=row.pk,
        )


def accepted_risks(at: datetime.datetime) -> Iterator[Deadline]:
    """What counts and runs out: to who accepted it and to the owner. One that is renewed or withdrawn counts no more."""
    last_moment_of = business_days.last_moments()
    ahead = RiskAcceptance.objects.filter(until_on__range=span(at), withdrawn_at=None, renewals=None)
    for row in ahead.select_related("vendor"):
        yield Deadline(
            key=f"accepted-risk:{row.pk}",
            due_at=last_moment_of(row.until_on),
            users=tuple({row.accepted_by_id, row.vendor.owner_id} - {None}),
            title=_l("Accepted risk of %(firm)s runs out on %(due_at)s"),
            overdue=_l("Accepted risk of %(firm)s has run out"),
            text=_l(
                "After that day nobody has accepted what is left. Look at the score, bring it down, or accept it anew."
            ),
            overdue_text=_l("Nobody has accepted what is left. Look at the score, bring it down, or accept it anew."),
            act=_l("Open the acceptance"),
            url=reverse("risk_acceptance", args=[row.pk]),
            why=_l("you accepted it, or look after this subcontractor"),
            stages=ENDING,
            context={"firm": row.vendor.name, "reference": row.vendor.reference},
            vendor_id=row.vendor_id,
        )


def hr_feed(at: datetime.datetime) -> Iterator[Deadline]:
    """The silence of HR that has become too long, once for each silence, to whoever keeps people."""
    feed = hr_feeds.state()
    if feed.silent_from is None:
        return
    keeping = [role.key for role in ROLES.values() if "people.write" in role.rights]
    users = User.objects.filter(is_active=True, is_staff=True, groups__name__in=keeping).distinct()
    yield Deadline(
        key="hr-feed",
        due_at=feed.silent_from,
        users=tuple(users.values_list("pk", flat=True)),
        title=_l("HR has not been heard for long"),
        text=_SILENCE_ENDS if feed.ends_at else _SILENCE,
        url=reverse("reconciliation"),
        why=_l("you keep the people of subcontractors"),
        act=_l("See when HR was heard"),
        stages=("0",),
        context={"whom": feed.heard_from},
    )
