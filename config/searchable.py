"""What can be found from the palette and the search page? One entry a kind of record; each starts at `visible_to`."""

from core.search import Searchable

SEARCHABLE: list[Searchable] = []
