"""One list engine for every list: filter, search, sort, page, columns, export; all of it in the URL."""

from core.web.listing.answer import respond
from core.web.listing.bulk import chosen
from core.web.listing.columns import Cell, Column
from core.web.listing.filters import Choice, Days, Flag, Text
from core.web.listing.listing import Empty, Listing, View
from core.web.listing.neighbours import of as neighbours
from core.web.listing.page import ListPage

__all__ = [
    "Cell",
    "Choice",
    "Column",
    "Days",
    "Empty",
    "Flag",
    "ListPage",
    "Listing",
    "Text",
    "View",
    "chosen",
    "neighbours",
    "respond",
]
