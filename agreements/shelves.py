"""What lies on the shelves of the library, how does it read, and what uses it?"""

import datetime
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _l

from agreements.models import Agreement, AgreementTemplate, ClauseEdition, Jurisdiction
from agreements.models.library import Edition
from agreements.rendering import reading
from agreements.rendering.proving import Known
from agreements.rendering.reading import Part
from core import events
from vendors import places


@dataclass(frozen=True)
class Shelf:
    """`kind` is its word in addresses and in what an agreement pins."""

    kind: str
    model: type[Edition]
    title: Any
    one: Any


SHELVES = {
    shelf.kind: shelf
    for shelf in [
        Shelf("clauses", ClauseEdition, _l("Clauses"), _l("Clause")),
        Shelf("templates", AgreementTemplate, _l("Templates"), _l("Template")),
        Shelf("countries", Jurisdiction, _l("Countries"), _l("Country profile")),
    ]
}


def place_names() -> dict[str, str]:
    """Code -> name of each country that the library has a profile of."""
    return dict(Jurisdiction.objects.newest().values_list("key", "title"))


def profiles(codes: Iterable[str]) -> dict[str, dict]:
    """Code -> the newest profile; a state without one of its own has its country's, {} where there is neither."""
    wanted = {code: [code, code.split("-")[0]] for code in codes}
    rows = Jurisdiction.objects.newest().filter(key__in={key for keys in wanted.values() for key in keys})
    known = dict(rows.values_list("key", "content"))
    return {code: next((known[key] for key in keys if key in known), {}) for code, keys in wanted.items()}


def clause_titles() -> dict[str, str]:
    return dict(ClauseEdition.objects.newest().values_list("key", "title"))


def parts(kind: str, content: dict) -> list[Part]:
    """The content as it reads, part by part."""
    if kind == "clauses":
        return reading.of_clause(content, name_of())
    if kind == "templates":
        return reading.of_template(content, clause_titles())
    return reading.of_country(content, clause_titles())


def name_of() -> reading.Places:
    known = place_names()
    return lambda code: known.get(code) or places.name_of(code)


def templates_with(clause_key: str) -> list[dict]:
    """The newest templates that list the clause: {row, optional}."""
    found = AgreementTemplate.objects.newest().filter(content__clauses__contains=[{"clause": clause_key}])
    return [{"row": row, "optional": _entry(row, clause_key).get("optional", False)} for row in found.order_by("key")]


def _entry(template: AgreementTemplate, clause_key: str) -> dict:
    return next(entry for entry in template.content["clauses"] if entry["clause"] == clause_key)


def rules_on(clause_key: str) -> list[dict]:
    """What the countries say of the clause: {country, rule, said}, in the order of countries."""
    found = Jurisdiction.objects.newest().filter(content__rules__contains=[{"clause": clause_key}]).order_by("title")
    return [
        {"country": row, "rule": rule, "said": reading.rule(rule, row.content.get("definitions", {}))}
        for row in found
        for rule in row.content["rules"]
        if rule["clause"] == clause_key
    ]


def in_force(kind: str, key: str, viewer, at: datetime.datetime) -> dict[int, list[Agreement]]:
    """Edition's number -> the agreements in force that are made of it, of those that this viewer sees."""
    rows = Agreement.objects.visible_to(viewer).filter(status="signed").select_related("vendor", "template")
    rows = rows.filter(Q(ends_on=None) | Q(ends_on__gte=at.date()))
    rows = rows.filter(template_key=key) if kind == "templates" else rows.filter(**{f"editions__{kind}__has_key": key})
    found: dict[int, list[Agreement]] = {}
    for row in rows.defer("html", "body", "variables").order_by("reference"):
        number = row.template.number if kind == "templates" else row.editions[kind][key]
        found.setdefault(number, []).append(row)
    return found


def newest_numbers(kind: str, keys: Iterable[str]) -> dict[str, int]:
    return dict(SHELVES[kind].model.objects.newest().filter(key__in=keys).values_list("key", "number"))


def known(kind: str, key: str) -> Known:
    """What a draft of this entry can name: every clause, country and variable of the newest editions but its own."""
    rows = {shelf.kind: list(shelf.model.objects.newest()) for shelf in SHELVES.values()}
    others = (row for name, listed in rows.items() for row in listed if (name, row.key) != (kind, key))
    definitions: dict[str, dict] = {}
    for row in others:
        definitions |= row.content.get("definitions", {})
    names = {row.key: row.title for row in rows["countries"]}
    clauses = {row.key: row.content for row in rows["clauses"]}
    return Known(clauses, definitions, frozenset(names), names)


def digest_of(content: dict) -> str:
    """SHA-256 (hex) of an entry's content: two editions that say the same have one."""
    return hashlib.sha256(events.canonical(without_floats(content))).hexdigest()


def without_floats(value):
    if isinstance(value, list):
        return [without_floats(item) for item in value]
    if isinstance(value, dict):
        return {key: without_floats(item) for key, item in value.items()}
    return str(value) if isinstance(value, float) else value


def empty(kind: str, key: str, title: str, month: str) -> dict:
    """What an entry of our own begins with: its name, and who wrote it."""
    common = {
        "as_of": month,
        "sources": [{"title": str(_l("Written by us")), "address": "", "date": month}],
        "definitions": {},
    }
    if kind == "countries":
        return {"code": key, "name": title, "usable": False, "confidence": "low", **common}
    named = {"id": key, "title": title, "version": 1, **common}
    if kind == "templates":
        return {**named, "kind": "agreement", "direction": "one_way", "tiers": [], "clauses": [], "signed_by": []}
    return {**named, "category": "confidentiality", "standing": "standard", "approver": "legal", "use": {"always": True}, "sentences": [], "variables": []}  # fmt: skip
