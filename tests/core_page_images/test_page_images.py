"""A document becomes pixels of one page; what cannot be shown is refused with a sentence."""

import zlib
from io import BytesIO

import pytest
from PIL import Image

from core import page_images, pdf
from core.page_images import CannotShow


@pytest.fixture(scope="module")
def paper() -> bytes:
    return pdf.render_html("<style>div { break-after: page }</style><div>one</div><div>two</div><p>three</p>")


def picture(kind: str, **words) -> bytes:
    out = BytesIO()
    Image.new(words.pop("mode", "RGB"), words.pop("size", (60, 40)), words.pop("colour", "red")).save(
        out, kind, **words
    )
    return out.getvalue()


def test_pages_are_counted_and_drawn_one_by_one(paper):
    assert page_images.page_count(paper) == 3
    first, second = (page_images.page_image(paper, number, 1.0) for number in (1, 2))
    assert first.size == second.size == (596, 842) and first.mode == "RGB"
    assert first.tobytes() != second.tobytes()
    assert page_images.page_image(paper, 1, 2.0).size == (1191, 1684)


@pytest.mark.parametrize("number", [0, 4, -1])
def test_a_page_that_is_not_there_is_refused(paper, number):
    with pytest.raises(CannotShow, match="no such page"):
        page_images.page_image(paper, number)


def test_a_giant_scale_is_kept_within_bounds(paper):
    big = page_images.page_image(paper, 1, 500.0)
    assert 15_000_000 < big.width * big.height < 16_100_000


@pytest.mark.parametrize("content", [b"", b"junk", b"%PDF-1.7\n%%EOF"])
def test_broken_documents_are_refused_with_a_sentence(content):
    with pytest.raises(CannotShow, match="cannot be read"):
        page_images.page_count(content)
    with pytest.raises(CannotShow):
        page_images.page_image(content, 1)


def test_pictures_are_one_page_turned_and_on_white():
    clear = picture("PNG", mode="RGBA", colour=(0, 0, 0, 0))
    assert page_images.count(clear, "image/png") == 1
    assert page_images.draw(clear, "image/png", 1).getpixel((5, 5)) == (255, 255, 255)
    exif = Image.Exif()
    exif[0x0112] = 6
    assert page_images.draw(picture("JPEG", exif=exif), "image/jpeg", 1).size == (40, 60)


def test_a_picture_bomb_is_refused_unopened():
    bomb = bytearray(picture("PNG"))
    bomb[16:24] = (60_000).to_bytes(4, "big") * 2
    bomb[29:33] = zlib.crc32(bytes(bomb[12:29])).to_bytes(4, "big")
    with pytest.raises(CannotShow):
        page_images.draw(bytes(bomb), "image/png", 1)


def test_a_large_picture_is_made_smaller():
    shown = page_images.draw(picture("PNG", size=(6000, 4000)), "image/png", 1)
    assert shown.width * shown.height <= 16_000_000 and abs(shown.width / shown.height - 1.5) < 0.01


def test_text_is_wrapped_and_paged():
    text = ("x" * 200 + "\n" + "Grüße\t!\n") * 40
    assert page_images.count(text.encode(), "text/plain") == 3
    page = page_images.draw(text.encode(), "text/plain", 1)
    assert page.size == (1190, 1684) and len(page.getcolors(100_000)) > 5
    assert page_images.count(b"", "text/plain") == 1


def test_other_kinds_are_refused():
    assert not page_images.can_show("application/zip")
    with pytest.raises(CannotShow):
        page_images.count(b"PK", "application/zip")


def test_images_leave_as_webp_or_png(paper):
    page = page_images.page_image(paper, 1, 1.0)
    for kind in ("webp", "png"):
        content, media_type = page_images.encode(page, kind)
        assert Image.open(BytesIO(content)).size == page.size and media_type == f"image/{kind}"
