"""Which formats are there, and is a file whole? The one way in for whoever imports a list."""

from collections.abc import Callable, Iterable, Iterator

from django.utils.translation import gettext as _

from vendors.watchlists import european_union, ofac, open_sanctions, united_nations
from vendors.watchlists.listed import About, Listed, Unreadable

FORMATS: dict[str, Callable[[dict[str, Iterable[bytes]], About], Iterator[Listed]]] = {
    "ofac_xml": ofac.xml,
    "ofac_csv": ofac.flat,
    "un_xml": united_nations.xml,
    "eu_xml": european_union.xml,
    "eu_csv": european_union.flat,
    "opensanctions_csv": open_sanctions.targets,
    "opensanctions_ftm": open_sanctions.entities,
}


def read(kind: str, files: dict[str, Iterable[bytes]], about: About) -> Iterator[Listed]:
    """Every entry of the file, each once. Raises Unreadable, at the end too: use what came only when it has ended."""
    seen: set[str] = set()
    for entry in FORMATS[kind](files, about):
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
