"""What do people hand in? Files with the words of a mark on them, made in no time."""

import re
import textwrap

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.html import strip_tags

CONTENT = b"02:14 a file that somebody handed in"


def paper(text: str) -> bytes:
    """A PDF of one page, with these words on it and in its particulars."""
    lines = [re.sub(r"[()\\]", " ", line) for line in textwrap.wrap(text, 80)]
    words = " 0 -14 Td ".join(f"({line}) Tj" for line in lines)
    stream = f"BT /F 12 Tf 20 {14 * len(lines)} Td {words} ET".encode("latin-1", "replace")
    parts = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 %d]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>"
        % (14 * len(lines) + 40),
        b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        f"<</Title({lines[0]}, in particular)>>".encode("latin-1", "replace"),
    ]
    out, places = b"%PDF-1.4\n", []
    for number, part in enumerate(parts, start=1):
        places.append(len(out))
        out += b"%d 0 obj%sendobj\n" % (number, part)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(parts) + 1)
    tail = b"trailer<</Size %d/Root 1 0 R/Info 6 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(parts) + 1, len(out))
    return out + head + table + tail


def printed(html: str, **how) -> bytes:
    """The words of a paper without its look: to lay one out takes seconds."""
    return paper(strip_tags(html.partition("<body")[2]))


def file_of(name: str, content: bytes = CONTENT) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)
