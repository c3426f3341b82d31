"""Whom do we compare with watchlists, and how does the engine read them? Firms, their parents, and their people.

Each query gives the columns of SUBJECT; `digest` changes when anything does that is compared.
"""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import CharField, Exists, F, OuterRef, Q, QuerySet, Value
from django.db.models.functions import MD5, Concat

from vendors.matching.party import Name, Party
from vendors.models import EntryVersion, Person, Vendor, WatchSubject

KINDS = ["firm", "parent", "person"]
FIRM = ["name", "legal_name", "country", "registration_number", "lei", "vat_number"]


@dataclass(frozen=True, slots=True)
class Subject:
    """`key`: the vendor's id for firm and parent, the person's for a person."""

    kind: str
    key: UUID
    vendor_id: UUID
    person_id: UUID | None
    called: str
    digest: str
    party: Party


def all_of(kind: str) -> QuerySet:
    """Rows with a `digest`: of firms in the register, parents that are named, people who have not left."""
    rows: QuerySet
    if kind == "person":
        rows = Person.objects.filter(departed_at=None).exclude(vendor__status="archived")
        return rows.annotate(digest=_digest("name", "country"))
    rows = Vendor.objects.exclude(status="archived")
    if kind == "parent":
        return rows.exclude(parent_name="").annotate(digest=_digest("parent_name"))
    return rows.annotate(digest=_digest(*FIRM))


def not_compared(kind: str) -> QuerySet:
    """Who is new, or called otherwise than when we compared last."""
    mine = (
        Q(person=OuterRef("pk"), vendor=OuterRef("vendor_id"))
        if kind == "person"
        else Q(vendor=OuterRef("pk"), person=None)
    )
    return all_of(kind).exclude(Exists(WatchSubject.objects.filter(mine, kind=kind, digest=OuterRef("digest"))))


def read(kind: str, row) -> Subject:
    if kind == "person":
        party = Party(row.pk, "person", (Name(row.name),), countries=_some(row.country))
        return Subject(kind, row.pk, row.vendor_id, row.pk, row.name, row.digest, party)
    if kind == "parent":
        party = Party(row.pk, "organisation", (Name(row.parent_name),))
        return Subject(kind, row.pk, row.pk, None, row.parent_name, row.digest, party)
    names = tuple(Name(text) for text in dict.fromkeys([row.name, row.legal_name]) if text)
    numbers = _some(row.registration_number, row.lei, row.vat_number)
    party = Party(row.pk, "organisation", names, countries=_some(row.country), identifiers=numbers)
    return Subject(kind, row.pk, row.pk, None, row.name, row.digest, party)


def party_of(entry: EntryVersion) -> Party:
    """The entry as the engine reads it; its key is the version."""
    return Party(
        entry.pk,
        entry.kind,
        tuple(Name(text, weak) for text, weak in entry.names),
        tuple(entry.births),
        tuple(entry.countries),
        tuple(entry.identifiers),
    )


def _some(*texts: str) -> tuple[str, ...]:
    return tuple(text for text in texts if text)


def _digest(*columns: str):
    parts = [part for column in columns for part in (F(column), Value("\n"))]
    return MD5(Concat(*parts, output_field=CharField()))
