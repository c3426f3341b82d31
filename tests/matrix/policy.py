"""What does policy.csv say? One line a route and method: who may, who is refused, and what a success answers and records.

`record` names what stands in the address: records of a firm (tests/matrix/world.py) or words. `may` and `refused` name
callers or groups of them, by how they stand to that firm (`standing`). Whoever is through the door and named in neither
finds no such record (404), or is refused where the address names none. `event` is what one success writes into the trail;
what follows from it hangs below it.
"""

import csv
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

from core.roles import ROLES
from tests.matrix.routes import all_routes

READERS = ("officer", "analyst", "approver", "legal", "owner", "auditor", "investigator")
STAFF = (*ROLES, "steward")
GROUPS = {
    "staff": STAFF,
    "register": (*READERS, "trainer", "steward"),  # who sees the firm and its people
    "papers": (*READERS, "steward"),  # who sees its agreements
    "readers": READERS,  # who sees access and audits
    "cases": ("officer", "legal", "investigator"),
    "firm": ("contact", "signatory", "worker", "colleague"),
    "sessions": (*STAFF, "contact", "signatory", "worker", "colleague", "half-member"),
    "equipped": (*STAFF, "contact", "signatory", "worker", "half-member"),  # has an app as second factor
    "without-password": (*STAFF, "signatory", "worker", "colleague", "half-member"),
    "strangers": ("stranger", "halfway"),
}
GROUPS["everyone"] = (*GROUPS["sessions"], *GROUPS["strangers"])
WORDS = {  # stand for themselves
    "certificates", "country", "csv", "what", "decision", "disclosure", "governing-law", "iso27001", "ip-protection", "legal", "people", "history", "his-register", "rep-references", "questions", "restricted", "set-password", "training", "1", "20261124T100000000000",
}  # fmt: skip
WORDS |= {"clauses", "indemnity", "survival"}  # entries of the clause library


@dataclass(frozen=True)
class Line:
    route: str
    method: str
    door: str
    record: str
    success: str
    may: str
    refused: str
    event: str

    @cached_property
    def allowed(self) -> set[str]:
        return _named(self.may)

    @cached_property
    def refusals(self) -> dict[str, int]:
        """Caller -> status; `contact/409` says that it is not the right that is missing."""
        said = (word.partition("/") for word in self.refused.split())
        return {name: int(status or 403) for word, _slash, status in said for name in _named(word)}

    @cached_property
    def successes(self) -> set[int]:
        return {int(each) for each in self.success.split("|")}

    @cached_property
    def records(self) -> list[str]:
        return [word for word in self.record.split() if word not in WORDS]

    @cached_property
    def is_about_a_record(self) -> bool:
        """Does the address name something that belongs to a firm?"""
        return bool(self.records)

    def lets(self, caller, has) -> bool:
        """Does this caller come through, to the record, and may do it?"""
        if self.at_the_door(caller) is not None:
            return False
        is_theirs = not self.is_about_a_record or self.door == "public"
        return self.standing(caller, has) in self.allowed or (is_theirs and caller.name in self.allowed)

    def expected(self, caller, has) -> set[int]:
        """The statuses with which this caller may be answered about records of this firm."""
        if self.lets(caller, has):
            return self.successes
        if (at_the_door := self.at_the_door(caller)) is not None:
            return {at_the_door}
        return self._inside(caller, has)

    def out_of_sight(self, caller) -> set[int]:
        """How it is answered about what is not there: not found, or refused by who asks the right first."""
        if at_the_door := self.at_the_door(caller):
            return {at_the_door}
        return {404, self.refusals.get(caller.position, 404)} if self.door != "public" else {*self.successes, 404}

    def standing(self, caller, has) -> str:
        """What the caller is to these records: the name in `may` and `refused`, or nothing."""
        if self.door == "public":
            return caller.position if caller.is_signed_in or caller.name == "halfway" else "stranger"
        if caller.firm is None or not self.is_about_a_record:
            return caller.position
        if caller.firm != has.vendor:
            return ""
        if caller.position in {"worker", "colleague"} and self.door == "portal":
            return "worker" if caller.person == has.person else "colleague"
        return caller.position

    def at_the_door(self, caller) -> int | None:
        """The status of who does not get as far as the record; nothing where they do."""
        if self.door in {"desk", "portal", "account"} and not caller.is_signed_in:
            return 302
        if self.door == "desk" and caller.name not in STAFF:
            return 403
        if self.door == "portal" and caller.person is None:
            return 403
        return 401 if self.door == "api" and not caller.is_known_key else None

    def _inside(self, caller, has) -> set[int]:
        if not (standing := self.standing(caller, has)):
            return self.out_of_sight(caller)
        return {self.refusals.get(standing) or (404 if self.record or self.door == "account" else 403)}

    def address(self, has) -> str:
        """With the ids of this firm's records."""
        return self.filled(lambda word: self.value(has, word))

    def value(self, has, word: str) -> str:
        found = word if word in WORDS else getattr(has, word)
        return str(getattr(found, "pk", found))

    def filled(self, value: Callable[[str], str]) -> str:
        values = (value(word) for word in self.record.split())
        address = re.sub(r"<[^>]+>", lambda found: next(values), all_routes()[self.route].address)
        return "/" + address.replace("^v1/.*$", "v1/nothing")


def _named(words: str) -> set[str]:
    return {name for word in words.split() for name in GROUPS.get(word, (word,))}


@cache
def lines() -> list[Line]:
    with (Path(__file__).parent / "policy.csv").open(encoding="utf-8") as file:
        return [Line(**row) for row in csv.DictReader(file)]
