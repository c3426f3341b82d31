"""How is a reader's name burned into a page? A visible mark, repeated across it, in the pixels themselves.

It deters and it traces a copy that still shows it; it cannot stop a camera, and it can be cropped or
painted over with work. Pure: an image and words in, an image out.
"""

import random
from importlib.util import find_spec
from pathlib import Path
from textwrap import wrap

from PIL import Image, ImageDraw, ImageFont

ANGLE = 27  # degrees
LETTERS = 48  # of one line of the mark; longer ones are broken
INK, HALO = (58, 72, 82, 74), (255, 255, 255, 92)  # red, green, blue, opacity of 255
_FOUND = find_spec("fontpkg_source_sans_3")
_FONT = Path(_FOUND.submodule_search_locations[0]) / "files" / "SourceSans3[wght].ttf"  # type: ignore[index]


def burn(image: Image.Image, lines: list[str], seed: int | str | bytes) -> Image.Image:
    """A copy of `image` (RGB) with `lines` across it: person, company, time, document id.

    `seed` shifts and jitters the pattern, the same seed in the same way, so that two people's copies
    cannot be laid over each other to find and lift the mark.
    """
    stamp = _stamp(lines, max(13, image.width // 52))
    layer = Image.new("RGBA", image.size)
    for place in _places(image.size, stamp.size, random.Random(seed)):  # noqa: S311 - a pattern, not a secret
        layer.alpha_composite(*_clipped(stamp, place))
    return Image.alpha_composite(image.convert("RGBA"), layer).convert("RGB")


def _stamp(lines: list[str], size: int) -> Image.Image:
    """The words once, turned, with a pale rim so that they show on dark pictures too."""
    font = ImageFont.truetype(str(_FONT), size)
    font.set_variation_by_axes([600])
    text, rim = "\n".join(part for line in lines for part in wrap(line, LETTERS)), max(1, size // 12)
    left, top, right, bottom = ImageDraw.Draw(Image.new("L", (1, 1))).multiline_textbbox(
        (0, 0), text, font, stroke_width=rim
    )
    flat = Image.new("RGBA", (round(right - left) + 2, round(bottom - top) + 2), (255, 255, 255, 0))
    draw = ImageDraw.Draw(flat)
    draw.multiline_text((-left, -top), text, HALO, font, stroke_width=rim, stroke_fill=HALO)
    letters = Image.new("RGBA", flat.size)
    ImageDraw.Draw(letters).multiline_text((-left, -top), text, INK, font)
    return Image.alpha_composite(flat, letters).rotate(ANGLE, expand=True, resample=Image.Resampling.BICUBIC)


def _places(page: tuple[int, int], stamp: tuple[int, int], chance: random.Random):
    """A grid with every other row moved by half, shifted as a whole and each mark a little; it runs over all edges."""
    across, down = int(stamp[0] * 1.08) + 1, int(stamp[1] * 0.92) + 1
    shift_x, shift_y = chance.randrange(across), chance.randrange(down)
    for row in range(-1, page[1] // down + 2):
        for column in range(-2, page[0] // across + 2):
            x = column * across + shift_x + (row % 2) * across // 2 + chance.randint(-across // 16, across // 16)
            y = row * down + shift_y - down + chance.randint(-down // 16, down // 16)
            if x < page[0] and y < page[1] and x + stamp[0] > 0 and y + stamp[1] > 0:
                yield x, y


def _clipped(stamp: Image.Image, place: tuple[int, int]) -> tuple[Image.Image, tuple[int, int], tuple[int, int]]:
    """What `alpha_composite` wants: the stamp, where it begins on the page, and from which of its own pixels on."""
    x, y = place
    return stamp, (max(x, 0), max(y, 0)), (max(-x, 0), max(-y, 0))
