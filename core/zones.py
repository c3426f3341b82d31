"""Which time zones may somebody choose? Those of places, by continent, as people look for them."""

import zoneinfo
from functools import cache
from pathlib import Path

from django import forms
from django.utils.translation import gettext_lazy as _l

UTC = "UTC"
REGIONS = {
    "Europe": _l("Europe"),
    "Africa": _l("Africa"),
    "America": _l("Americas"),
    "Asia": _l("Asia"),
    "Australia": _l("Australia"),
    "Pacific": _l("Pacific"),
    "Atlantic": _l("Atlantic"),
    "Indian": _l("Indian Ocean"),
    "Antarctica": _l("Antarctica"),
}


@cache
def places() -> frozenset[str]:
    """Names of zones that stand for a place today, without the old names that lead to them."""
    known = zoneinfo.available_timezones()
    named = {zone for zone in _listed() if zone in known} or known
    return frozenset(zone for zone in named if zone.partition("/")[0] in REGIONS)


def _listed() -> set[str]:
    """The list of places that the time zone data brings, where this machine has it."""
    tables = (Path(folder) / "zone.tab" for folder in zoneinfo.TZPATH)
    table = next((each for each in tables if each.is_file()), None)
    lines = table.read_text(encoding="utf-8").splitlines() if table else []
    return {line.split("\t")[2] for line in lines if line and not line.startswith("#")}


def choices(kept: str = "") -> list:
    """For a select: a group a region. `kept` is the present choice, which stays in the list whatever it is."""
    groups = [
        (label, [(zone, _city(zone)) for zone in sorted(places()) if zone.startswith(f"{region}/")])
        for region, label in REGIONS.items()
    ]
    others = [UTC] if kept in places() or not kept else list(dict.fromkeys([UTC, kept]))
    return [*groups, (_l("Other"), [(zone, zone) for zone in others])]


def _city(zone: str) -> str:
    """ "America/Argentina/Buenos_Aires" is "Buenos Aires, Argentina"."""
    return ", ".join(reversed(zone.replace("_", " ").split("/")[1:]))


class ZoneField(forms.ChoiceField):
    """`kept`: the zone that the reader has now."""

    default_error_messages = {
        "required": _l("Choose a time zone"),
        "invalid_choice": _l("Choose a time zone from the list"),
    }

    def __init__(self, *, kept: str = "", **options):
        super().__init__(choices=lambda: choices(kept), **{"label": _l("Time zone"), **options})
