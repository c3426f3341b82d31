"""What keeps a draft of the library from being published? Pure: what else is in the library comes in as `Known`."""

import re
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from agreements.rendering import composing, wording

MONTH = re.compile(r"^\d{4}-(0[1-9]|1[0-2])$")
_BROKEN = re.compile(r"\{\{|\}\}")


@dataclass(frozen=True)
class Known:
    """`clauses` and `definitions` by key and name, `countries` the codes, `own` the key of the entry that is judged."""

    clauses: dict[str, dict]
    definitions: dict[str, dict]
    countries: frozenset[str]
    names: dict[str, str] = field(default_factory=dict)  # code -> name

    def named(self, code: str) -> str:
        return self.names.get(code, code)


def problems(kind: str, content: dict, known: Known) -> list[str]:
    """A sentence each, in the order of the form."""
    found = list({"clauses": _clause, "templates": _template, "countries": _country}[kind](content, known))
    return found + _month(content.get("as_of", ""), _("The month in which the text was last looked at"))


def _clause(content: dict, known: Known):
    yield from _said(content, {"title": _("a title"), "plain": _("the plain summary"), "sentences": _("the words")})
    yield from _variables(content["sentences"], content, known, _("The words"))
    yield from _variants(content, known)
    for place, row in enumerate(content.get("caveats", ()), 1):
        where = _("Caveat %(number)s") % {"number": place}
        yield from _places(row["jurisdictions"], known, where)
        yield from _sourced(row, where, ("message", _("what a reader must know")))
    use = content.get("use", {})
    for name in ("jurisdictions", "except_jurisdictions"):
        yield from _places(use.get(name, ()), known, _("When it is used"), may_be_empty=True)


def _variants(content: dict, known: Known):
    taken: set[str] = set()
    for row in content.get("variants", ()):
        where = _("The words for %(places)s") % {"places": ", ".join(map(known.named, row["jurisdictions"])) or _("no country")}  # fmt: skip
        yield from _places(row["jurisdictions"], known, where)
        if twice := taken & set(row["jurisdictions"]):
            yield _("%(country)s has two wordings. Keep one.") % {"country": known.named(min(twice))}
        taken |= set(row["jurisdictions"])
        yield from _sourced(row, where, ("why", _("why these words differ")))
        if not row["sentences"]:
            yield _("%(where)s: enter the words.") % {"where": where}
        yield from _variables(row["sentences"], content, known, where)


def _template(content: dict, known: Known):
    yield from _said(content, {"title": _("a title"), "consent": _("the consent"), "tiers": _("at least one tier"), "clauses": _("at least one clause")})  # fmt: skip
    keys = [row["clause"] for row in content["clauses"]]
    for key in dict.fromkeys(keys):
        if key not in known.clauses:
            yield _("The clause “%(key)s” is not in the library.") % {"key": key}
        if keys.count(key) > 1:
            yield _("The clause “%(key)s” is listed twice.") % {"key": key}
    for clause in known.clauses.values():
        if clause["id"] not in keys and _belongs(clause, content):
            yield _("“%(title)s” is mandatory for this tier and is left out.") % {"title": clause["title"]}
    for row in content["clauses"]:
        if row.get("optional") and _belongs(known.clauses.get(row["clause"], {}), content):
            yield _("“%(title)s” is mandatory for this tier and cannot be optional.") % {"title": known.clauses[row["clause"]]["title"]}  # fmt: skip
    texts = [*content.get("parties", ()), *content.get("background", ()), content.get("closing", "")]
    yield from _variables(texts, content, known, _("Parties, background and closing"))
    for place, row in enumerate(content.get("checks", ()), 1):
        where = _("Check %(number)s") % {"number": place}
        if not row.get("message", "").strip():
            yield _("%(where)s: enter what it says to the drafter.") % {"where": where}
        for name in filter(None, (row["left"], row.get("right"))):
            if name not in {**known.definitions, **content.get("definitions", {})}:
                yield _("%(where)s compares “%(name)s”, which is no variable of the library.") % {"where": where, "name": name}  # fmt: skip


def _belongs(clause: dict, template: dict) -> bool:
    """A one-way agreement made for one tier carries every mandatory clause that the tier alone brings in."""
    is_bundle = (template.get("kind"), template.get("direction"), len(template["tiers"])) == ("agreement", "one_way", 1)
    if not is_bundle or not clause:
        return False
    use = clause.get("use", {})
    is_for_all = not (use.get("topics") or use.get("jurisdictions"))
    return clause["standing"] == composing.MANDATORY and is_for_all and bool(set(use.get("tiers", template["tiers"])) & set(template["tiers"]))  # fmt: skip


def _country(content: dict, known: Known):
    yield from _said(content, {"name": _("a name")})
    if content.get("parent") and content["parent"] not in known.countries:
        yield _("The country “%(code)s” that it belongs to has no profile.") % {"code": content["parent"]}
    if content.get("usable"):
        if not content.get("governing_law", {}).get("wording"):
            yield _("Enter how the governing law is named in an agreement.")
        if not content.get("courts"):
            yield _("Enter at least one court.")
    for name, fact in content.items():
        if isinstance(fact, dict) and "text" in fact:
            yield from _sourced(fact, name.replace("_", " ").capitalize())
    for place, row in enumerate(content.get("notes", ()), 1):
        yield from _sourced(row, _("Note %(number)s") % {"number": place}, ("text", _("the note")))
    ids = [row["id"] for row in content.get("rules", ())]
    for place, row in enumerate(content.get("rules", ()), 1):
        yield from _rule(row, place, known, content.get("definitions", {}))
        if ids.count(row["id"]) > 1:
            yield _("Two rules are called “%(id)s”.") % {"id": row["id"]}


def _rule(row: dict, place: int, known: Known, definitions: dict[str, dict]):
    where = _("Rule %(number)s") % {"number": place}
    if row["clause"] not in known.clauses:
        yield _("%(where)s names the clause “%(key)s”, which is not in the library.") % {"where": where, "key": row["clause"]}  # fmt: skip
    yield from _sourced(row, where, ("message", _("what it says to the drafter")))
    for condition in row.get("when", ()):
        if condition["variable"] not in {*known.definitions, *definitions, "signature_level", "jurisdiction"}:
            said = {"where": where, "name": condition["variable"]}
            yield _("%(where)s asks for “%(name)s”, which is no variable of the library.") % said


def _said(content: dict, needed: dict[str, str]):
    for name, words in needed.items():
        if not content.get(name):
            yield _("Enter %(what)s.") % {"what": words}


def _variables(texts, content: dict, known: Known, where: str):
    defined = {**known.definitions, **content.get("definitions", {})}
    for name in wording.names_in(*texts):
        if name not in defined:
            yield _("%(where)s: the variable “%(name)s” is named and nowhere defined.") % {"where": where, "name": name}
    if any(_BROKEN.search(wording.PLACE.sub("", text)) for text in texts):
        yield _("%(where)s: write a variable as {{company_name}}, in small letters.") % {"where": where}


def _places(codes, known: Known, where: str, *, may_be_empty: bool = False):
    if not codes and not may_be_empty:
        yield _("%(where)s: choose at least one country.") % {"where": where}
    for code in codes:
        if code not in known.countries:
            yield _("%(where)s names “%(code)s”, of which the library has no profile.") % {"where": where, "code": code}


def _sourced(row: dict, where: str, needed: tuple[str, str] = ("text", "")):
    """A statement about the law says what it rests on and when somebody looked."""
    name, words = needed
    if words and not row.get(name, "").strip():
        yield _("%(where)s: enter %(what)s.") % {"where": where, "what": words}
    if not row.get("sources"):
        yield _("%(where)s: name the source.") % {"where": where}
    yield from _month(row.get("as_of", ""), where)


def _month(said: str, where: str) -> list[str]:
    return [] if MONTH.match(said) else [_("%(where)s: enter the month as 2026-08.") % {"where": where}]
