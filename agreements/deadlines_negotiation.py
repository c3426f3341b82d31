"""By when does which side answer in a negotiation?"""

import datetime
from collections.abc import Iterator

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _l

from agreements.models import Agreement, Deviation, ProposalRound, SharedText
from agreements.policies.deviations import right_for
from agreements.rendering import terms
from core import roles
from core.models import User
from core.reminders import HORIZON, TASK, Deadline
from vendors import contacts


def due(at: datetime.datetime) -> Iterator[Deadline]:
    """Their first word on a draft, our decision on each proposal, their answer to a wording of ours."""
    yield from _first_words(at)
    yield from _answers(at)


def has_said_nothing(agreement: Agreement) -> bool:
    """Since the talks were opened last: no round of theirs on any text since."""
    return not ProposalRound.objects.filter(agreement=agreement, text__answers_due_on=_asked(agreement)).exists()


def _asked(agreement: Agreement) -> datetime.date | None:
    shared = SharedText.objects.latest_of(agreement)
    return shared.answers_due_on if shared else None


def _first_words(at: datetime.datetime) -> Iterator[Deadline]:
    talks = Agreement.objects.filter(status="negotiating").select_related("vendor").defer("html", "body", "variables")
    accounts = _accounts({agreement.vendor_id for agreement in talks})
    for agreement in talks:
        if has_said_nothing(agreement):
            yield Deadline(
                key=f"proposals:{agreement.pk}",
                due_at=terms.last_moment_of(_asked(agreement), agreement.zone),
                users=accounts[agreement.vendor_id],
                title=_l("Proposals due: %(paper)s"),
                text=_l("Say until %(due_at)s which clauses you would change, or that there are none."),
                overdue=_l("Proposals overdue: %(paper)s"),
                act=_l("Read the draft"),
                url=f"/portal/agreements/{agreement.pk}/negotiation/",
                why=_l("you speak for your company in agreements"),
                stages=TASK,
                context={"paper": agreement.title},
                vendor_id=agreement.vendor_id,
            )


def _answers(at: datetime.datetime) -> Iterator[Deadline]:
    alive = Exists(Agreement.objects.filter(pk=OuterRef("agreement"), status__in=["draft", "negotiating"]))
    rows = (
        Deviation.objects.undecided()
        .filter(alive, due_on__lte=(at + HORIZON).date())
        .select_related("agreement", "vendor")
    )
    accounts = _accounts({row.vendor_id for row in rows})
    for row in rows:
        is_theirs = row.status == "countered"
        yield Deadline(
            key=f"deviation:{row.pk}",
            due_at=terms.last_moment_of(row.due_on, row.agreement.zone),
            users=accounts[row.vendor_id] if is_theirs else _approvers(row.approver),
            title=_l("Answer due: %(clause)s"),
            text=_l("The other side waits for a word on this clause of “%(paper)s” until %(due_at)s."),
            overdue=_l("Answer overdue: %(clause)s"),
            act=_l("Answer it"),
            url=f"/portal/deviations/{row.pk}/" if is_theirs else f"/desk/deviations/{row.pk}/",
            why=_l("you speak for your company in agreements")
            if is_theirs
            else _l("this clause names your role as its approver"),
            stages=TASK,
            context={
                "clause": row.title[:40],
                "paper": row.agreement.title,
                **({} if is_theirs else {"firm": row.vendor.name}),
            },
            vendor_id=row.vendor_id,
        )


def _accounts(vendors: set) -> dict:
    """Firm's id -> its contacts and signatories, each once."""
    groups = [contacts.accounts(vendors, **{hat: True}) for hat in ("is_contact", "is_signatory")]
    return {vendor: tuple({user for group in groups for user in group[vendor]}) for vendor in vendors}


def _approvers(approver: str) -> tuple:
    keys = [role.key for role in roles.ROLES.values() if right_for(approver) in role.rights]
    rows = User.objects.filter(is_active=True, is_staff=True, groups__name__in=keys).distinct()
    return tuple(rows.values_list("pk", flat=True))
