"""How is a large CSV read? Row by row, decoded as it comes; a file that ends in the middle of a row is refused."""

import codecs
import csv
from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _

from vendors.watchlists.listed import Unreadable

LETTERS = 1_000_000  # in one cell


def lines(chunks: Iterable[bytes]) -> Iterator[str]:
    """With their ends. Raises Unreadable where it is not text, or the last line has no end."""
    decoder = codecs.getincrementaldecoder("utf-8-sig")()
    rest = ""
    try:
        for chunk in chunks:
            *whole, rest = (rest + decoder.decode(chunk)).split("\n")
            yield from (line + "\n" for line in whole)
        rest += decoder.decode(b"", True)
    except UnicodeDecodeError as error:
        raise Unreadable(_("The letters of the file cannot be read. A list comes as UTF-8.")) from error
    if rest.strip("\x1a\r "):
        raise Unreadable(_("The file is not whole: its last line has no end."))


def cells(chunks: Iterable[bytes], mark: str) -> Iterator[list[str]]:
    """Raises Unreadable."""
    csv.field_size_limit(LETTERS)
    try:
        yield from csv.reader(lines(chunks), delimiter=mark, strict=True)
    except csv.Error as error:
        raise Unreadable(_("The file is not whole, or not a CSV: %(why)s.") % {"why": error}) from error


def named(chunks: Iterable[bytes], mark: str, needed: set[str], what: str) -> Iterator[dict[str, str]]:
    """Rows by the heads of their columns. Raises Unreadable where a needed column is missing: it is another list."""
    found = cells(chunks, mark)
    head = next(found, [])
    if missing := needed - set(head):
        raise Unreadable(
            _("This is not %(what)s: the column %(column)s is missing.") % {"what": what, "column": min(missing)}
        )
    for row in found:
        if not any(row):
            continue
        if len(row) != len(head):
            raise Unreadable(
                _("The file is not whole: a row has %(n)s cells and its head %(of)s.")
                % {"n": len(row), "of": len(head)}
            )
        yield dict(zip(head, row, strict=True))
