"""Is the page that is open fit to be seen? Four settings of it without a click: axe, sideways scrolling, a picture."""

from importlib.resources import files
from itertools import product
from pathlib import Path

from tests.browser.people import DESK, PHONE

AXE = files("axe_core_python").joinpath("axe.min.js").read_text(encoding="utf-8")
ASK_AXE = "rules => axe.run(rules).then(r => r.violations.map(v => v.id + ': ' + v.nodes.map(n => n.html).join(' | ')))"
# What a theme can change; all else is asked once a width.
COLOURS = {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
SHOTS = Path(__file__).parents[2] / "var" / "screenshots"


def look(visitor, name: str) -> None:
    """What is wrong with it joins the visitor's complaints; the visitor goes on at the own screen."""
    page = visitor.page
    page.evaluate(AXE)
    for (width, height), theme in product((DESK, PHONE), ("light", "dark")):
        page.set_viewport_size({"width": width, "height": height})
        page.emulate_media(color_scheme=theme)
        found = page.evaluate(ASK_AXE, {} if theme == "light" else COLOURS)
        if sideways := page.evaluate(OVERFLOW):
            found.append(f"scrolls sideways by {sideways} px")
        visitor.complaints += [f"{name} at {width} {theme}: {each}" for each in found]
        picture(visitor, f"{name}-{width}-{theme}")
    page.emulate_media(color_scheme="light")
    page.set_viewport_size(visitor.size)


def picture(visitor, name: str) -> None:
    SHOTS.mkdir(parents=True, exist_ok=True)
    visitor.page.screenshot(path=SHOTS / f"{name}.png", full_page=True)
