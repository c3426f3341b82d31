"""What may become of a paper? Plain Python, without a database, that test_agreement_machine.py compares with.

A deed answers with the event it owes, "" for one that was done before, or the name of the refusal.
"""

from dataclasses import dataclass, field
from datetime import UTC, datetime

from tests.machines import NOT_ALLOWED, NOT_NOW, SAME

AWAITING = ("issued", "partly_signed")
FIRM = "firm"
FOREVER = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True)
class Seat:
    """A part at the table; `holder` names who has it, or "" for whoever may sign for that side."""

    role: str
    position: int
    holder: str = ""


# How the table of the firm's paper may be laid.
TABLES = {
    "usual": [Seat("subcontractor", 1), Seat("company", 2)],
    "named": [Seat("subcontractor", 1, "signatory"), Seat("company", 2, "counsel")],
    "ours first": [Seat("company", 1), Seat("subcontractor", 2)],
    "approved": [Seat("approver", 1, "officer"), Seat("subcontractor", 2), Seat("company", 3)],
    "both": [Seat("subcontractor", 1, "signatory"), Seat("subcontractor", 1, "second signatory"), Seat("company", 1)],
    "witnessed": [Seat("subcontractor", 1), Seat("company", 1), Seat("witness", 2, "contact"), Seat("witness", 2, "officer")],
}  # fmt: skip


@dataclass(frozen=True)
class Who:
    """Counsel writes and countersigns; a signatory signs for the firm; a worker for themselves."""

    name: str
    writes: bool = False
    signs_for_firm: bool = False

    def holds(self, seat: Seat) -> bool:
        if seat.role == "company":
            return self.writes and seat.holder in ("", self.name)
        if seat.role == "subcontractor":
            return self.signs_for_firm and seat.holder in ("", self.name)
        return self.name == seat.holder


@dataclass
class Paper:
    """`of` is a person's name or FIRM. `opens` and `closes`: the instants of the term, known from the issue on."""

    of: str
    status: str = "draft"
    seats: list[Seat] = field(default_factory=list)  # none before it is issued
    signed: dict[int, str] = field(default_factory=dict)  # number of the seat -> who
    opens: datetime | None = None
    closes: datetime | None = None
    closed_by: str = ""
    sign_until: datetime = FOREVER  # the first instant at which nobody can sign any more
    window: tuple[datetime, datetime] | None = None

    @property
    def turn(self) -> list[int]:
        """The numbers of the seats that are waited for now."""
        open_ = [number for number in range(len(self.seats)) if number not in self.signed]
        return [number for number in open_ if self.seats[number].position == self.seats[open_[0]].position]

    @property
    def awaits(self) -> bool:
        return self.status in AWAITING


@dataclass
class Model:
    now: datetime
    papers: list[Paper] = field(default_factory=list)
    departed: set[str] = field(default_factory=set)

    def binds(self, of: str) -> bool:
        windows = [paper.window for paper in self.papers if paper.of == of and paper.window]
        return any(start <= self.now < end for start, end in windows)

    def draft(self, of: str, by: Who) -> str:
        if not by.writes:
            return NOT_ALLOWED
        if of in self.departed:
            return NOT_NOW
        if any(paper.of == of and paper.status == "draft" for paper in self.papers):
            return SAME
        self.papers.append(Paper(of))
        return "agreement.drafted"

    def issue(self, paper: Paper, by: Who, seats: list[Seat]) -> str:
        if not by.writes:
            return NOT_ALLOWED
        if paper.awaits:
            return SAME
        waits = paper.of != FIRM and any(other.of == paper.of and other.awaits for other in self.papers)
        if paper.status != "draft" or waits:
            return NOT_NOW
        paper.seats = seats
        return self._become(paper, "issued", "agreement.issued")

    def sign(self, paper: Paper, by: Who, flaw: str | None) -> str:
        """`flaw`: what is wrong with the act (text, name, consent, factor), if anything."""
        if not self._has_a_seat(paper, by):
            return NOT_ALLOWED
        if by.name in paper.signed.values() and flaw != "text":
            return SAME
        if refusal := self._turn_refused(paper, by):
            return refusal
        if flaw:
            return NOT_NOW
        number = next(number for number in paper.turn if by.holds(paper.seats[number]))
        paper.signed[number] = by.name
        if len(paper.signed) == len(paper.seats):
            paper.window = (max(self.now, paper.opens), paper.closes)
            return self._become(paper, "signed", "agreement.signed")
        told = {"approver": "agreement.approved", "witness": "agreement.witnessed"}.get(paper.seats[number].role)
        return told or self._become(paper, "partly_signed", "agreement.signed-in-part")

    def decline(self, paper: Paper, by: Who) -> str:
        if not self._has_a_seat(paper, by):
            return NOT_ALLOWED
        if paper.status == "declined" and paper.closed_by == by.name:
            return SAME
        return self._turn_refused(paper, by) or self._close(paper, "declined", by)

    def extend(self, paper: Paper, by: Who, until: datetime) -> str:
        if not by.writes:
            return NOT_ALLOWED
        if paper.awaits and paper.sign_until == until:
            return SAME
        if not paper.awaits or self.now >= paper.sign_until or not self.now < until or until < paper.sign_until:
            return NOT_NOW
        paper.sign_until = until
        return "agreement.extended"

    def lapse(self, paper: Paper) -> str:
        if not paper.awaits or self.now < paper.sign_until:
            return SAME
        return self._close(paper, "lapsed", Who("the clock"))

    def withdraw(self, paper: Paper, by: Who) -> str:
        if not by.writes:
            return NOT_ALLOWED
        if paper.status == "withdrawn":
            return SAME
        if paper.status != "draft" and not paper.awaits:
            return NOT_NOW
        return self._close(paper, "withdrawn", by, "discarded" if paper.status == "draft" else "")

    def terminate(self, paper: Paper, by: Who) -> str:
        if not by.writes:
            return NOT_ALLOWED
        if paper.status == "terminated":
            return SAME
        if paper.status != "signed":
            return NOT_NOW
        start, end = paper.window
        paper.window = (start, min(end, max(start, self.now)))
        return self._close(paper, "terminated", by)

    def depart(self, name: str) -> list[str]:
        """What follows for papers, each once."""
        if name in self.departed:
            return []
        self.departed.add(name)
        waiting = [paper for paper in self.papers if paper.of == name and (paper.status == "draft" or paper.awaits)]
        return [self.withdraw(paper, Who("the clock", writes=True)) for paper in waiting]

    def _has_a_seat(self, paper: Paper, by: Who) -> bool:
        return any(by.holds(seat) for seat in paper.seats)

    def _turn_refused(self, paper: Paper, by: Who) -> str:
        is_over = (
            not paper.awaits or self.now >= min(paper.closes, paper.sign_until) or by.name in paper.signed.values()
        )
        if is_over or not any(by.holds(paper.seats[number]) for number in paper.turn):
            return NOT_NOW
        return ""

    def _close(self, paper: Paper, status: str, by: Who, event: str = "") -> str:
        paper.closed_by = by.name
        return self._become(paper, status, f"agreement.{event or status}")

    def _become(self, paper: Paper, status: str, event: str) -> str:
        paper.status = status
        return event
