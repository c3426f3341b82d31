"""How do marked pages become a file? A PDF of pictures alone: no text, no layer, nothing from which a mark could be lifted."""

from collections.abc import Iterable, Iterator
from io import BytesIO

from django.utils.translation import gettext as _
from PIL import Image

from core.refusals import NotNow

MOST_PAGES = 100
DOTS = 2  # of a page image to a point: 144 an inch
QUALITY = 80  # of JPEG
CATALOGUE, TREE = 1, 2  # numbers of objects that are written last


class TooLong(NotNow):
    """More pages than a marked file holds."""


def check_length(pages: int) -> None:
    """Raises TooLong."""
    if pages > MOST_PAGES:
        words = _("A marked file holds %(most)d pages at most, and this document has %(pages)d. Read it in the viewer.")
        raise TooLong(words % {"most": MOST_PAGES, "pages": pages})


def pdf(pages: Iterable[Image.Image], *, mark: str) -> Iterator[bytes]:
    """The bytes of a PDF; one page is held at a time. `mark` (hex) stands in the file's identifier."""
    made = _Objects()
    yield made.begun
    leaves = []
    for page in pages:
        picture, width, height = _jpeg(page), page.width / DOTS, page.height / DOTS
        image, content, leaf = made.next(), made.next(), made.next()
        yield made.stream(
            image, picture, Type="/XObject", Subtype="/Image", Width=page.width, Height=page.height,
            ColorSpace="/DeviceRGB", BitsPerComponent=8, Filter="/DCTDecode",
        )  # fmt: skip
        yield made.stream(content, f"{width:g} 0 0 {height:g} 0 0 cm /P Do".encode())
        yield made.plain(
            leaf, Type="/Page", Parent=f"{TREE} 0 R", MediaBox=f"[0 0 {width:g} {height:g}]",
            Resources=f"<</XObject <</P {image} 0 R>>>>", Contents=f"{content} 0 R",
        )  # fmt: skip
        leaves.append(f"{leaf} 0 R")
    yield made.plain(TREE, Type="/Pages", Kids=f"[{' '.join(leaves)}]", Count=len(leaves))
    yield made.plain(CATALOGUE, Type="/Catalog", Pages=f"{TREE} 0 R")
    yield made.end(mark)


class _Objects:
    """Numbers the objects of a file and remembers where each begins, as the table at its end says."""

    begun = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"

    def __init__(self) -> None:
        self._last, self._length = TREE, len(self.begun)
        self._begins: dict[int, int] = {}

    def next(self) -> int:
        self._last += 1
        return self._last

    def plain(self, number: int, **entries) -> bytes:
        return self._written(number, _dictionary(**entries))

    def stream(self, number: int, content: bytes, **entries) -> bytes:
        return self._written(
            number, _dictionary(**entries, Length=len(content)) + b"\nstream\n" + content + b"\nendstream"
        )

    def end(self, mark: str) -> bytes:
        rows = "".join(f"{self._begins[number]:010d} 00000 n \n" for number in range(1, self._last + 1))
        table = f"xref\n0 {self._last + 1}\n0000000000 65535 f \n{rows}".encode()
        trailer = _dictionary(Size=self._last + 1, Root=f"{CATALOGUE} 0 R", ID=f"[<{mark}> <{mark}>]")
        return table + b"trailer\n" + trailer + f"\nstartxref\n{self._length}\n%%EOF\n".encode()

    def _written(self, number: int, body: bytes) -> bytes:
        self._begins[number] = self._length
        made = b"%d 0 obj\n%b\nendobj\n" % (number, body)
        self._length += len(made)
        return made


def _jpeg(page: Image.Image) -> bytes:
    out = BytesIO()
    page.save(out, "JPEG", quality=QUALITY)
    return out.getvalue()


def _dictionary(**entries) -> bytes:
    return ("<<" + " ".join(f"/{name} {value}" for name, value in entries.items()) + ">>").encode()
