"""The schedules of a draft: which assets it lists and whom it names; and a notice that names somebody else afterwards."""

import datetime

from agreements import schedules as rule
from agreements.actions.agreements import about as said_of
from agreements.actions.agreements import lock, set_variables
from agreements.models import Agreement, AgreementContact
from agreements.policies import agreements as policies
from core import events
from core.actors import Actor


def list_assets(agreement: Agreement, ids: list[str], *, by: Actor, at: datetime.datetime) -> Agreement:
    """Of what the work needs, these stand in the schedule."""
    policies.check_can_write(by)
    known = [row["id"] for row in rule.offered(agreement)]
    return set_variables(agreement, {rule.CHOSEN: [each for each in known if each in ids]}, by=by, at=at)


def name_contact(
    agreement: Agreement, *, side: str, about: str, by: Actor, at: datetime.datetime, **said
) -> AgreementContact:
    """In a draft; who was named for the same is replaced. `said`: name, role, email."""
    policies.check_can_write(by)
    agreement = lock(agreement)
    policies.check_is_draft(agreement)
    found = AgreementContact.objects.filter(agreement=agreement, side=side, about=about).first()
    if found and all(getattr(found, name) == value for name, value in said.items()):
        return found
    row, _made = AgreementContact.objects.update_or_create(
        agreement=agreement, side=side, about=about, holds_from=None,
        defaults={**said, "vendor_id": agreement.vendor_id, "said_at": at, "said_by": by.user},
    )  # fmt: skip
    events.record("contact.named", agreement, by=by, at=at, side=side, topic=about, after=said, **said_of(agreement))
    return row


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
