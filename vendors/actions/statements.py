"""Enter the accounts of a year, correct them, take them back. What was known before stays (ADR 0003)."""

import datetime
from decimal import Decimal

from dateutil.relativedelta import relativedelta
from django.utils.translation import gettext as _

from core import facts
from core.actors import Actor
from core.events import record
from core.refusals import NotNow
from core.web.dates import say_day
from vendors import business_days
from vendors.actions import vendors
from vendors.models import Statement, Vendor
from vendors.policies import finance as policy

Instant = datetime.datetime
SAID = (
    "months", "currency", "unit", "kind", "assurance", "is_consolidated", "amounts", "stored", "source", "note",
)  # fmt: skip


def enter(vendor: Vendor, *, ends_on: datetime.date, by: Actor, at: Instant, **said) -> Statement:
    """`said`: SAID, with `amounts` as Decimals. The same again changes nothing. Raises NotAllowed; NotNow where the figures
    do not fit together or that year is there with others."""
    policy.check_can_enter(by)
    vendor = vendors.lock(vendor)
    content = _content(vendor, said)
    standing = Statement.objects.current().filter(vendor=vendor, ends_on=ends_on).first()
    if standing is not None:
        if _differs(standing, content):
            raise NotNow(
                _("The accounts to %(day)s are there. Correct them instead.") % {"day": say_day(ends_on, "full")}
            )
        return standing
    during = _period(ends_on, content["months"])
    row = facts.assert_fact(
        Statement, at=at, during=during, vendor=vendor, ends_on=ends_on, entered_by=by.user, **content
    )
    record("statement.entered", row, by=by, at=at, ends_on=ends_on, amounts=row.amounts)
    return row


def correct(statement: Statement, *, because: str, by: Actor, at: Instant, **said) -> Statement:
    """A new version of the same year. The same again changes nothing. Raises NotAllowed, NotNow as `enter`."""
    policy.check_can_enter(by)
    vendor = vendors.lock(statement.vendor)
    statement = Statement.objects.select_for_update(no_key=True).get(pk=statement.pk)
    content = _content(vendor, said)
    newest = Statement.objects.current().filter(vendor=vendor, ends_on=statement.ends_on).first()
    if newest is not None and not _differs(newest, content):
        return newest
    policy.check_is_current(statement)
    before = statement.amounts
    during = _period(statement.ends_on, content["months"])
    row = facts.correct(statement, at=at, during=during, entered_by=by.user, because=because, **content)
    changed = {line: [before.get(line), row.amounts.get(line)] for line in sorted({*before, *row.amounts})}
    changed = {line: pair for line, pair in changed.items() if pair[0] != pair[1]}
    record("statement.corrected", row, by=by, at=at, because=because, ends_on=row.ends_on, changed=changed)
    return row


def take_back(statement: Statement, *, because: str, by: Actor, at: Instant) -> None:
    """It was not this firm's, or no accounts at all. Nothing happens where it was taken back. Raises NotAllowed, NotNow."""
    policy.check_can_enter(by)
    vendor = vendors.lock(statement.vendor)
    statement = Statement.objects.select_for_update(no_key=True).get(pk=statement.pk)
    if not Statement.objects.current().filter(vendor=vendor, ends_on=statement.ends_on).exists():
        return
    policy.check_is_current(statement)
    facts.retract(statement, at=at)
    record("statement.taken-back", statement, by=by, at=at, because=because, ends_on=statement.ends_on)


def _content(vendor: Vendor, said: dict) -> dict:
    """As it is kept. Raises NotNow where the figures or the file cannot be so, TypeError for what nobody asked."""
    if unknown := set(said) - set(SAID):
        raise TypeError(f"accounts have no {sorted(unknown)}")
    amounts = {line: Decimal(amount) for line, amount in said["amounts"].items()}
    policy.check_fits_together(amounts)
    policy.check_is_a_file_of(vendor, said.get("stored"))
    plain = {line: int(amount) for line, amount in amounts.items()}
    return {"stored": None, "source": "", "note": "", **said, "amounts": plain}


def _differs(row: Statement, content: dict) -> bool:
    return any(getattr(row, name) != value for name, value in content.items())


def _period(ends_on: datetime.date, months: int):
    day_after = ends_on + datetime.timedelta(days=1)
    return business_days.whole(day_after - relativedelta(months=months), ends_on)
