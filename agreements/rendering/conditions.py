"""How does somebody type when a rule applies? One comparison in each line: `non_compete_months > 24`. Pure."""

import re

from django.utils.translation import gettext as _

SIGNS = {"=": "eq", "!=": "ne", ">": "gt", ">=": "ge", "<": "lt", "<=": "le", "in": "in", "not in": "not_in"}
WITHOUT_VALUE = {"is given": "present", "is empty": "empty"}
_LINE = re.compile(r"^([a-z][a-z0-9_]*)\s*(>=|<=|!=|=|>|<|\bnot in\b|\bin\b)\s*(.+)$")
_BARE = re.compile(r"^([a-z][a-z0-9_]*)\s+(is given|is empty)$")
_NUMBER = re.compile(r"^-?\d+(\.\d+)?$")
_WORDS = {"yes": True, "no": False}


class NoCondition(ValueError):
    """The sentence says which line, and what was expected there."""


def read(text: str) -> list[dict]:
    """Raises NoCondition for a line that is no comparison."""
    return [_read(line.strip()) for line in text.splitlines() if line.strip()]


def _read(line: str) -> dict:
    if bare := _BARE.match(line):
        return {"variable": bare[1], "op": WITHOUT_VALUE[bare[2]]}
    if found := _LINE.match(line):
        op, said = SIGNS[found[2]], found[3].strip()
        value = [_value(each.strip()) for each in said.split(",")] if op in ("in", "not_in") else _value(said)
        return {"variable": found[1], "op": op, "value": value}
    raise NoCondition(
        _("“%(line)s” is no comparison. Write one as: non_compete_months > 24, or: asset_schedule is empty") % {"line": line}
    )  # fmt: skip


def written(when) -> str:
    """As `read` takes it."""
    return "\n".join(_written(each) for each in when)


def _written(each: dict) -> str:
    for words, op in WITHOUT_VALUE.items():
        if op == each["op"]:
            return f"{each['variable']} {words}"
    sign = next(sign for sign, op in SIGNS.items() if op == each["op"])
    value = each["value"]
    return f"{each['variable']} {sign} {', '.join(map(_said, value)) if isinstance(value, list) else _said(value)}"


def _value(said: str):
    if said in _WORDS:
        return _WORDS[said]
    if _NUMBER.match(said):
        return int(said) if "." not in said else said
    return said


def _said(value) -> str:
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value)
