"""The mark is all over the page, says who reads it, and leaves the page readable."""

import pytest
from PIL import Image, ImageChops, ImageStat

from access.watermark import burn

LINES = ["Mira Okonkwo · Alpha Söhne GmbH", "2026-11-24 09:30:15 UTC · DOC-0042 v3"]


def page(colour="white", size=(1191, 1684)) -> Image.Image:
    return Image.new("RGB", size, colour)


def touched(before: Image.Image, after: Image.Image) -> float:
    """The share of pixels that differ, 0 to 1."""
    differs = ImageChops.difference(before, after).convert("L").point(lambda value: 255 if value > 3 else 0)
    return ImageStat.Stat(differs).mean[0] / 255


@pytest.mark.parametrize("colour", ["white", "black", "#808080", "#a3201a"])
@pytest.mark.parametrize("size", [(1191, 1684), (2382, 1684), (400, 300)])
def test_every_part_of_every_page_carries_the_mark(colour, size):
    before = page(colour, size)
    after = burn(before, LINES, "seed")
    third_x, third_y = size[0] // 3, size[1] // 3
    for x in range(3):
        for y in range(3):
            box = (x * third_x, y * third_y, (x + 1) * third_x, (y + 1) * third_y)
            assert touched(before.crop(box), after.crop(box)) > 0.01
    assert after.size == size and after.mode == "RGB"


def test_the_page_under_it_stays_readable():
    after = burn(page(), LINES, 1)
    assert touched(page(), after) < 0.25
    assert ImageStat.Stat(after).extrema[0][0] > 120  # the darkest ink of the mark stays far from the black of text


def test_black_text_is_still_the_darkest_thing():
    before = page()
    before.paste("black", (100, 100, 1000, 130))
    shades = burn(before, LINES, 1).crop((100, 100, 1000, 130)).convert("L")
    assert ImageStat.Stat(shades).mean[0] < 60


def test_the_same_seed_repeats_and_another_moves_the_pattern():
    assert burn(page(), LINES, "a").tobytes() == burn(page(), LINES, "a").tobytes()
    assert touched(burn(page(), LINES, "a"), burn(page(), LINES, "b")) > 0.05


def test_the_words_decide_the_pixels():
    assert touched(burn(page(), LINES, 1), burn(page(), ["Someone else", LINES[1]], 1)) > 0.02


@pytest.mark.parametrize("seed", [0, "x", b"x"])
def test_the_given_image_is_left_alone(seed):
    before = page()
    burn(before, LINES, seed)
    assert before.tobytes() == page().tobytes()


@pytest.mark.parametrize("lines", [["x"], ["a" * 300], ["line\nbreak\tand tab"], ["ⅨΩ漢字"] * 6])
def test_odd_words_do_not_break_it(lines):
    assert touched(page(), burn(page(), lines, 1)) > 0.005


def test_a_small_image_is_marked_too():
    assert touched(page(size=(200, 120)), burn(page(size=(200, 120)), LINES, 1)) > 0
