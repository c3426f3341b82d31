"""Does one event still stand where it was sealed, and as it was? Bounded: its own seal, and the links into the one before.

The whole trail is walked by core/trail_checks.py each night; this is for the page of one event.
"""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from core import trail
from core.models import Event, EventDetail, Seal, SealedEvent
from core.verification import trail as verification


@dataclass(frozen=True)
class Proof:
    """`checks` are {text, met}; empty while the event waits for its seal."""

    position: int | None
    seal: int | None
    sealed_at: object
    checks: list[dict]

    @property
    def is_whole(self) -> bool:
        return all(check["met"] for check in self.checks)


def of(event: Event) -> Proof:
    entry = SealedEvent.objects.select_related("seal").filter(pk=event.pk).first()
    if entry is None:
        return Proof(None, None, None, [_detail_holds(event)])
    seal = entry.seal
    entries = [_plain(each, trail.ENTRY) for each in seal.entries.order_by("position")]
    checks = [
        {"text": _("The event is what was sealed"), "met": _digest_of(event) == entry.digest},
        _detail_holds(event),
        {"text": _("It follows from the event before it in its chain"), "met": _is_linked(entry)},
        {"text": _("The seal closes over exactly its events"), "met": _root(entries) == (seal.count, seal.merkle_root)},
        {"text": _("The seal follows from the seal before it"), "met": _is_in_line(seal)},
    ]
    return Proof(entry.position, seal.number, seal.sealed_at, checks)


def erasure_of(event: Event) -> Event | None:
    """The event by which its detail was erased."""
    found = Event.objects.filter(name=verification.ERASURE).about(event)
    return found.select_related("detail").first()


def _detail_holds(event: Event) -> dict:
    detail = EventDetail.objects.filter(pk=event.pk).first()
    if detail is None:
        return {"text": _("The event's detail is missing"), "met": False}
    if detail.erased_at:
        is_empty = not (detail.salt or detail.labels or detail.data)
        return {"text": _("The detail is erased, and an event says so"), "met": is_empty and bool(erasure_of(event))}
    said = {"salt": detail.salt, "labels": detail.labels, "data": detail.data}
    return {
        "text": _("The detail is what the event committed to"),
        "met": verification.commitment(said) == event.commitment,
    }


def _digest_of(event: Event) -> str:
    return verification.digest(_plain(event, trail.EVENT))


def _is_linked(entry: SealedEvent) -> bool:
    chain = SealedEvent.objects.filter(vendor_id=entry.vendor_id, position__lt=entry.position)
    before = chain.order_by("-position").values_list("vendor_chain", flat=True).first() or verification.GENESIS
    vendor = str(entry.vendor_id) if entry.vendor_id else None
    return entry.vendor_chain == verification.link(vendor, before, entry.digest)


def _root(entries: list[dict]) -> tuple[int, str]:
    return len(entries), verification.merkle_root([verification.leaf(entry) for entry in entries])


def _is_in_line(seal: Seal) -> bool:
    before = Seal.objects.filter(number=seal.number - 1).values_list("digest", flat=True).first()
    fits = seal.previous == (before or verification.GENESIS)
    return fits and verification.seal_digest(_plain(seal, trail.SEAL)) == seal.digest


def _plain(row, names) -> dict:
    return trail.plain({name: getattr(row, name) for name in names if name != "time_stamp"})
