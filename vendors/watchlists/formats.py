"""Which formats are there, and is a file whole? The one way in for whoever imports a list."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from vendors.watchlists import european_union, ofac, open_sanctions, united_nations
from vendors.watchlists.listed import About, Listed, Unreadable


@dataclass(frozen=True)
class Format:
    """`parts`: names of the further files that may come with the main one."""

    label: Any
    read: Callable[[dict[str, Iterable[bytes]], About], Iterator[Listed]]
    parts: tuple[str, ...] = ()


FORMATS = {
    "ofac_xml": Format(_l("OFAC SDN, XML"), ofac.xml),
    "ofac_csv": Format(_l("OFAC SDN, CSV (SDN.CSV, ALT.CSV, ADD.CSV)"), ofac.flat, ("aliases", "addresses")),
    "un_xml": Format(_l("UN consolidated list, XML"), united_nations.xml),
    "eu_xml": Format(_l("EU consolidated list, XML 1.1"), european_union.xml),
    "eu_csv": Format(_l("EU consolidated list, CSV 1.1"), european_union.flat),
    "opensanctions_csv": Format(_l("OpenSanctions, targets.simple.csv"), open_sanctions.targets),
    "opensanctions_ftm": Format(_l("OpenSanctions, FollowTheMoney JSON lines"), open_sanctions.entities),
}
CHOICES = [(key, each.label) for key, each in FORMATS.items()]


def read(kind: str, files: dict[str, Iterable[bytes]], about: About) -> Iterator[Listed]:
    """Every entry of the file, each once. Raises Unreadable, at the end too: use what came only when it has ended."""
    seen: set[str] = set()
    for entry in FORMATS[kind].read(files, about):
        if not entry.uid or not entry.names:
            raise Unreadable(_("Entry %(number)s of the file has no number or no name.") % {"number": len(seen) + 1})
        if entry.uid in seen:
            raise Unreadable(_("The entry %(uid)s stands twice in the file.") % {"uid": entry.uid})
        seen.add(entry.uid)
        yield entry
    if not seen:
        raise Unreadable(_("There is no entry in the file."))
    if about.said is not None and about.said != len(seen):
        raise Unreadable(
            _("The file is not whole: it says that it has %(said)s entries, and %(count)s are there.")
            % {"said": about.said, "count": len(seen)}
        )
