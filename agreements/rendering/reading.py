"""How does an edition of the library read, part by part, for the people who keep it? Pure: names of places come in.

A part has a stable key, so that the same part of two editions can be set beside each other.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from agreements.rendering import wording

CATEGORIES = {
    "confidentiality": _l("Confidentiality"), "ip": _l("Intellectual property"), "covenants": _l("Restrictions"), "security": _l("Security"),
    "governance": _l("Governance"), "money": _l("Money"), "disputes": _l("Disputes"), "compliance": _l("Compliance"), "exit": _l("Exit"),
}  # fmt: skip
STANDINGS = {"mandatory": _l("Mandatory"), "standard": _l("Standard"), "optional": _l("Optional")}
APPROVERS = {"legal": _l("Legal"), "security": _l("Security"), "risk": _l("Risk")}
EFFECTS = {"block": _l("Blocks"), "warn": _l("Warns")}
TOPICS = {
    "software": _l("Software"), "design": _l("Design"), "research": _l("Research"), "individual": _l("An individual works alone"),
    "own-systems": _l("Work in our systems"), "lower-tiers": _l("Further subcontractors"), "export": _l("Export-controlled goods"),
    "personal-data": _l("Personal data"), "customer-facing": _l("Contact with customers"),
}  # fmt: skip
OPERATORS = {
    "eq": _l("is"), "ne": _l("is not"), "gt": _l("is more than"), "ge": _l("is at least"), "lt": _l("is less than"),
    "le": _l("is at most"), "present": _l("is given"), "empty": _l("is empty"), "in": _l("is one of"), "not_in": _l("is none of"),
}  # fmt: skip
# The facts of a country's profile, in the order in which a lawyer reads them.
FACTS = {
    "governing_law": _l("Governing law"), "new_york_convention": _l("New York Convention"), "judgments": _l("Foreign judgments"),
    "trade_secret": _l("Trade secrets"), "non_compete": _l("Non-compete"), "ip_ownership": _l("Who owns what is made"),
    "moral_rights": _l("Moral rights"), "penalty": _l("Penalties"), "e_signature": _l("Electronic signature"),
    "monitoring": _l("Monitoring"), "reporting": _l("Reporting of wrongdoing"),
}  # fmt: skip


@dataclass(frozen=True)
class Part:
    """`text` is plain, a line each paragraph; `sources` are {title, address, date}."""

    key: str
    label: str
    text: str
    sources: list = field(default_factory=list)
    as_of: str = ""


Places = Callable[[str], str]  # code -> name


def readable(text: str, definitions: dict[str, dict]) -> str:
    """The sentence with each variable as its label in brackets."""
    return wording.fill(text, {name: f"[{row['label']}]" for name, row in definitions.items()})


def places(codes: list[str], name_of: Places) -> str:
    return ", ".join(name_of(code) for code in codes)


def sources(row: dict) -> str:
    """What a fact rests on, in one line: it belongs to the difference between two editions."""
    named = "; ".join(source["title"] for source in row.get("sources", []))
    return _("%(sources)s, as of %(month)s") % {"sources": named, "month": row["as_of"]} if row.get("as_of") else named


def of_clause(content: dict, name_of: Places) -> list[Part]:
    known = content.get("definitions", {})

    def said(texts):
        return "\n".join(readable(text, known) for text in texts)

    found = [
        Part("title", _("Title"), content["title"]),
        Part("category", _("Kind"), str(CATEGORIES.get(content["category"], content["category"]))),
        Part("standing", _("Standing"), str(STANDINGS.get(content["standing"], content["standing"]))),
        Part("approver", _("Who approves another wording"), str(APPROVERS.get(content["approver"], content["approver"]))),
        Part("plain", _("In plain words"), content.get("plain", "")),
        Part("use", _("Used"), conditions(content.get("use", {}), name_of)),
        Part("sentences", _("The words"), said(content["sentences"])),
    ]  # fmt: skip
    for row in content.get("variants", ()):
        where = places(row["jurisdictions"], name_of)
        label = _("The words for %(places)s") % {"places": where}
        text = "\n".join([said(row["sentences"]), _("Why: %(why)s") % {"why": row.get("why", "")}, sources(row)])
        found.append(Part(f"variant-{'-'.join(row['jurisdictions'])}", label, text, row.get("sources", []), row.get("as_of", "")))  # fmt: skip
    for place, row in enumerate(content.get("caveats", ()), 1):
        label = _("Caveat %(number)s, %(places)s") % {"number": place, "places": places(row["jurisdictions"], name_of)}
        found.append(Part(f"caveat-{place}", label, f"{row['message']}\n{sources(row)}", row.get("sources", []), row.get("as_of", "")))  # fmt: skip
    found.append(Part("weak_wording", _("Weak wording"), content.get("weak_wording", "")))
    return _kept(found)


# What a template asks for where somebody signs for the subcontractor; the usual rule is not said.
AUTHORITY = {
    "warn": _l("It is warned where their authority is not confirmed"),
    "off": _l("Their authority is not asked for"),
}


def of_template(content: dict, titles: dict[str, str]) -> list[Part]:
    """`titles`: clause key -> title."""
    known = content.get("definitions", {})

    def said(texts):
        return "\n".join(readable(text, known) for text in texts)

    clauses = [
        _("%(title)s (optional)") % {"title": titles.get(row["clause"], row["clause"])}
        if row.get("optional")
        else titles.get(row["clause"], row["clause"])
        for row in content["clauses"]
    ]
    return _kept([
        Part("title", _("Title"), content["title"]),
        Part("summary", _("Summary"), content.get("summary", "")),
        Part("tiers", _("Tiers"), ", ".join(str(tier) for tier in content["tiers"])),
        Part("authority", _("Who may sign for the subcontractor"), str(AUTHORITY.get(content.get("authority", ""), ""))),
        Part("parties", _("Parties"), said(content.get("parties", ()))),
        Part("background", _("Background"), said(content.get("background", ()))),
        Part("clauses", _("Clauses, in order"), "\n".join(clauses)),
        Part("checks", _("Checks"), "\n".join(row["message"] for row in content.get("checks", ()))),
        Part("consent", _("Consent"), content.get("consent", "")),
        Part("closing", _("Closing"), said([content.get("closing", "")])),
    ])  # fmt: skip


def of_country(content: dict, titles: dict[str, str]) -> list[Part]:
    found = [
        Part("name", _("Name"), content["name"]),
        Part("usable", _("Can govern an agreement"), _("Yes") if content.get("usable") else _("No")),
        Part("confidence", _("How well it is known"), str(CONFIDENCE.get(content.get("confidence", ""), ""))),
    ]
    for key, label in FACTS.items():
        if row := content.get(key):
            found.append(Part(key, str(label), f"{fact(key, row)}\n{sources(row)}", row.get("sources", []), row.get("as_of", "")))  # fmt: skip
    for row in content.get("courts", ()):
        found.append(Part(f"court-{row['id']}", _("Courts"), f"{row['wording']}\n{row.get('text', '')}"))
    for row in content.get("arbitration", ()):
        seat = _("%(rules)s, seat in %(seat)s") % {"rules": row["institution"], "seat": row["seat"]}
        found.append(Part(f"arbitration-{row['id']}", _("Arbitration"), f"{seat}\n{row.get('text', '')}"))
    for place, row in enumerate(content.get("notes", ()), 1):
        found.append(Part(f"note-{place}", _("Note"), f"{row['text']}\n{sources(row)}", row.get("sources", []), row.get("as_of", "")))  # fmt: skip
    known = content.get("definitions", {})
    for row in content.get("rules", ()):
        head = _("Rule on “%(title)s”") % {"title": titles.get(row["clause"], row["clause"])}
        text = "\n".join([rule(row, known), sources(row)])
        found.append(Part(f"rule-{row['id']}", head, text, row.get("sources", []), row.get("as_of", "")))
    return _kept(found)


NON_COMPETE = {
    "void": _l("Void"), "restricted": _l("Restricted"), "allowed_if_compensated": _l("Only with pay"),
    "allowed_if_reasonable": _l("If reasonable"), "uncertain": _l("Uncertain"), "governed_by_state": _l("By state or province"),
}  # fmt: skip
CONFIDENCE = {"high": _l("Well sourced"), "medium": _l("Sourced in part"), "low": _l("Common knowledge only")}


def fact(key: str, row: dict) -> str:
    """One fact of a country in words; what only machines compare is said as well."""
    said = [row.get("text", "")]
    if row.get("wording"):
        said.insert(0, row["wording"])
    if key == "non_compete" and row.get("max_months") is not None:
        said.append(_("At most %(months)s months.") % {"months": row["max_months"]})
    return "\n".join(filter(None, said))


def rule(row: dict, definitions: dict[str, dict]) -> str:
    """ "Blocks where [Months of non-compete] is more than 24: German law allows two years at most." """
    effect = EFFECTS.get(row["effect"], row["effect"])
    if row.get("when_absent"):
        return _("%(effect)s where it is left out: %(message)s") % {"effect": effect, "message": row["message"]}
    if not (met := conditions_met(row.get("when", ()), definitions)):
        return _("%(effect)s always: %(message)s") % {"effect": effect, "message": row["message"]}
    said = {"effect": effect, "conditions": met, "message": row["message"]}
    return _("%(effect)s where %(conditions)s: %(message)s") % said


def conditions_met(when, definitions: dict[str, dict]) -> str:
    return _(" and ").join(_condition(each, definitions) for each in when)


def _condition(each: dict, definitions: dict[str, dict]) -> str:
    name = each["variable"]
    label = definitions.get(name, {}).get("label") or OWN_VARIABLES.get(name, name)
    value = each.get("value", "")
    value = wording.say(value, {"type": "list" if isinstance(value, list) else "boolean" if isinstance(value, bool) else ""}) if value != "" else ""  # fmt: skip
    return " ".join(filter(None, [f"[{label}]", str(OPERATORS[each["op"]]), value]))


OWN_VARIABLES = {"signature_level": _l("Level of the signature here")}


def conditions(use: dict, name_of: Places) -> str:
    """When a clause is in, in words."""
    said = []
    if use.get("tiers"):
        said.append(_("for tier %(tiers)s") % {"tiers": wording.say_list(str(tier) for tier in use["tiers"])})
    if use.get("topics"):
        topics = [str(TOPICS.get(topic, topic)) for topic in use["topics"]]
        said.append(_("where the work is about one of: %(topics)s") % {"topics": ", ".join(topics)})
    if use.get("jurisdictions"):
        said.append(_("under the law of %(places)s") % {"places": places(use["jurisdictions"], name_of)})
    if use.get("except_jurisdictions"):
        said.append(_("not under the law of %(places)s") % {"places": places(use["except_jurisdictions"], name_of)})
    return "; ".join(said) or _("always")


def _kept(parts: list[Part]) -> list[Part]:
    return [part for part in parts if part.text.strip()]
