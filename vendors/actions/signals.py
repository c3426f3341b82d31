"""Record what was heard of a subcontractor, once, with what it does to the score; take it up, or set it aside."""

import datetime

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from core.actors import Actor
from core.events import record
from core.refusals import NotNow
from core.workflow import become
from vendors import business_days, score_inputs
from vendors.actions import scores, screenings, vendors
from vendors.models import Certificate, ScoreMethod, Signal, Vendor
from vendors.policies import signals as policy
from vendors.scoring import arithmetic, doubting

Instant = datetime.datetime
CERTIFICATES = "Our register of certificates"  # the source of what the clock notices


def take_in(
    vendor: Vendor, *, kind: str, source: str, reference: str, happened_on: datetime.date, summary: str, address: str = "", by: Actor, at: Instant,
) -> tuple[Signal, bool]:  # fmt: skip
    """The signal, and whether it is new: what the same source said before under this reference stays as it was. Raises
    NotAllowed, NotNow."""
    policy.check_can_record(by)
    if is_our_own(source):
        raise NotNow(_("“%(source)s” is what the clock notices. Name who says so.") % {"source": CERTIFICATES})
    vendor = vendors.lock(vendor)
    if known := Signal.objects.same(vendor, source, reference).first():
        return known, False
    policy.check_has_happened(happened_on, business_days.day_of(at))
    said = {"kind": kind, "source": source, "reference": reference, "summary": summary, "address": address}
    return _make(vendor, happened_on=happened_on, by=by, at=at, **said), True


def is_our_own(source: str) -> bool:
    return source.strip().casefold() == CERTIFICATES.casefold()


def note_lapsed(*, by: Actor, at: Instant, most: int = 50) -> bool:
    """A signal for each certificate that counted and whose last day is over, once; whether there may be more."""
    told = Signal.objects.filter(certificate=OuterRef("pk"))
    over = Certificate.objects.in_use().filter(~Exists(told), valid_until__lt=business_days.day_of(at))
    rows = list(over.exclude(vendor__status="archived").select_related("vendor").order_by("valid_until", "pk")[:most])
    for row in rows:
        vendor = vendors.lock(row.vendor)
        if Signal.objects.filter(certificate=row).exists():
            continue  # another worker was here between the look and the lock
        said = {"source": CERTIFICATES, "reference": row.reference, "certificate": row}
        summary = _("%(name)s has ended, and nothing took its place.") % {"name": row.scheme_name}
        day_after = row.valid_until + datetime.timedelta(days=1)
        _make(vendor, kind="certificate", happened_on=day_after, summary=summary, by=by, at=at, **said)
    return len(rows) == most


def take_up(signal: Signal, *, by: Actor, at: Instant) -> Signal:
    """Begin a screening, or go on with the one that is open. Taking up twice is taking up once. Raises NotAllowed, NotNow."""
    policy.check_can_settle(by)
    signal = _lock(signal)
    if signal.status == "taken_up":
        return signal
    policy.check_is_open(signal)
    policy.check_is_with_us(signal.vendor)
    owed = become(signal, "taken_up", settled_at=at, settled_by=by.user)
    event = record(owed, signal, by=by, at=at, source=signal.source, reference=signal.reference)
    signal.screening = screenings.open(signal.vendor, by=by, at=at, cause=event)
    signal.save(update_fields=["screening"])
    return signal


def set_aside(signal: Signal, *, because: str, by: Actor, at: Instant) -> Signal:
    """It changes nothing, for this reason. Raises NotAllowed, NotNow."""
    policy.check_can_settle(by)
    signal = _lock(signal)
    if signal.status == "set_aside":
        return signal
    policy.check_is_open(signal)
    owed = become(signal, "set_aside", settled_at=at, settled_by=by.user, because=because)
    record(owed, signal, by=by, at=at, because=because, source=signal.source, reference=signal.reference)
    return signal


def _make(vendor: Vendor, *, kind: str, happened_on: datetime.date, by: Actor, at: Instant, **said) -> Signal:
    before, after = _difference(vendor, kind, happened_on, at, said.get("certificate"))
    name = "" if by.kind == "system" else by.label
    row = Signal.objects.create(
        vendor=vendor, kind=kind, happened_on=happened_on, before=before, after=after, recorded_at=at, recorded_by=by.user, recorded_by_name=name, **said
    )  # fmt: skip
    scored = {"before": before.get("score"), "after": after.get("score")}
    record(
        "signal.recorded", row, by=by, at=at, kind=kind, source=row.source, reference=row.reference, happened_on=happened_on, **scored
    )  # fmt: skip
    return row


def _difference(
    vendor: Vendor, kind: str, happened_on: datetime.date, at: Instant, certificate: Certificate | None
) -> tuple[dict, dict]:
    """The score before and after; nothing where there is none. Of an earlier day only for what the clock itself noticed."""
    if not ScoreMethod.objects.exists():
        return {}, {}
    method, known = scores.newest_method().content, score_inputs.of([vendor], at)[vendor.pk]
    if certificate:
        day_before = business_days.start_of(happened_on) - datetime.timedelta(microseconds=1)
        return _scored(method, score_inputs.of([vendor], day_before, at)[vendor.pk]), _scored(method, known)
    return _scored(method, known), _scored(method, doubting.without(known, kind))


def _scored(method: dict, known: dict) -> dict:
    result = arithmetic.score(method, known)
    return {} if result["score"] is None else result


def _lock(signal: Signal) -> Signal:
    """The firm first, then what was heard of it."""
    vendors.lock(signal.vendor)
    return Signal.objects.select_for_update(no_key=True, of=["self"]).select_related("vendor").get(pk=signal.pk)
