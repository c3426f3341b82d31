"""Which fields of what is sent name a record, and which records may be named there?

Found in the forms that a deed binds and in the names that its door reads (spying.py). A name that is read by
hand says nothing of what it means: `READ_BY_HAND` does. references.csv has the fields in which what the rule keeps out may be named all the same.
"""

import csv
import re
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django import forms
from django.apps import apps
from django.db.models import Model

from core.models import User
from tests import databases
from tests.matrix.relations import ID, SHOWN, unlike
from tests.matrix.spying import Seen
from vendors.models import Vendor

DATE = re.compile(r".*_(day|month|year)")
# Name, or route and name -> the model of which it is an id; nothing for words.
READ_BY_HAND = {
    **dict.fromkeys(["answer", "as_person", "back", "decision", "file", "go", "mode", "page", "part", "question", "rows", "seen", "sheet", "step", "then", "to", "type"]),
    "check": "audits.AuditCheck",
    **dict.fromkeys(["conflict_set_new one", "conflict_set_new two"], "access.Asset"),
    **dict.fromkeys(["desk_agreement_new again", "desk_agreement_new replaces"], "agreements.Agreement"),
    "desk_amendment_clause clause": None,
    "desk_draft_screening clause": None,
    "desk_elsewhere_data deed": None,
    "desk_schedules deed": None,
    "desk_elsewhere_data replaces": "agreements.Agreement",
    "desk_bulk_new row": "vendors.Vendor",
    **dict.fromkeys(["desk_bulk_firm out", "desk_bulk_sheet kind"]),
    "desk_countersignature of": "agreements.BulkIssue",
    "desk_countersignature without": "agreements.Agreement",
    **dict.fromkeys(["desk_draft_edition key", "desk_draft_edition kind", "desk_draft_edition number"]),
    "import": "vendors.PeopleImport",
    "people_invitations row": "vendors.Person",
    "reconciliation_taking row": "vendors.HrWord",
    "replaces": "vendors.Certificate",
    "sub_supplier seen": "vendors.SubSupplierDetails",
    "subcontractor": "vendors.Vendor",
}  # fmt: skip
# Ids that the page makes anew, so that a second press does nothing.
MADE_BY_THE_PAGE = {"id", "made_as"}


@dataclass(frozen=True)
class Reference:
    name: str
    model: type[Model]
    is_many: bool
    by_hand: bool

    def value(self, pk) -> object:
        return [str(pk)] if self.is_many else str(pk)


def found(route: str, seen: Seen, has) -> list[Reference]:
    """Raises LookupError for a name of which nobody has said what it means."""
    return [*_of_forms(route, seen, has), *_by_hand(route, seen)]


def _of_forms(route: str, seen: Seen, has) -> Iterator[Reference]:
    for name, field in seen.fields.items():
        is_many = isinstance(field, forms.MultipleChoiceField | forms.ModelMultipleChoiceField)
        if isinstance(field, forms.ModelChoiceField):
            yield Reference(name, field.queryset.model, is_many, by_hand=False)
        elif isinstance(field, forms.ChoiceField):
            if ids := {str(key) for key, _label in field.choices if ID.fullmatch(str(key))}:
                yield Reference(name, model_of(ids, has), is_many, by_hand=False)
        elif isinstance(field, forms.UUIDField) and name not in MADE_BY_THE_PAGE:
            yield from _said(route, name, by_hand=False)


def _by_hand(route: str, seen: Seen) -> Iterator[Reference]:
    for name in sorted(name for name in seen.names - set(seen.fields) if not DATE.fullmatch(name)):
        yield from _said(route, name, by_hand=True)


def _said(route: str, name: str, *, by_hand: bool) -> Iterator[Reference]:
    key = f"{route} {name}" if f"{route} {name}" in READ_BY_HAND else name
    if key not in READ_BY_HAND:
        raise LookupError(f"{name}: is it an id, and of what? READ_BY_HAND says so")
    if label := READ_BY_HAND[key]:
        yield Reference(name, apps.get_model(label), is_many=False, by_hand=by_hand)


def model_of(offered: set[str], has) -> type[Model]:
    """The kind of record of which these are ids, one of them the firm's."""
    return next(type(row) for row in vars(has).values() if isinstance(row, Model) and str(row.pk) in offered)


def like(has, reference: Reference, own, sent) -> Model:
    """What `has` has in the place of what was sent of `own`; else any of its records of the kind. Of accounts, the contact's."""
    if reference.model is User:
        return has.contact.user
    words = [word for word, row in vars(own).items() if type(row) is reference.model and hasattr(has, word)]
    if words:
        return getattr(has, max(words, key=lambda word: str(getattr(own, word).pk) in str(sent)))
    with databases.committed():
        return reference.model._base_manager.filter(vendor=has.vendor)[:1].get()


@cache
def table() -> dict[tuple[str, str], str]:
    with (Path(__file__).parent / "references.csv").open(encoding="utf-8") as file:
        return {(row["route"], row["name"]): row["why"] for row in csv.DictReader(file)}


def may_name_any(line, reference: Reference) -> bool:
    """The desk sees every firm, so it may name one; and what the table says."""
    return (line.door == "desk" and reference.model is Vendor) or (line.route, reference.name) in table()


def never(reference: Reference) -> uuid.UUID:
    return uuid.uuid5(uuid.NAMESPACE_OID, reference.name)


def unasked(changed: set[str], seen: Seen, rival) -> dict:
    """A value for every column of these tables, but for what the door looks for."""
    models = [model for model in apps.get_models() if model._meta.db_table in changed]
    fields = {
        name: each for model in models for each in model._meta.concrete_fields for name in (each.name, each.attname)
    }
    return {name: _any(each, rival) for name, each in fields.items() if name not in seen.names | set(seen.fields)}


def _any(field, rival) -> str:
    if field.is_relation or field.name == "vendor_id":
        return str((rival.vendor if field.name.startswith("vendor") else rival.contact.user).pk)
    if field.choices:
        return str(field.choices[-1][0])
    return {"BooleanField": "on", "DateTimeField": "2020-01-01T00:00", "DateField": "2020-01-01"}.get(
        field.get_internal_type(), "7"
    )


def of_api(seen: Seen, said: dict) -> list[dict]:
    """What may not stand in the place of an id in this body: one that never was, and one of another kind of thing.

    Which fields hold one is seen by what is sent, and by the id that the description of the field shows.
    """
    described = {name for name, field in seen.fields.items() if "_…" in str(field.help_text)}
    found = []
    for name, value in sorted(said.items()):
        if isinstance(value, dict):
            found += [{name: {**value, **other}} for other in of_api(seen, value)]
        elif name in described or SHOWN.fullmatch(str(value)):
            found += [{name: unlike(str(value))}, {name: "xyz" + str(value)[3:]}]
    return found
