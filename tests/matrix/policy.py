"""What does policy.csv say? One line a route and method: who may, who is refused, and what a success answers and records.

`record` names what stands in the address: records of the firm (tests/matrix/world.py) or words. `may` and `refused` name
callers or groups of them. Whoever is through the door and named in neither finds no such record (404), or is refused
where the address names none. `event` is what one success writes into the trail; what follows from it hangs below it.
"""

import csv
import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from core.roles import ROLES
from tests.matrix.routes import all_routes

READERS = ("officer", "analyst", "approver", "legal", "owner", "auditor", "investigator")
GROUPS = {
    "staff": (*ROLES, "steward"),
    "register": (*READERS, "trainer", "steward"),  # who sees the firm and its people
    "papers": (*READERS, "steward"),  # who sees its agreements
    "readers": READERS,  # who sees access and audits
    "cases": ("officer", "legal", "investigator"),
    "firm": ("contact", "signatory", "worker"),
    "signed-in": ("contact", "double", "officer", "half-member"),
    "everyone": ("stranger", "contact"),
}
HATS = {"foreign-contact": "contact", "foreign-worker": "worker", "double": "worker", "foreign-key": "own-key"}
WORDS = {
    "certificates",
    "iso27001",
    "ip-protection",
    "legal",
    "people",
    "restricted",
    "1",
    "20261124T100000000000",
}  # stand for themselves


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
    def is_about_a_record(self) -> bool:
        """Does the address name something that belongs to a firm?"""
        return any(word not in WORDS for word in self.record.split())

    def lets(self, caller) -> bool:
        """Does this caller come through, to the record, and may do it?"""
        return (
            self._at_the_door(caller) is None
            and not self._is_beside(caller)
            and bool(self.allowed & {caller.name, HATS.get(caller.name)})
        )

    def expected(self, caller) -> set[int]:
        """The statuses with which this caller may be answered."""
        if self.lets(caller):
            return self.successes
        return {self._at_the_door(caller) or self._inside(caller)}

    def _inside(self, caller) -> int:
        asks_first = self.door == "api" or not self._is_beside(caller)  # of a key the scope is asked first
        if asks_first and (said := self.refusals.get(HATS.get(caller.name, caller.name))):
            return said
        return 404 if self.record or self.door == "account" else 403

    def _is_beside(self, caller) -> bool:
        return caller.is_foreign and self.is_about_a_record

    def _at_the_door(self, caller) -> int | None:
        if self.door in {"desk", "portal", "account"} and not caller.is_signed_in:
            return 302
        if self.door == "desk" and caller.name not in GROUPS["staff"]:
            return 403
        if self.door == "portal" and caller.person is None:
            return 403
        return 401 if self.door == "api" and caller.is_unknown_key else None

    def address(self, has) -> str:
        """With the ids of this firm's records."""
        values = iter(_value(has, word) for word in self.record.split())
        address = re.sub(r"<[^>]+>", lambda found: next(values), all_routes()[self.route].address)
        return "/" + address.replace("^v1/.*$", "v1/nothing")


def _named(words: str) -> set[str]:
    return {name for word in words.split() for name in GROUPS.get(word, (word,))}


def _value(has, word: str) -> str:
    found = getattr(has, word, word)
    return str(getattr(found, "pk", found))


def lines() -> list[Line]:
    with (Path(__file__).parent / "policy.csv").open(encoding="utf-8") as file:
        return [Line(**row) for row in csv.DictReader(file)]
