"""How does a part of a questionnaire read to those who write it? Pure: content in, words out."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l
from django.utils.translation import ngettext

KINDS = {
    "single": _l("One of several answers"),
    "yes_no": _l("Yes or no"),
    "multiple": _l("Several answers"),
    "confirm": _l("A box to tick"),
    "text": _l("Words of their own"),
    "number": _l("A number"),
    "date": _l("A date"),
    "table": _l("Rows of a table"),
    "file": _l("A file"),
}
RISKS = {"none": _l("No risk"), "low": _l("Low"), "medium": _l("Medium"), "high": _l("High")}
NEEDS = {"none": _l("No file"), "optional": _l("A file may be added"), "required": _l("A file is required")}
COLUMNS = {
    "text": _l("Words"),
    "number": _l("Number"),
    "date": _l("Date"),
    "choice": _l("Choice"),
    "yes_no": _l("Yes or no"),
    "country": _l("Country"),
}
UNITS = {"": _l("None"), "percent": _l("Percent"), "days": _l("Days"), "hours": _l("Hours"), "ratio": _l("Ratio")}
FIELDS = {
    "section": _l("Section"),
    "text": _l("Question"),
    "why": _l("Why we ask"),
    "help": _l("Help"),
    "type": _l("Kind"),
    "tiers": _l("Asked of"),
    "required": _l("Must be answered"),
    "weight": _l("Weight"),
    "knock_out": _l("Can refuse a subcontractor"),
    "evidence": _l("File behind the answer"),
    "show_when": _l("Asked only after"),
    "number": _l("Number"),
    "table": _l("Table"),
    "file": _l("File"),
    "text_rules": _l("Longest answer"),
    "title": _l("Title"),
    "intro": _l("Introduction"),
    "dimension": _l("Counts for"),
    "options": _l("Answers"),
    "mapping": _l("Controls"),
}


def said(name: str, value: object, content: dict) -> str:
    """The value of one field of a section or question, as a reader is told it; "" for nothing."""
    if value in (None, "", [], {}):
        return ""
    say = _SAY.get(name)
    return say(value, content) if say else _plain(value)


def label(name: str) -> str:
    return str(FIELDS.get(name, name.replace("_", " ").capitalize()))


def number(value) -> str:
    """1, 0.75: no needless nought behind the point."""
    return f"{value:g}" if isinstance(value, float) else str(value)


def _plain(value) -> str:
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, dict):
        return ", ".join(f"{name} {_plain(each)}" for name, each in value.items())
    return ", ".join(_plain(each) for each in value) if isinstance(value, list) else number(value)


def _section(key, content) -> str:
    return next((part["title"] for part in content["sections"] if part["id"] == key), key)


def _tiers(tiers, content) -> str:
    return ", ".join(_("tier %(number)s") % {"number": tier} for tier in tiers)


def _evidence(rule, content) -> str:
    need = str(NEEDS.get(rule["need"], rule["need"]))
    if rule["need"] == "none":
        return need
    said = f"{need}: {rule.get('what', '')}"
    return said + _(", with some answers only") if rule.get("when") else said


def _branch(rule, content) -> str:
    parent = next((each for each in content["questions"] if each["id"] == rule["question"]), None)
    if parent is None:
        return rule["question"]
    names = [each["text"] for each in parent.get("options", []) if each["id"] in rule["in"]]
    return _("“%(question)s”, answered “%(answers)s”") % {"question": parent["text"], "answers": "” / “".join(names)}


def _number(rules, content) -> str:
    said = [str(UNITS.get(rules.get("unit", ""), rules.get("unit", "")))]
    if "min" in rules:
        said.append(_("from %(least)s") % {"least": number(rules["min"])})
    if "max" in rules:
        said.append(_("to %(most)s") % {"most": number(rules["max"])})
    return ", ".join([*said, *(_band(band) for band in rules.get("bands", []))])


def _band(band: dict) -> str:
    words = {"most": number(band.get("up_to", 0)), "score": number(band.get("score", 0))}
    return _("up to %(most)s scores %(score)s") % words if "up_to" in band else _("above scores %(score)s") % words


def _table(rules, content) -> str:
    columns = ", ".join(
        f"{column['label']} ({COLUMNS.get(column['type'], column['type'])})" for column in rules["columns"]
    )
    rows = ngettext("%(count)d row at most", "%(count)d rows at most", rules["max_rows"]) % {"count": rules["max_rows"]}
    return f"{columns}; {rows}"


def _file(rules, content) -> str:
    return f"{rules['what']} ({', '.join(rules.get('accept', []))})" if rules.get("accept") else rules["what"]


_SAY = {
    "section": _section,
    "type": lambda kind, content: str(KINDS.get(kind, kind)),
    "tiers": _tiers,
    "evidence": _evidence,
    "show_when": _branch,
    "number": _number,
    "table": _table,
    "file": _file,
    "text_rules": lambda rules, content: _("%(most)s characters") % {"most": rules.get("max_length", "")},
}
