"""A contact tells us who has left or what the company's details are; one of us takes it over, or says why not."""

import datetime

from core.actors import Actor
from core.events import record
from core.models import Event
from core.workflow import become
from vendors.actions import people, vendors
from vendors.models import Person, Proposal, Vendor
from vendors.policies import proposals as policy


def tell_leaver(person: Person, *, last_on: datetime.date, because: str, by: Actor, at: datetime.datetime) -> Proposal:
    """Raises NotAllowed, NotNow. Telling it twice is telling it once, with the newer day."""
    policy.check_can_propose(by, person.vendor_id)
    person = people.lock(person)
    policy.check_works_there(by, person)
    said = {"last_on": last_on.isoformat()}
    return _make(person.vendor, "leaver", said, because, person=person, by=by, at=at)


def correct_details(
    vendor: Vendor, *, said: dict[str, str], because: str, by: Actor, at: datetime.datetime
) -> Proposal | None:
    """None where nothing differs from what we hold. Raises NotAllowed."""
    policy.check_can_propose(by, vendor.pk)
    vendor = vendors.lock(vendor)
    changed = {name: value for name, value in said.items() if getattr(vendor, name) != value}
    return _make(vendor, "details", changed, because, person=None, by=by, at=at) if changed else None


def accept(proposal: Proposal, *, by: Actor, at: datetime.datetime) -> Proposal:
    """Our record becomes what they said. Raises NotAllowed, NotNow."""
    policy.check_can_settle(by, proposal)
    proposal = _lock(proposal)
    if proposal.status == "accepted":
        return proposal
    event = _settle(proposal, "accepted", by=by, at=at)
    if proposal.kind == "leaver":
        last_on = datetime.date.fromisoformat(proposal.said["last_on"])
        people.depart(proposal.person, by=by, at=at, because=proposal.because, last_on=last_on, cause=event)
    else:
        vendors.change(proposal.vendor, by=by, at=at, cause=event, **proposal.said)
    return proposal


def decline(proposal: Proposal, *, answer: str, by: Actor, at: datetime.datetime) -> Proposal:
    """Raises NotAllowed, NotNow."""
    policy.check_can_settle(by, proposal)
    proposal = _lock(proposal)
    if proposal.status != "declined":
        _settle(proposal, "declined", answer=answer, by=by, at=at)
    return proposal


def _make(vendor: Vendor, kind: str, said: dict, because: str, *, person, by: Actor, at) -> Proposal:
    row = Proposal.objects.open().select_for_update(no_key=True).filter(vendor=vendor, kind=kind, person=person).first()
    if row and (row.said, row.because) == (said, because):
        return row
    row = row or Proposal(vendor=vendor, kind=kind, person=person)
    row.said, row.because, row.made_at = said, because, at
    row.made_by, row.made_by_name = by.user, by.label
    row.save()
    record("proposal.made", row, by=by, at=at, because=because, kind=kind, said=said)
    return row


def _settle(proposal: Proposal, status: str, *, by: Actor, at, answer: str = "") -> Event:
    told = {"kind": proposal.kind, "asked_by": proposal.made_by_id, "note": answer}
    owed = become(proposal, status, settled_by=by.user, settled_at=at, answer=answer)
    return record(owed, proposal, by=by, at=at, **told)


def _lock(proposal: Proposal) -> Proposal:
    """The firm, the person, then what was said of them."""
    vendors.lock(proposal.vendor)
    if proposal.person:
        people.lock(proposal.person)
    rows = Proposal.objects.select_for_update(no_key=True, of=["self"]).select_related("vendor", "person")
    return rows.get(pk=proposal.pk)
