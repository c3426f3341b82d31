"""How is a number with its unit said to people? Units are those of vendors/starter/questionnaire.yaml."""

from collections.abc import Callable
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

_SAID: dict[str, Callable[[int], str]] = {
    "percent": lambda many: _("%(number)s percent"),
    "days": lambda many: ngettext("%(number)s day", "%(number)s days", many),
    "hours": lambda many: ngettext("%(number)s hour", "%(number)s hours", many),
}


def say(value: str, unit: str) -> str:
    """ "1 day", "12 percent"; a ratio, or a unit that has no words here, is the number alone."""
    words = _SAID.get(unit)
    return words(1 if Decimal(value) == 1 else 2) % {"number": value} if words else value


def asked_in(unit: str) -> str:
    """What stands below the box: "In days."; "" where there is nothing to say."""
    return {"percent": _("In percent."), "days": _("In days."), "hours": _("In hours.")}.get(unit, "")
