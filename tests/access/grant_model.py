"""What may become of a grant? A page of plain Python, without a database, that test_grant_machine.py compares with.

A deed answers with the event it owes, "" for one that was done before, or the name of the refusal.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from tests.machines import NOT_ALLOWED, NOT_NOW, SAME

WAITING = ("requested", "first_approved")


@dataclass(frozen=True)
class Who:
    """`roles` of staff; `stands_for` and `is_contact` of people; `owns` the asset."""

    name: str
    roles: tuple[str, ...] = ()
    owns: bool = False
    stands_for: str = ""
    is_contact: bool = False
    is_ours: bool = True

    @property
    def approving(self) -> list[str]:
        return [role for role in ("officer", "owner") if role in self.roles and (role == "officer" or self.owns)]

    def speaks_for(self, person: str) -> bool:
        return self.is_ours and (self.stands_for == person or self.is_contact)


@dataclass
class Paper:
    person: str
    starts: datetime
    ends: datetime
    status: str = "requested"
    approvals: dict[str, str] = field(default_factory=dict)  # who -> role
    window: tuple[datetime, datetime] | None = None
    lasts: timedelta | None = None  # counted from when it opens

    @property
    def waits(self) -> bool:
        return self.status in WAITING


@dataclass
class Model:
    now: datetime
    employed_until: dict[str, datetime]
    certified_until: datetime
    longest: timedelta
    papers: list[Paper] = field(default_factory=list)
    holds: set[str] = field(default_factory=set)
    departed: set[str] = field(default_factory=set)

    def conditions_hold(self, person: str) -> bool:
        employed = person not in self.departed and self.now < self.employed_until[person]
        return employed and self.now < self.certified_until and not self.holds & {person, "firm", "asset"}

    def may_open(self, person: str) -> bool:
        return self.conditions_hold(person) and any(
            start <= self.now < end for start, end in self._windows(person) if start < end
        )

    def request(self, person: str, by: Who, starts: datetime, ends: datetime, *, is_counted: bool = False) -> str:
        if not by.speaks_for(person):
            return NOT_ALLOWED
        if person in self.departed:
            return NOT_NOW
        if any(paper.waits for paper in self.papers if paper.person == person):
            return SAME
        opens = max(starts, self.now)
        taken = any(start < end and start < ends and opens < end for start, end in self._windows(person))
        if ends <= opens or ends - starts > self.longest or taken:
            return NOT_NOW
        self.papers.append(Paper(person, starts, ends, lasts=ends - starts if is_counted else None))
        return "grant.requested"

    def approve(self, paper: Paper, by: Who, ends: datetime | None) -> str:
        if not by.approving:
            return NOT_ALLOWED
        if paper.status == "open" and by.name in paper.approvals:
            return SAME
        if not paper.waits:
            return NOT_NOW
        free = [role for role in by.approving if role not in paper.approvals.values()]
        if by.name in paper.approvals or not free:
            return NOT_ALLOWED
        opens = max(paper.starts, self.now)
        asked = opens + paper.lasts if paper.lasts else paper.ends
        until = min(asked, ends or asked)
        if not self.conditions_hold(paper.person) or until <= opens:
            return NOT_NOW
        paper.approvals[by.name] = free[0]
        if until != asked:
            paper.ends, paper.lasts = until, None
        if len(paper.approvals) == 1:
            return self._become(paper, "first_approved", "grant.first-approved")
        paper.ends = until
        paper.window = (opens, until)
        return self._become(paper, "open", "grant.opened")

    def decline(self, paper: Paper, by: Who) -> str:
        return self._step(paper, "declined", bool(by.approving), WAITING)

    def withdraw(self, paper: Paper, by: Who) -> str:
        return self._step(paper, "withdrawn", by.speaks_for(paper.person), WAITING)

    def give_back(self, paper: Paper, by: Who) -> str:
        return self._step(paper, "returned", by.speaks_for(paper.person), ("open",))

    def revoke(self, paper: Paper, by: Who) -> str:
        return self._step(paper, "revoked", bool({"officer", "owner", "investigator"} & set(by.roles)), ("open",))

    def depart(self, person: str) -> list[str]:
        """What follows for grants, each once."""
        if person in self.departed:
            return []
        self.departed.add(person)
        return [
            self._step(paper, "declined" if paper.waits else "revoked", True, (*WAITING, "open"))
            for paper in self.papers
            if paper.person == person and (paper.waits or paper.status == "open")
        ]

    def _windows(self, person: str) -> list[tuple[datetime, datetime]]:
        return [paper.window for paper in self.papers if paper.person == person and paper.window]

    def _step(self, paper: Paper, status: str, may: bool, out_of: tuple[str, ...]) -> str:
        if not may:
            return NOT_ALLOWED
        if paper.status == status:
            return SAME
        if paper.status not in out_of:
            return NOT_NOW
        if paper.window:
            start, end = paper.window
            paper.window = (start, min(end, max(start, self.now)))
        return self._become(paper, status, f"grant.{status}")

    def _become(self, paper: Paper, status: str, event: str) -> str:
        paper.status = status
        return event
