"""Which clauses belong into this paper, in which wording, and how does it read?

A clause is in when the template lists it, its own `use` fits the situation, and the drafter did not leave it out
(never possible for a mandatory one) or, where it is optional, took it in.
"""

from dataclasses import dataclass, field

from agreements.rendering import wording

MANDATORY = "mandatory"


@dataclass(frozen=True)
class Situation:
    """`tier` 1 (highest) to 3, `topics` of the work, `country` as a jurisdiction's code (DE, US-CA)."""

    tier: int
    country: str
    topics: frozenset[str] = field(default_factory=frozenset)


@dataclass(frozen=True)
class Choice:
    """One clause of the template, as the drafter sees it. `fits`: its own conditions allow it here; `locked`: no choice."""

    clause: dict
    fits: bool
    is_in: bool
    locked: bool
    barred: bool  # the country alone keeps it out


def covers(codes, country: str) -> bool:
    """ "US" covers US-CA as well."""
    return any(country == code or country.startswith(f"{code}-") for code in codes)


def fits(use: dict, situation: Situation) -> bool:
    """Every condition given must hold; of the topics one is enough."""
    if "tiers" in use and situation.tier not in use["tiers"]:
        return False
    if "topics" in use and not situation.topics & set(use["topics"]):
        return False
    if "jurisdictions" in use and not covers(use["jurisdictions"], situation.country):
        return False
    return not covers(use.get("except_jurisdictions", ()), situation.country)


def choices(template: dict, clauses: dict[str, dict], situation: Situation, decided: dict[str, bool]) -> list[Choice]:
    """Every clause that the template lists, in its order, in or out."""
    return [_choice(entry, clauses[entry["clause"]], situation, decided) for entry in template["clauses"]]


def _choice(entry: dict, clause: dict, situation: Situation, decided: dict[str, bool]) -> Choice:
    use, optional = clause.get("use", {}), entry.get("optional", False)
    fitting = fits(use, situation)
    mandatory = clause["standing"] == MANDATORY and not optional
    wanted = decided.get(clause["id"], not optional)
    return Choice(
        clause,
        fitting,
        fitting and (mandatory or wanted),
        locked=mandatory or not fitting,
        barred=not fitting and covers(use.get("except_jurisdictions", ()), situation.country),
    )


def sentences(clause: dict, country: str) -> list[str]:
    """The wording for this country: the variant whose code is the closest, or the common one."""
    variants = [variant for variant in clause.get("variants", ()) if covers(variant["jurisdictions"], country)]
    closest = max(variants, key=lambda variant: country in variant["jurisdictions"], default=clause)
    return closest["sentences"]


def named(template: dict, used: list[dict], country: str) -> list[str]:
    """The variables that this paper names, each once, in the order of reading."""
    texts = [*template.get("parties", ()), *template.get("background", ())]
    for clause in used:
        texts += sentences(clause, country)
    return wording.names_in(*texts, template.get("closing", ""))


def compose(template: dict, used: list[dict], country: str, said: dict[str, str]) -> dict:
    """The paper as plain data, numbered throughout. `said` are the variables in words."""

    def filled(texts):
        return [wording.fill(text, said) for text in texts]

    return {
        "title": template["title"],
        "template": {"key": template["id"], "version": template.get("version", 1)},
        "country": country,
        "parties": filled(template.get("parties", ())),
        "background": filled(template.get("background", ())),
        "sections": [
            _section(number, clause, filled(sentences(clause, country))) for number, clause in enumerate(used, 1)
        ],
        "closing": wording.fill(template.get("closing", ""), said),
    }


def _section(number: int, clause: dict, texts: list[str]) -> dict:
    numbered = [{"number": f"{number}.{place}", "text": text} for place, text in enumerate(texts, 1)]
    return {
        "number": number,
        "key": clause["id"],
        "version": clause.get("version", 1),
        "title": clause["title"],
        "plain": clause.get("plain", ""),
        "sentences": numbered,
    }
