"""How is a large XML file read that may mean harm? Element by element, with no document type and no entities at all."""

from collections.abc import Callable, Iterable, Iterator
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

from django.utils.translation import gettext as _

from vendors.watchlists.listed import Unreadable

DEPTH, SIZE = 40, 2_000_000  # nested elements, and letters in one entry


class Elements:
    """Elements named in `wanted` come out whole, one at a time; `root(name, attributes)` is told of the outermost."""

    def __init__(self, wanted: set[str], root: Callable[[str, dict], None]) -> None:
        self._wanted, self._root = wanted, root
        self._ready: list[Element] = []
        self._builder: TreeBuilder | None = None
        self._depth = self._inside = self._letters = 0
        self._parser = expat.ParserCreate()
        self._parser.buffer_text = True
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._data
        self._parser.StartDoctypeDeclHandler = self._refuse
        self._parser.EntityDeclHandler = self._refuse

    def read(self, chunks: Iterable[bytes]) -> Iterator[Element]:
        """Raises Unreadable, at the end of the file too where it was cut short."""
        try:
            for chunk in chunks:
                self._parser.Parse(chunk, False)
                yield from self._taken()
            self._parser.Parse(b"", True)
        except expat.ExpatError as error:
            raise Unreadable(
                _("The file is not whole: its XML ends or breaks in line %(line)s.") % {"line": error.lineno}
            ) from error
        yield from self._taken()

    def _taken(self) -> list[Element]:
        ready, self._ready = self._ready, []
        return ready

    def _start(self, name: str, attributes: dict) -> None:
        name = name.rpartition(":")[2]
        self._depth += 1
        if self._depth > DEPTH:
            raise Unreadable(_("The file is nested too deeply to be a list."))
        if self._depth == 1:
            self._root(name, attributes)
        if self._builder is None and name in self._wanted:
            self._builder, self._inside, self._letters = TreeBuilder(), self._depth, 0
        if self._builder is not None:
            self._builder.start(name, attributes)

    def _end(self, name: str) -> None:
        if self._builder is not None:
            self._builder.end(name.rpartition(":")[2])
            if self._depth == self._inside:
                self._ready.append(self._builder.close())
                self._builder = None
        self._depth -= 1

    def _data(self, text: str) -> None:
        if self._builder is not None:
            self._letters += len(text)
            if self._letters > SIZE:
                raise Unreadable(_("One entry of the file is too large."))
            self._builder.data(text)

    def _refuse(self, *declared) -> None:
        raise Unreadable(_("The file declares a document type or entities, which no published list does."))


def text(element: Element, path: str) -> str:
    """What stands there, without the space around it; nothing where it is missing."""
    return (element.findtext(path) or "").strip()


def texts(element: Element, path: str) -> list[str]:
    return [found.text.strip() for found in element.iterfind(path) if found.text and found.text.strip()]


def joined(*parts: str) -> str:
    return " ".join(part for part in parts if part)
