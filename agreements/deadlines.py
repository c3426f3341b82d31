"""Which papers are to be signed soon, which agreements end soon, which secrecy after them, and who has to see to it?"""

import datetime
from collections.abc import Iterator

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _l

from agreements import table
from agreements.models import (
    INFORMATION,
    OPEN,
    THEM,
    Agreement,
    IndependentInvention,
    Invention,
    JointDuty,
    Obligation,
    SecrecyFact,
)
from agreements.rendering import terms
from core.models import User
from core.reminders import DAY, HORIZON, TASK, Deadline
from vendors import business_days, contacts

_OPEN = _l("Open the agreement")
SECOND = datetime.timedelta(seconds=1)


def ending(at: datetime.datetime) -> Iterator[Deadline]:
    """Firms' agreements in force that end within the horizon, unless a later one of the same kind is signed."""
    signed = Agreement.objects.filter(status="signed", person=None)
    later = signed.filter(
        vendor=OuterRef("vendor"), template_key=OuterRef("template_key"), binds_until__gt=OuterRef("binds_until")
    )
    span = ((at - 2 * DAY).date(), (at + HORIZON).date())
    rows = (
        signed.filter(~Exists(later), binds_until__range=span)
        .select_related("vendor")
        .defer("html", "body", "variables")
    )
    signers = contacts.accounts({agreement.vendor_id for agreement in rows}, is_signatory=True)
    for agreement in rows:
        said = {"firm": agreement.vendor.name, "reference": agreement.vendor.reference}
        owner, drafter = agreement.vendor.owner_id, agreement.issued_by_id
        why = _l("you look after this agreement")
        if drafter and agreement.is_from_elsewhere:  # there are no words of ours to go on with
            url = f"/desk/agreements/new/?subcontractor={agreement.vendor_id}&replaces={agreement.pk}"
            yield _deadline(agreement, (drafter,), url, why, act=_l("Draft the next one"), **said)
        elif drafter:
            url = f"/desk/agreements/{agreement.pk}/renewal/"
            yield _deadline(agreement, (drafter,), url, why, act=_l("Propose a renewal"), **said)
        if owner and owner != drafter:
            yield _deadline(agreement, (owner,), f"/desk/agreements/{agreement.pk}/", why, **said)
        yield _deadline(
            agreement,
            signers[agreement.vendor_id],
            f"/portal/agreements/{agreement.pk}/",
            _l("you may sign for your company"),
        )


def obligations(at: datetime.datetime) -> Iterator[Deadline]:
    """What a side still owes. Its own people hear of it before the day; once it is late, we hear of both sides'."""
    span = ((at - 14 * DAY).date(), (at + 10 * DAY).date())
    rows = list(
        Obligation.objects.filter(status__in=OPEN, due_on__range=span).select_related(
            "duty", "agreement__person", "vendor"
        )
    )
    contacts_of = contacts.accounts({row.vendor_id for row in rows}, is_contact=True)
    for row in rows:
        ours = tuple({row.vendor.owner_id, row.agreement.issued_by_id} - {None})
        said = {"firm": row.vendor.name, "reference": row.vendor.reference}
        if row.duty.owed_by == THEM:
            worker = row.agreement.person
            users = (worker.user_id,) if worker and worker.user_id else contacts_of[row.vendor_id]
            yield _owed(row, users, f"/portal/obligations/{row.pk}/", _l("your company promised it"), TASK)
            yield _owed(
                row, ours, f"/desk/obligations/{row.pk}/", _l("you look after this agreement"), ("overdue",), **said
            )
        else:
            yield _owed(row, ours, f"/desk/obligations/{row.pk}/", _l("you look after this agreement"), TASK, **said)


def _owed(row: Obligation, users: tuple, url: str, why, stages: tuple, **said) -> Deadline:
    return Deadline(
        key=f"obligation:{row.pk}",
        due_at=terms.end_of(row.due_on, row.agreement.zone) - SECOND,
        users=users,
        title=_l("Due on %(due_at)s: %(what)s"),
        text=_l("It is owed by %(paper)s."),
        overdue=_l("Overdue: %(what)s"),
        overdue_text=_l("It is owed by %(paper)s. Not keeping it may count as a breach."),
        act=_l("Open it"),
        url=url,
        why=why,
        stages=stages,
        since=row.created_at,
        context={"what": row.duty.title, "paper": row.agreement.title, **said},
        vendor_id=row.vendor_id,
    )


def secrecy(at: datetime.datetime) -> Iterator[Deadline]:
    """Firms' papers of which the secrecy has an end within the horizon; trade secrets have none."""
    found = SecrecyFact.objects.current().filter(
        what=INFORMATION, person=None, during__endswith__range=(at - 2 * DAY, at + HORIZON)
    )
    rows = list(found.select_related("agreement", "vendor"))
    signers = contacts.accounts({row.vendor_id for row in rows}, is_signatory=True)
    for row in rows:
        ours = tuple({row.vendor.owner_id, row.agreement.issued_by_id} - {None})
        said = {"firm": row.vendor.name, "reference": row.vendor.reference}
        yield _of_secrecy(
            row, ours, f"/desk/agreements/{row.agreement_id}/", _l("you look after this agreement"), **said
        )
        url = f"/portal/agreements/{row.agreement_id}/"
        yield _of_secrecy(row, signers[row.vendor_id], url, _l("you may sign for your company"))


def _of_secrecy(row: SecrecyFact, users: tuple, url: str, why, **said) -> Deadline:
    return Deadline(
        key=f"secrecy-end:{row.agreement_id}",
        due_at=row.during.upper - SECOND,
        users=users,
        title=_l("Secrecy ends on %(due_at)s: %(paper)s"),
        text=_l("Until then confidential information stays secret; trade secrets do for as long as they are secret."),
        overdue=_l("Secrecy has ended: %(paper)s"),
        overdue_text=_l("Trade secrets stay protected for as long as they are secret. All else may be free now."),
        act=_l("Open the agreement"),
        url=url,
        why=why,
        context={"paper": row.agreement.title, **said},
        vendor_id=row.vendor_id,
    )


def signing(at: datetime.datetime) -> Iterator[Deadline]:
    """What waits to be signed: whoever's turn it is hears of the last day, and so does who issued it."""
    rows = Agreement.objects.awaiting().filter(sign_by__range=((at - 2 * DAY).date(), (at + HORIZON).date()))
    rows = rows.select_related("vendor", "issued_by").defer("html", "body", "variables")
    for agreement in rows.prefetch_related("seats__person__user", "seats__user", "signatures"):
        turn = table.turn(agreement)
        asked = {user.pk: user for seat in turn for user in table.accounts(seat)}
        for user in asked.values():
            yield _to_sign(agreement, user, max(seat.asked_at or agreement.issued_at for seat in turn))
        if agreement.issued_by_id not in asked:
            yield _to_sign(agreement, agreement.issued_by, agreement.issued_at, is_ours=True)


def _to_sign(agreement: Agreement, user, since, *, is_ours: bool = False) -> Deadline:
    """Due at the last moment of the last day, in the agreement's own zone."""
    door, said = ("desk", {"firm": agreement.vendor.name}) if user.is_staff else ("portal", {})
    return Deadline(
        key=f"agreement-sign:{agreement.pk}",
        due_at=terms.start_of(agreement.sign_by + DAY, agreement.zone) - SECOND,  # type: ignore[operator]  # the query asks for one
        users=(user.pk,),
        title=_l("Not signed yet: %(paper)s") if is_ours else _l("Waits for you: %(paper)s"),
        text=_l("It can be signed until %(due_at)s. After that it lapses and has to be issued anew."),
        overdue=_l("Not signed in time: %(paper)s"),
        overdue_text=_l("It lapsed on %(due_at)s and can no longer be signed. It can be issued anew."),
        act=_l("Open the agreement"),
        url=f"/{door}/agreements/{agreement.pk}/",
        why=_l("you issued it") if is_ours else _l("you have a part in it"),
        stages=TASK,
        since=since,
        context={"paper": agreement.title, **said},
        vendor_id=agreement.vendor_id,
    )


def _deadline(agreement: Agreement, users: tuple, url: str, why, act=_OPEN, **said) -> Deadline:
    """Due at the last moment of the last day, in the agreement's own zone."""
    return Deadline(
        key=f"agreement-end:{agreement.pk}",
        due_at=terms.end_of(agreement.binds_until, agreement.zone) - SECOND,
        users=users,
        title=_l("%(paper)s ends on %(due_at)s"),
        text=_l("A new one has to be signed by both sides before that day, or access that needs it closes."),
        overdue=_l("%(paper)s has ended"),
        overdue_text=_l("Access that needs it is closed. It opens again once a new one is signed by both sides."),
        act=act,
        url=url,
        why=why,
        context={"paper": agreement.title, **said},
        vendor_id=agreement.vendor_id,
    )


def inventions(at: datetime.datetime) -> Iterator[Deadline]:
    """Disclosures that wait for a decision, and claimed inventions whose assignment is not complete."""
    counsel = _counsel()
    rows = Invention.objects.filter(status__in=["disclosed", "claimed"]).select_related("vendor", "person")
    for row in rows:
        said = {"what": row.title, "firm": row.vendor.name, "reference": row.vendor.reference}
        url, due = f"/desk/ip/inventions/{row.pk}/", row.review_by if row.status == "disclosed" else row.assign_by
        common = {
            "due_at": business_days.last_moment_of(due),
            "vendor_id": row.vendor_id,
            "stages": TASK,
            "act": _l("Open it"),
        }
        if row.status == "disclosed":
            yield Deadline(
                key=f"invention-review:{row.pk}", users=counsel, url=url, why=_l("your role covers this"), context=said,
                title=_l("Decide on %(what)s by %(due_at)s"), text=_l("Until then nobody files or shows anything of it."),
                overdue=_l("%(what)s waits for a decision"), **common,
            )  # fmt: skip
            continue
        yield Deadline(
            key=f"invention-assignment:{row.pk}", users=counsel, url=url, why=_l("your role covers this"), context=said,
            title=_l("%(what)s has to be assigned by %(due_at)s"), text=_l("Every inventor and the firm sign an assignment."),
            overdue=_l("%(what)s is not assigned yet"), **common,
        )  # fmt: skip
        if row.person.user_id:
            yield Deadline(
                key=f"invention-assignment:{row.pk}", users=(row.person.user_id,), url=f"/portal/inventions/{row.pk}/", context={"what": row.title},
                why=_l("you told us of it"), title=_l("Your invention is to be assigned by %(due_at)s"),
                text=_l("Sign the assignment when it waits for you under Agreements."), overdue=_l("Your invention is not assigned yet"), **common,
            )  # fmt: skip


def own_and_joint(at: datetime.datetime) -> Iterator[Deadline]:
    """Our answers on inventions made outside the work, and the notices and consents that either side owes."""
    counsel = _counsel()
    for row in IndependentInvention.objects.filter(status="noticed").select_related("vendor"):
        yield Deadline(
            key=f"independent-answer:{row.pk}", due_at=business_days.last_moment_of(row.answer_by), users=counsel, stages=TASK,
            url=f"/desk/ip/independent/{row.pk}/", why=_l("your role covers this"), act=_l("Open it"), vendor_id=row.vendor_id,
            title=_l("Answer on %(what)s by %(due_at)s"), text=_l("Say whether it is theirs alone."), overdue=_l("%(what)s waits for our answer"),
            context={"what": row.title, "firm": row.vendor.name, "reference": row.vendor.reference},
        )  # fmt: skip
    owed = JointDuty.objects.filter(done_at=None, joint__status="running").select_related("vendor")
    contacts_of = contacts.accounts({row.vendor_id for row in owed}, is_contact=True)
    for each in owed:
        is_ours = each.side == "company"
        yield Deadline(
            key=f"joint-duty:{each.pk}", due_at=business_days.last_moment_of(each.due_on), stages=TASK, act=_l("Open it"), vendor_id=each.vendor_id,
            users=counsel if is_ours else contacts_of[each.vendor_id], why=_l("your role covers this") if is_ours else _l("you are a contact of your company"),
            url=f"/desk/ip/duties/{each.pk}/" if is_ours else f"/portal/inventions/duties/{each.pk}/",
            title=_l("Due by %(due_at)s: %(what)s"), text=_l("A notice or consent of a joint development."), overdue=_l("Overdue: %(what)s"),
            context={"what": each.what[:40]},
        )  # fmt: skip


def _counsel() -> tuple:
    rows = User.objects.filter(is_active=True, is_staff=True, groups__name="legal")
    return tuple(rows.values_list("pk", flat=True))
