"""Of which parts does a frozen text consist, each with a key by which we can say that it was shown?

The markup is our own template's, with every value escaped: a section neither holds another nor comes from what people typed.
"""

import html as markup
import re
from dataclasses import dataclass

OPENING, CLOSING = "opening", "closing"
_SECTION = re.compile(r'<section id="([a-z0-9-]+)">\s*<h2>(.*?)</h2>.*?</section>', re.DOTALL)
_FRAME = re.compile(r"</?article[^>]*>")


@dataclass(frozen=True)
class Part:
    """`title` as plain text, empty for what stands before the first section and after the last; `html` without the frame."""

    key: str
    title: str
    html: str


def split(html: str) -> list[Part]:
    """The parts in the order of reading: what opens the text, each section, and the closing words where there are any."""
    sections = list(_SECTION.finditer(html))
    first, last = (sections[0].start(), sections[-1].end()) if sections else (len(html), len(html))
    found = [
        Part(OPENING, "", html[:first]),
        *(Part(each[1], markup.unescape(each[2]), each[0]) for each in sections),
        Part(CLOSING, "", html[last:]),
    ]
    bare = [Part(part.key, part.title, _FRAME.sub("", part.html).strip()) for part in found]
    return [part for part in bare if part.html]
