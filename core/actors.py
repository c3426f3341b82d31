"""Who is acting, and in which hat? One value for people, programs and the clock; doors make it, actions receive it as `by`."""

import datetime
import uuid
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Actor:
    """`kind`: staff, person (of a subcontractor), client (a program), system (a task), anonymous or stranger.

    A portal user stands for exactly one vendors.Person at a time: `person_id` and `vendor_id` name it, `hats` are
    that person's parts (contact, signatory, worker). A client has `vendor_id` only when its key is a subcontractor's.
    """

    kind: str
    label: str
    user: Any = None
    client: Any = None
    person_id: uuid.UUID | None = None
    vendor_id: uuid.UUID | None = None
    hats: frozenset[str] = field(default_factory=frozenset)
    rights: frozenset[str] = field(default_factory=frozenset)
    roles: tuple[str, ...] = ()
    door: str = ""
    address: str = ""
    # A portal user's ways in: every firm they stand for, as rows (person_id, vendor_id, firm name, current).
    memberships: tuple = ()
    # Set where staff only looks at the portal as this person: nobody acts as such an actor, and the trail takes no event by it.
    preview: "Preview | None" = None

    @property
    def id(self) -> uuid.UUID | None:
        return self.user.pk if self.user else self.client.pk if self.client else None

    @property
    def is_staff(self) -> bool:
        return self.kind == "staff"

    @property
    def is_person(self) -> bool:
        return self.kind == "person"

    def may(self, right: str) -> bool:
        return right in self.rights or self.kind == "system"


@dataclass(frozen=True)
class Preview:
    """Who looks at the portal as this person, and until which moment at the latest."""

    by: Actor
    until: datetime.datetime


STRANGER = Actor(kind="stranger", label="Not signed in")
# Who reports an incident without a name. Nothing that is known of the request goes with it.
ANONYMOUS = Actor(kind="anonymous", label="Anonymous reporter", door="public")


def system(name: str) -> Actor:
    """The clock at work: `name` is the task's, shown in the trail."""
    return Actor(kind="system", label=name, door="tasks")


def staff(user, **context) -> Actor:
    """A staff account with the rights of its roles."""
    from core.roles import rights_of

    roles = tuple(sorted(user.groups.values_list("name", flat=True)))
    return Actor(
        kind="staff", label=user.name, user=user, roles=roles, rights=rights_of(roles), **{"door": "desk", **context}
    )
