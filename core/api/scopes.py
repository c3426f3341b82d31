"""What may a key be given, and which rights does that carry? Default is nothing."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _l


@dataclass(frozen=True)
class Scope:
    """`for_subcontractors`: a key that belongs to a subcontractor's own system may hold it, for that firm's rows."""

    what: str
    rights: frozenset[str]
    for_subcontractors: bool = False


SCOPES = {
    "subcontractors:read": Scope(_l("Read the register of subcontractors"), frozenset({"vendors.read"})),
    "people:read": Scope(_l("Read people, their employment and who they work for"), frozenset({"people.read"}), True),
    "people:write": Scope(
        _l("Send people and their departure, as an HR system does"), frozenset({"people.read", "people.write"})
    ),
    "signals:write": Scope(
        _l("Send signals about subcontractors, as a news or rating service does"),
        frozenset({"vendors.read", "signals.write"}),
    ),
    "training:read": Scope(_l("Read who completed which course"), frozenset({"people.read", "training.read"}), True),
    "access:read": Scope(_l("Read grants and who could open what on a given day"), frozenset({"access.read"})),
    "access:decide": Scope(
        _l("Ask whether a person may open an asset"), frozenset({"people.read", "access.read", "access.decide"})
    ),
}


def rights_of(scopes) -> frozenset[str]:
    """The rights of several scopes together; a scope that is no more gives none."""
    return frozenset().union(*(SCOPES[scope].rights for scope in scopes if scope in SCOPES))


def unknown(scopes, *, subcontractor: bool = False) -> list[str]:
    """Those that do not exist, or that a subcontractor's key cannot hold."""
    return [s for s in scopes if s not in SCOPES or (subcontractor and not SCOPES[s].for_subcontractors)]
