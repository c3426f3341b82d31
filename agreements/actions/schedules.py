"""The schedules of a draft: which assets it lists and whom it names; and a notice that names somebody else afterwards."""

import datetime

from agreements import schedules as rule
from agreements.actions.agreements import about as said_of
from agreements.actions.agreements import lock, set_variables
from agreements.models import Agreement, AgreementContact
from agreements.policies import agreements as policies
from core import events
from core.actors import Actor


def list_assets(agreement: Agreement, ids: list[str] | None, *, by: Actor, at: datetime.datetime) -> Agreement:
    """Of what the work needs, these stand in the schedule. None, in an amendment: the schedule stays as it is."""
    policies.check_can_write(by)
    known = [row["id"] for row in rule.offered(agreement)]
    chosen = None if ids is None else [each for each in known if each in ids]
    return set_variables(agreement, {rule.CHOSEN: chosen}, by=by, at=at)


def name_contact(
    agreement: Agreement, *, side: str, about: str, by: Actor, at: datetime.datetime, **said
) -> AgreementContact:
    """In a draft; who was named for the same is replaced. `said`: name, role, email. An amendment replaces the whole
    schedule: it begins with those who stand in it."""
    agreement = _drafted(agreement, by)
    found = _named(agreement).get((side, about))
    if found and all(getattr(found, name) == value for name, value in said.items()):
        return found
    _begin(agreement, by, at)
    row, _made = AgreementContact.objects.update_or_create(
        agreement=agreement, side=side, about=about, holds_from=None,
        defaults={**said, "vendor_id": agreement.vendor_id, "said_at": at, "said_by": by.user},
    )  # fmt: skip
    events.record("contact.named", agreement, by=by, at=at, side=side, topic=about, after=said, **said_of(agreement))
    return row


def drop_contact(agreement: Agreement, *, side: str, about: str, by: Actor, at: datetime.datetime) -> None:
    """Out of the schedule of a draft. Raises NotNow where an amendment would name nobody any more."""
    agreement = _drafted(agreement, by)
    named = _named(agreement)
    if (side, about) not in named:
        return
    policies.check_names_somebody(agreement, len(named) - 1)
    _begin(agreement, by, at)
    _drop(rule.own_contacts(agreement).get(side=side, about=about), by, at)


def leave_contacts(paper: Agreement, *, by: Actor, at: datetime.datetime) -> None:
    """An amendment that leaves the schedule of contacts as it is."""
    paper = _drafted(paper, by)
    for row in rule.own_contacts(paper) if paper.is_amendment else ():
        _drop(row, by, at)


def _drafted(agreement: Agreement, by: Actor) -> Agreement:
    policies.check_can_write(by)
    agreement = lock(agreement)
    policies.check_is_draft(agreement)
    return agreement


def _named(agreement: Agreement) -> dict[tuple[str, str], AgreementContact]:
    """Side and subject -> whom the draft names; of an amendment that says nothing of contacts yet, those who stand on its day."""
    rows = list(rule.own_contacts(agreement))
    if agreement.is_amendment and not rows:
        lines = rule.standing(agreement.amendment.amends, agreement.amendment.effective_on)
        rows = [line["row"] for line in lines if not line["is_later"]]
    return {(row.side, row.about): row for row in rows}


def _begin(agreement: Agreement, by: Actor, at: datetime.datetime) -> None:
    """The schedule of an amendment begins with those who stand in the one before."""
    if rule.own_contacts(agreement).exists():
        return
    AgreementContact.objects.bulk_create(
        AgreementContact(
            agreement=agreement, vendor_id=agreement.vendor_id, side=row.side, about=row.about, name=row.name, role=row.role,
            email=row.email, said_at=at, said_by=by.user,
        )
        for row in _named(agreement).values()
    )  # fmt: skip


def _drop(row: AgreementContact, by: Actor, at: datetime.datetime) -> None:
    row.delete()
    before = {"name": row.name, "role": row.role, "email": row.email}
    events.record(
        "contact.dropped", row.agreement, by=by, at=at, side=row.side, topic=row.about, before=before, **said_of(row.agreement)
    )  # fmt: skip


def give_notice(
    agreement: Agreement, *, side: str, about: str, holds_from: datetime.date, by: Actor, at: datetime.datetime, **said
) -> AgreementContact:
    """From that day on somebody else is to be told; the text stays as it was signed. The same twice is one."""
    policies.check_can_write(by)
    agreement = lock(agreement)
    policies.check_can_give_notice(by, agreement, holds_from, at)
    found = AgreementContact.objects.filter(agreement=agreement, side=side, about=about, holds_from=holds_from).first()
    if found and all(getattr(found, name) == value for name, value in said.items()):
        return found
    policies.check_names_a_free_day(found)
    row = AgreementContact.objects.create(
        agreement=agreement,
        vendor_id=agreement.vendor_id,
        side=side,
        about=about,
        holds_from=holds_from,
        said_at=at,
        said_by=by.user,
        **said,
    )
    events.record(
        "contact.changed",
        agreement,
        by=by,
        at=at,
        side=side,
        topic=about,
        holds_from=holds_from,
        after=said,
        **said_of(agreement),
    )
    return row
