"""Who acts when in the demo story? Keeps the cast, and the moments counted back from now."""

import datetime
from dataclasses import dataclass, field

from core.actors import Actor, staff
from core.models import User
from vendors.models import Person, Vendor

DOOR = "demo"  # what tells the trail that these events are dated back


@dataclass
class Story:
    now: datetime.datetime
    accounts: dict[str, User] = field(default_factory=dict)  # by role
    firms: dict[str, Vendor] = field(default_factory=dict)  # by short name
    people: dict[str, Person] = field(default_factory=dict)  # by first name
    works: dict = field(default_factory=dict)  # engagements, by the firm's short name
    assets: dict = field(default_factory=dict)  # by short name

    def ago(self, days: float = 0, hours: float = 0) -> datetime.datetime:
        return self.now - datetime.timedelta(days=days, hours=hours)

    def day(self, days: int) -> datetime.date:
        """So many days from today (negative: back)."""
        return self.now.date() + datetime.timedelta(days=days)

    def staff(self, role: str) -> Actor:
        return staff(self.accounts[role], door=DOOR)

    def person(self, first_name: str) -> Actor:
        return as_person(self.people[first_name])


def as_person(who: Person) -> Actor:
    return Actor(
        kind="person", label=who.user.name, user=who.user, person_id=who.pk, vendor_id=who.vendor_id,
        hats=frozenset(who.hats), door=DOOR,
    )  # fmt: skip
