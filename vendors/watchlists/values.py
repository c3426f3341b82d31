"""How do dates and countries come, and what do they mean? ISO dates as precise as they are, ISO 3166-1 codes."""

import datetime
import re
from functools import cache

from vendors.matching import spelling
from vendors.places import countries

_FORMS = ["%Y-%m-%d", "%d %b %Y", "%d %B %Y", "%m/%d/%Y", "%d/%m/%Y", "%d.%m.%Y"]
_MONTHS = ["%b %Y", "%B %Y", "%Y-%m"]
# What publishers call countries beside the names of ISO 3166-1.
OTHER_NAMES = {
    "russian federation": "RU", "iran islamic republic of": "IR", "syrian arab republic": "SY", "korea north": "KP",
    "democratic peoples republic of korea": "KP", "north korea": "KP", "korea south": "KR", "republic of korea": "KR",
    "united kingdom": "GB", "great britain": "GB", "united states": "US", "united states of america": "US", "burma": "MM",
    "congo democratic republic of the": "CD", "democratic republic of the congo": "CD", "tanzania": "TZ", "bolivia": "BO",
    "venezuela": "VE", "libya": "LY", "libyan arab jamahiriya": "LY", "moldova": "MD", "viet nam": "VN", "vietnam": "VN", "laos": "LA",
    "czech republic": "CZ", "turkiye": "TR", "turkey": "TR", "palestine": "PS", "west bank": "PS", "gaza": "PS", "china": "CN",
    "peoples republic of china": "CN", "taiwan": "TW", "hong kong": "HK", "macau": "MO", "ivory coast": "CI", "cote divoire": "CI",
    "brunei": "BN", "cape verde": "CV", "micronesia": "FM", "macedonia": "MK", "the gambia": "GM", "the bahamas": "BS", "uae": "AE",
    "soviet union": "", "ussr": "", "region crimea": "UA",
}  # fmt: skip


def date(text: str, *, americans: bool = False) -> str:
    """ "1962-04-12", "1962-04", "1962", or nothing for what is no date. `americans` write the month first."""
    text = re.sub(r"(?i)\b(circa|approximately|between|c\.)\s*", "", text.strip()).split("T")[0]
    for form in _FORMS:
        if form == "%m/%d/%Y" and not americans:
            continue
        if found := _parsed(text, form):
            return found.isoformat()
    for form in _MONTHS:
        if found := _parsed(text, form):
            return f"{found:%Y-%m}"
    year = re.search(r"\b(1[89]\d\d|20\d\d)\b", text)
    return year[1] if year else ""


def _parsed(text: str, form: str) -> datetime.date | None:
    try:
        return datetime.datetime.strptime(text, form).date()  # noqa: DTZ007  (a date has no zone)
    except ValueError:
        return None


def country(text: str) -> str:
    """The ISO code for a code or a name; nothing for what is neither."""
    text = text.strip()
    if len(text) == 2 and text.isascii():
        return text.upper() if text.upper() in dict(countries()) else {"UK": "GB"}.get(text.upper(), "")
    return _codes().get(_plain(text), "")


@cache
def _codes() -> dict[str, str]:
    return {**{_plain(name): code for code, name in countries()}, **OTHER_NAMES}


def _plain(name: str) -> str:
    return " ".join(filter(None, (spelling.plain(word) for word in re.sub("['’]", "", name).split())))


def many(text: str, mark: str = ";") -> list[str]:
    return [part.strip() for part in text.split(mark) if part.strip()]
