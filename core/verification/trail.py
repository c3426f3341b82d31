"""Is the trail what it was? Pure recomputation over the rows of a trail; standard library only.

The same code runs inside the product (core/trail.py feeds it from the database) and outside it, in the kit that
`export_trail` writes for a stranger (bin/verify_trail.py feeds it from a file). Each row is a dict:

    {"guards": {"core_event.trail_stays": "A", ...}}                          once, first
    {"seal": {...} | None, "entry": {...} | None, "event": {...} | None, "detail": {...} | None}

ordered by seal number, position, event id; a seal stands on every row of it; what is not sealed yet comes last.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

GENESIS = "0" * 64
GUARDS = frozenset(
    f"{table}.{trigger}"
    for table in ("core_event", "core_eventdetail", "core_seal", "core_sealedevent")
    for trigger in ("trail_rows_stay", "trail_stays")
) | {"core_eventdetail.trail_only_erased"}
ERASURE = "detail.erased"
# Sealing waits for open transactions, and none of ours lasts this long: an event much older than the seal before
# it was not written when it says. Demonstration data (door "demo") is dated back openly.
LATE = timedelta(minutes=15)


@dataclass(frozen=True)
class Damage:
    """`kind` is one word; `place` names position, event id and seal number as far as they are known."""

    kind: str
    what: str
    position: int | None = None
    event: str | None = None
    seal: int | None = None


class Witness(Protocol):
    """A checkpoint that left the machine (witness.py reads it)."""

    seal: int
    digest: str

    def is_genuine(self) -> bool: ...


@dataclass
class Report:
    events: int
    seals: int
    unsealed: int
    head: str
    damages: list[Damage]

    @property
    def is_whole(self) -> bool:
        return not self.damages


_ENCODER = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def canonical(value) -> bytes:
    """JSON with sorted keys and no blanks, UTF-8: what every digest is taken of."""
    return _ENCODER.encode(value).encode()


def digest(value) -> str:
    return hashlib.sha256(canonical(value)).hexdigest()


def commitment(detail: dict) -> str:
    """What the event holds of its detail: SHA-256 over the salt and the words."""
    words = canonical({"labels": detail["labels"], "data": detail["data"]})
    return hashlib.sha256(detail["salt"].encode() + words).hexdigest()


def link(vendor: str | None, before: str, event_digest: str) -> str:
    """The chain value of a subcontractor (None: the company's own events) after one more event."""
    return digest([vendor or "", before, event_digest])


def leaf(entry: dict) -> bytes:
    """RFC 6962, section 2.1: leaves and nodes are hashed with different first bytes."""
    names = ("position", "event_id", "vendor_id", "digest", "vendor_chain")
    return hashlib.sha256(b"\x00" + canonical({name: entry[name] for name in names})).digest()


def merkle_root(leaves: list[bytes]) -> str:
    """The root over the leaves in their order; an odd one out moves up unchanged."""
    if not leaves:
        return GENESIS
    while len(leaves) > 1:
        pairs = [leaves[place : place + 2] for place in range(0, len(leaves), 2)]
        leaves = [hashlib.sha256(b"\x01" + b"".join(pair)).digest() if len(pair) == 2 else pair[0] for pair in pairs]
    return leaves[0].hex()


def seal_digest(seal: dict) -> str:
    return digest({name: seal[name] for name in ("number", "sealed_at", "count", "merkle_root", "previous")})


class Verifier:
    """Walks the rows once. Memory grows with the number of subcontractors, seals and erasures, not of events."""

    def __init__(self):
        self.damages: list[Damage] = []
        self.digests: dict[int, str] = {}
        self.chains: dict[str, str] = {}
        self.seal: dict | None = None
        self.leaves: list[bytes] = []
        self.position = self.events = self.unsealed = 0
        self.sealed_before = ""
        self.erased: set[str] = set()
        self.erasures: set[str] = set()

    def feed(self, row: dict) -> None:
        if "guards" in row:
            self._guards(row["guards"])
            return
        if self._starts_seal(row["seal"]):
            self._close_seal()
            self._open_seal(row["seal"])
        if row["entry"]:
            self._entry(row["entry"], row["event"])
        if row["event"]:
            self._event(row["event"], row["detail"], row["entry"])

    def finish(self, checkpoints: Iterable[Witness] = ()) -> Report:
        self._close_seal()
        self._compare_erasures()
        for witness in checkpoints:
            self._compare(witness)
        return Report(
            self.events,
            len(self.digests),
            self.unsealed,
            self.digests.get(max(self.digests, default=0), GENESIS),
            self.damages,
        )

    def _found(self, kind: str, what: str, **place) -> None:
        if self.seal and "seal" not in place:
            place["seal"] = self.seal["number"]
        self.damages.append(Damage(kind, what, **place))

    def _guards(self, guards: dict[str, str]) -> None:
        for name in sorted(GUARDS):
            if guards.get(name) != "A":
                state = {"D": "switched off", "changed": "not what it was"}.get(guards.get(name, ""), "gone")
                self._found("guard", f"the trigger {name} is {state}")

    # --- seals ---------------------------------------------------------------------------------------------------
    def _starts_seal(self, seal: dict | None) -> bool:
        return (seal or {}).get("number") != (self.seal or {}).get("number")

    def _open_seal(self, seal: dict | None) -> None:
        before = self.seal
        self.seal, self.leaves = seal, []
        if seal is None:
            return
        number, due = seal["number"], (before["number"] if before else 0) + 1
        if number != due:
            self._found(
                "seal-missing",
                f"seal {due} is missing" if number == due + 1 else f"seals {due} to {number - 1} are missing",
                seal=due,
            )
        if seal["previous"] != (self.digests[before["number"]] if before else GENESIS):
            self._found("seal-link", "the seal does not follow from the one before it")

    def _close_seal(self) -> None:
        """Recompute the seal that ends here, from its entries and its own fields."""
        if (seal := self.seal) is None:
            return
        if len(self.leaves) != seal["count"]:
            self._found("seal-count", f"the seal closed over {seal['count']} events, {len(self.leaves)} are there")
        if merkle_root(self.leaves) != seal["merkle_root"]:
            self._found("seal-root", "the seal's root does not fit the events under it")
        if seal_digest(seal) != seal["digest"]:
            self._found("seal-edited", "the seal's digest does not fit its own fields")
        if seal.get("time_stamp") and seal["digest"] not in seal["time_stamp"]:
            self._found("time-stamp", "the time stamp was given for something else")
        self.digests[seal["number"]] = seal["digest"]
        self.sealed_before = seal["sealed_at"]

    # --- entries and events --------------------------------------------------------------------------------------
    def _entry(self, entry: dict, event: dict | None) -> None:
        place = {"position": entry["position"], "event": entry["event_id"]}
        if self.seal is None:
            self._found("entry-unsealed", "an entry of the chain belongs to no seal", **place)
        if entry["position"] != self.position + 1:
            self._found("gap", f"position {self.position + 1} is missing", **place)
        self.position = entry["position"]
        chain = entry["vendor_id"] or ""
        if entry["vendor_chain"] != link(entry["vendor_id"], self.chains.get(chain, GENESIS), entry["digest"]):
            self._found(
                "chain", "the entry does not follow from the one before it in its subcontractor's chain", **place
            )
        self.chains[chain] = entry["vendor_chain"]
        self.leaves.append(leaf(entry))
        if event is None:
            self._found("event-missing", "the event under this entry was deleted", **place)

    def _event(self, event: dict, detail: dict | None, entry: dict | None) -> None:
        self.events += 1
        place = {"position": entry["position"] if entry else None, "event": event["id"]}
        if entry is None:
            self.unsealed += 1
        elif digest(event) != entry["digest"]:
            self._found("event-edited", "the event is not what was sealed", **place)
        if entry and event["vendor_id"] != entry["vendor_id"]:
            self._found("vendor-changed", "the event was moved to another subcontractor", **place)
        if self._is_backdated(event):
            self._found("backdated", "the event claims to be older than a seal that did not know it", **place)
        if event["name"] == ERASURE:
            self.erasures.add(event["subject_id"])
        self._detail(event, detail, place)

    def _is_backdated(self, event: dict) -> bool:
        if not self.sealed_before or event["door"] == "demo":
            return False
        return _instant(event["at"]) < _instant(self.sealed_before) - LATE

    def _detail(self, event: dict, detail: dict | None, place: dict) -> None:
        if detail is None:
            self._found("detail-missing", "the event's detail was deleted", **place)
            return
        if detail["vendor_id"] != event["vendor_id"]:
            self._found("vendor-changed", "the event's detail was moved to another subcontractor", **place)
        if detail["erased_at"]:
            self.erased.add(event["id"])
            if detail["salt"] or detail["labels"] or detail["data"]:
                self._found("erasure", "the detail says that it was erased, and is not empty", **place)
        elif commitment(detail) != event["commitment"]:
            self._found("detail-edited", "the event's detail is not what was committed to", **place)

    def _compare_erasures(self) -> None:
        self.seal = None
        for event in sorted(self.erased - self.erasures):
            self._found("erasure", "the detail was erased, and no event says so", event=event)
        for event in sorted(self.erasures - self.erased):
            self._found("erasure", "the detail was erased, and is back", event=event)

    def _compare(self, witness: Witness) -> None:
        """A witness that contradicts the trail is believed when its signature holds."""
        here, last = self.digests.get(witness.seal), max(self.digests, default=0)
        if here == witness.digest:
            return
        if not witness.is_genuine():
            self._found(
                "checkpoint-forged",
                "the checkpoint of this seal carries no signature of the trail's key",
                seal=witness.seal,
            )
        elif here is None:
            self._found(
                "truncated", f"a checkpoint knows seal {witness.seal}, the trail ends at seal {last}", seal=witness.seal
            )
        else:
            self._found("rebuilt", "the seal is not the one that left with the checkpoint", seal=witness.seal)


def examine(rows: Iterable[dict], checkpoints: Iterable[Witness] = ()) -> Report:
    """Everything at once: feed every row, then compare with what left the machine."""
    verifier = Verifier()
    for row in rows:
        verifier.feed(row)
    return verifier.finish(checkpoints)


def _instant(text: str) -> datetime:
    return datetime.fromisoformat(text.replace("Z", "+00:00"))


def tell(report: Report) -> Iterator[str]:
    """The report in lines for people."""
    for damage in report.damages:
        place = [f"position {damage.position}"] * bool(damage.position) + [f"event {damage.event}"] * bool(damage.event)
        yield f"{damage.kind}: {damage.what} ({', '.join(place + [f'seal {damage.seal}'] * bool(damage.seal)) or 'the database'})"
    yield f"{report.events} events, {report.seals} seals, {report.unsealed} not sealed yet, head {report.head}"
    yield "The trail is whole." if report.is_whole else f"The trail is damaged in {len(report.damages)} places."
