"""What stands on the page of a clause, a template or a country profile?"""

from django.urls import reverse
from django.utils.translation import gettext as _

from agreements import shelves
from agreements.listings.library import address
from agreements.models import Agreement
from agreements.models.library import Edition
from agreements.rendering import editions, reading
from agreements.rendering.reading import Part

_ALONE = {"title", "name", "plain", "summary"}  # what the head of the page says already


def entry(kind: str, edition: Edition) -> dict:
    """The edition as it reads, laid out for its kind."""
    parts = {part.key: part for part in shelves.parts(kind, edition.content)}
    return {**_LAID_OUT[kind](edition, parts), "notice": edition.content.get("notice", "")}


def _clause(edition: Edition, parts: dict[str, Part]) -> dict:
    content = edition.content
    name_of = shelves.name_of()
    return {
        "plain": content.get("plain", ""),
        "facts": _facts(parts, "category", "standing", "approver", "use"),
        "wordings": _wordings(content, name_of),
        "caveats": [{**row, "kind": row["effect"], "where": reading.places(row["jurisdictions"], name_of)} for row in content.get("caveats", ())],
        "weak": content.get("weak_wording", ""),
        "sources": content.get("sources", []),
        "variables": list(content.get("definitions", {}).values()),
        "templates": [{**each, "url": address("templates", each["row"].key)} for each in shelves.templates_with(edition.key)],
        "rules": [{**each, "url": address("countries", each["country"].key)} for each in shelves.rules_on(edition.key)],
    }  # fmt: skip


def _wordings(content: dict, name_of: reading.Places) -> list[dict]:
    """The common words, then those of each country, to stand beside each other."""
    known = content.get("definitions", {})

    def said(row: dict, where: str) -> dict:
        return {**row, "where": where, "said": [reading.readable(text, known) for text in row["sentences"]]}

    common = said({"sentences": content["sentences"]}, _("All other countries") if content.get("variants") else "")
    return [common, *(said(row, reading.places(row["jurisdictions"], name_of)) for row in content.get("variants", ()))]


def _template(edition: Edition, parts: dict[str, Part]) -> dict:
    titles, content = shelves.clause_titles(), edition.content
    standings = dict(
        shelves.SHELVES["clauses"].model.objects.newest().values_list("key", "content__standing")
    )  # fmt: skip
    return {
        "plain": content.get("summary", ""),
        "facts": _facts(parts, "tiers"),
        "parts": [parts[key] for key in ("parties", "background", "closing", "consent", "checks") if key in parts],
        "bundle": [
            {
                "title": titles.get(row["clause"], row["clause"]),
                "url": address("clauses", row["clause"]),
                "standing": _("Optional") if row.get("optional") else reading.STANDINGS.get(standings.get(row["clause"], ""), ""),
            }
            for row in content["clauses"]
        ],
    }  # fmt: skip


def _country(edition: Edition, parts: dict[str, Part]) -> dict:
    rules = [part for key, part in parts.items() if key.startswith("rule-")]
    return {
        "plain": "",
        "facts": _facts(parts, "usable", "confidence"),
        "rules_here": rules,
        "parts": [
            part for part in parts.values() if part not in rules and part.key not in {*_ALONE, "usable", "confidence"}
        ],
    }


_LAID_OUT = {"clauses": _clause, "templates": _template, "countries": _country}


def _facts(parts: dict[str, Part], *keys: str) -> list[dict]:
    return [{"label": parts[key].label, "value": parts[key].text, "url": ""} for key in keys if key in parts]


def use(edition: Edition, kind: str, shown: list[Edition], viewer, at) -> list[dict]:
    """The agreements in force, under the edition that each is made of; newest edition first."""
    found = shelves.in_force(kind, edition.key, viewer, at)
    return [
        {"number": row.number, "agreements": [
            {"title": paper.title, "meta": f"{paper.vendor.name}, {paper.reference}", "url": reverse("desk_agreement", args=[paper.pk])}
            for paper in found[row.number]
        ]}
        for row in shown
        if row.number in found
    ]  # fmt: skip


def newer(agreement: Agreement, numbers: dict) -> list[dict]:
    """Editions that were published since the draft began: {kind, key, title, before, after, url of what differs}."""
    made_of = {**numbers, "templates": {agreement.template_key: agreement.template.number}}
    return [
        {
            "kind": kind, "key": row.key, "title": row.title, "before": made_of[kind][row.key], "after": row.number,
            "url": f"{reverse('library_difference', args=[kind, row.key])}?from={made_of[kind][row.key]}&to={row.number}",
        }
        for kind, shelf in shelves.SHELVES.items()
        for row in shelf.model.objects.newest().filter(key__in=made_of.get(kind, ())).defer("content").order_by("title")
        if row.number > made_of[kind][row.key]
    ]  # fmt: skip


def changes(kind: str, before: dict, after: dict) -> list[dict]:
    """What reads differently, part by part: {change, look}."""
    found = editions.between(shelves.parts(kind, before), shelves.parts(kind, after))
    return [{"change": each, "look": _look(each)} for each in found]


def _look(change: editions.Change) -> dict:
    if change.is_new:
        return {"tone": "ok", "text": _("Added"), "icon": "plus"}
    if change.is_gone:
        return {"tone": "warn", "text": _("Removed"), "icon": "x"}
    return {"tone": "info", "text": _("Changed"), "icon": "pencil"}
