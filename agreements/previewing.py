"""How would a draft of the library read in an agreement? Nothing is stored, and no subcontractor is asked about."""

from django.template.loader import render_to_string
from django.utils import translation

from agreements import drafting
from agreements.models import ClauseEdition, Jurisdiction, LibraryDraft
from agreements.rendering import checking, composing, frozen, wording
from agreements.rendering.composing import Situation


def look(draft: LibraryDraft, *, template: dict, tier: int, country: str, topics: frozenset[str]) -> dict:
    """{text, choice, problems}: the words, whether the clause is among them, and what the country's rules say to the defaults."""
    clauses = _clauses(draft, template)
    listed = {**template, "clauses": [row for row in template["clauses"] if row["clause"] in clauses]}
    if draft.kind == "clauses" and not any(row["clause"] == draft.key for row in listed["clauses"]):
        listed = {**listed, "clauses": [*listed["clauses"], {"clause": draft.key, "optional": True}]}
    own = {drafting.INDIVIDUAL} if template["kind"] == "undertaking" else set()
    decided = {draft.key: True} if draft.kind == "clauses" else {}
    found = composing.choices(listed, clauses, Situation(tier, country, topics | own), decided)
    used = [choice.clause for choice in found if choice.is_in]
    law = _law(draft, country)
    return {
        "text": _text(listed, used, country),
        "choice": next((choice for choice in found if choice.clause["id"] == draft.key), None),
        "count": len(used),
        "problems": checking.law(
            *law, {clause["id"] for clause in used}, _defaults(listed, used), {row["clause"] for row in listed["clauses"]}
        ),
    }  # fmt: skip


def _clauses(draft: LibraryDraft, template: dict) -> dict[str, dict]:
    keys = [row["clause"] for row in template["clauses"]]
    found = dict(ClauseEdition.objects.newest().filter(key__in=keys).values_list("key", "content"))
    return {**found, draft.key: draft.content} if draft.kind == "clauses" else found


def _law(draft: LibraryDraft, country: str) -> tuple[dict, dict | None]:
    """The country's profile, as it is drafted where it is the one, and its parent's."""
    rows = dict(Jurisdiction.objects.newest().values_list("key", "content"))
    found = draft.content if draft.kind == "countries" else rows[country]
    return found, rows.get(found.get("parent", ""))


def _definitions(template: dict, used: list[dict]) -> dict[str, dict]:
    return {**template["definitions"], **{name: row for clause in used for name, row in clause["definitions"].items()}}


def _defaults(template: dict, used: list[dict]) -> dict:
    return {name: row.get("default") for name, row in _definitions(template, used).items()}


def _text(template: dict, used: list[dict], country: str):
    """With the library's defaults; what has none stands as its label in brackets."""
    with translation.override(drafting.LANGUAGE):
        said = {
            name: wording.say(row.get("default"), row) or f"[{row['label']}]"
            for name, row in _definitions(template, used).items()
        }
        html = render_to_string(drafting.TEXT, {"body": composing.compose(template, used, country, said)})
    return frozen.shown(html, frozen.fingerprint(html))
