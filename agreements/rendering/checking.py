"""What stands against issuing this paper? Gaps and contradictions, rules of the country, and what a reader must know.

| kind            | meaning                                         | can it be set aside?                          |
|-----------------|-------------------------------------------------|-----------------------------------------------|
| `missing`       | a required variable has no value                | no                                            |
| `contradiction` | two values cannot both be meant                 | no                                            |
| `block`         | the law of the country does not allow it        | no                                            |
| `warn`          | the law, or the firm's tier, asks for care      | by counsel, with a reason that is kept        |
| `note`          | a caveat of a clause                            | nothing to set aside                          |
"""

from dataclasses import asdict, dataclass, field

from django.utils.translation import gettext as _

from agreements.rendering import composing, wording

STOPS = ("missing", "contradiction", "block")
# What a signature here is: consent with a second factor under the organisation's seal, and no qualified certificate.
OWN_LEVEL = "simple"


@dataclass(frozen=True)
class Problem:
    """`id` is stable; `sources` are {title, address, date}, `as_of` the month in which the rule was looked at."""

    kind: str
    id: str
    message: str
    clause: str = ""
    variable: str = ""
    sources: list = field(default_factory=list)
    as_of: str = ""

    @property
    def stops(self) -> bool:
        return self.kind in STOPS

    def as_data(self) -> dict:
        return asdict(self)


def missing(definitions: dict[str, dict], names: list[str], values: dict) -> list[Problem]:
    """Every variable that the text names must say something; so must each that is marked required."""
    return [
        Problem(
            "missing", f"missing-{name}", _("Enter “%(label)s”.") % {"label": definitions[name]["label"]}, variable=name
        )
        for name in names
        if wording.is_empty(values.get(name)) and definitions[name].get("required", True)
    ]


def contradictions(template: dict, names: list[str], values: dict) -> list[Problem]:
    """The template's own checks, as far as this paper names what they compare; and the one that every paper has."""
    found = [_secrecy_outlives_term(values)] if {"secrecy_years", "term_months"} <= set(names) else []
    for check in template.get("checks", ()):
        sides = {check["left"], *([check["right"]] if "right" in check else [])}
        if sides <= set(names) and not any(
            wording.is_empty(values.get(side)) for side in sides - _asked_present(check)
        ):
            right = values.get(check["right"]) if "right" in check else check.get("value")
            if not holds(values.get(check["left"]), check["op"], right):
                found.append(Problem("contradiction", check["id"], check["message"], variable=check["left"]))
    return [problem for problem in found if problem]


def _asked_present(check: dict) -> set[str]:
    return {check["left"]} if check["op"] == "present" else set()


def _secrecy_outlives_term(values: dict) -> Problem | None:
    years, months = wording.as_number(values.get("secrecy_years")), wording.as_number(values.get("term_months"))
    if years is None or months is None or years * 12 >= months:
        return None
    said = {"years": wording.say_number(years), "months": wording.say_number(months)}
    sentence = _("Secrecy for %(years)s years after the end is shorter than the agreement itself (%(months)s months).")
    return Problem("contradiction", "secrecy-shorter-than-term", sentence % said, variable="secrecy_years")


def rules(country: dict, parent: dict | None) -> list[dict]:
    """The country's own rules, and those of its parent that it does not replace (same clause, the child blocks)."""
    own = country.get("rules", [])
    replaced = {rule["clause"] for rule in own if rule["effect"] == "block"}
    return own + [rule for rule in (parent or {}).get("rules", []) if rule["clause"] not in replaced]


def law(country: dict, parent: dict | None, used: set[str], values: dict, offered: set[str]) -> list[Problem]:
    """What the country's rules say to the clauses in use, and to leaving one out that the template has (`offered`)."""
    found = (
        []
        if country.get("usable")
        else [Problem("block", "country", _("This profile names no law that an agreement can be under."))]
    )
    known = {**values, "signature_level": OWN_LEVEL}
    for rule in rules(country, parent):
        if concerns(rule, used, offered) and all(_met(condition, known) for condition in rule.get("when", ())):
            found.append(
                Problem(
                    rule["effect"],
                    rule["id"],
                    rule["message"],
                    rule["clause"],
                    "",
                    rule.get("sources", []),
                    rule.get("as_of", ""),
                )
            )
    return found + _signature_form(country)


def concerns(rule: dict, used: set[str], offered: set[str]) -> bool:
    """Most rules are about a clause that is there; one with `when_absent` is about leaving it out."""
    return rule["clause"] in (offered - used if rule.get("when_absent") else used)


def _signature_form(country: dict) -> list[Problem]:
    fact = country.get("e_signature", {})
    if fact.get("agreement", OWN_LEVEL) == OWN_LEVEL:
        return []
    sentence = _(
        "This law looks for a signature of the level “%(level)s”; signing here is of the level “%(own)s”. %(text)s"
    )
    said = sentence % {"level": fact["agreement"], "own": OWN_LEVEL, "text": fact.get("text", "")}
    return [
        Problem(
            "warn",
            f"{country['code'].lower()}-signature-form",
            said,
            "",
            "",
            fact.get("sources", []),
            fact.get("as_of", ""),
        )
    ]


def left_out(demanded: tuple[str, ...], used: set[str], clauses: dict[str, dict]) -> list[Problem]:
    """What the tier asks for and this draft does not say, a warning each."""
    sentence = _(
        "The tier asks for the clause “%(title)s”, and this draft leaves it out. Take it in, or say why it is not needed."
    )
    return [
        Problem("warn", f"demanded-{key}", sentence % {"title": clauses[key]["title"] if key in clauses else key}, key)
        for key in demanded
        if key not in used
    ]


def sums(country: dict, rows, used: set[str]) -> list[Problem]:
    """Of a schedule of agreed sums: what the country's law says to such sums, and rows whose clause is not in the text."""
    found = [
        Problem(
            "contradiction",
            f"sum-{row['event']}",
            _("The agreed sum for “%(event_words)s” names a clause that is not in the text.") % row,
        )
        for row in rows
        if row["clause"] not in used
    ]
    law = country.get("penalty", {})
    if rows and law.get("text"):
        found.append(Problem("warn", "agreed-sums", law["text"], "", "", law.get("sources", []), law.get("as_of", "")))
    return found


def notes(used: list[dict], country: str) -> list[Problem]:
    """The caveats of the clauses in use that concern this country, for the reader."""
    return [
        Problem(
            "note",
            f"{clause['id']}-{place}",
            caveat["message"],
            clause["id"],
            "",
            caveat.get("sources", []),
            caveat.get("as_of", ""),
        )
        for clause in used
        for place, caveat in enumerate(clause.get("caveats", ()))
        if composing.covers(caveat["jurisdictions"], country)
    ]


def _met(condition: dict, values: dict) -> bool:
    return holds(values.get(condition["variable"]), condition["op"], condition.get("value"))


def holds(left, op: str, right=None) -> bool:
    """One comparison. Numbers compare as numbers, dates as dates; what cannot be ordered holds for no order."""
    if op == "present":
        return bool(left) or left is False or left == 0
    if op == "empty":
        return left is None or left == "" or left == []
    if op in ("in", "not_in"):
        return (left in right) == (op == "in")
    left, right = _comparable(left), _comparable(right)
    if op in ("eq", "ne"):
        return (left == right) == (op == "eq")
    if left is None or right is None or type(left) is not type(right):
        return False
    return {"gt": left > right, "ge": left >= right, "lt": left < right, "le": left <= right}[op]


def _comparable(value):
    if isinstance(value, bool) or value is None:
        return value
    number = wording.as_number(value)
    return number if number is not None else wording.as_date(value) or str(value)
