"""How is a sheet shown without database and server? Its templates are rendered, and Chromium's requests answered from files."""

import mimetypes
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.contrib.staticfiles import finders
from django.template import engines

from core.look import bundle
from core.web import headers
from tests.chromium import browser
from tests.look import samples

SHEETS = Path(__file__).parent / "sheets"
SITE = "http://localhost:9"


@pytest.fixture(scope="session")
def built():
    """The style sheet and the faces as they are served."""
    return bundle.build()


@pytest.fixture(scope="module")
def chromium():
    with browser() as chromium:
        yield chromium


def render(name: str, theme: str) -> str:
    """The sheet's HTML, with the context that a view would give it."""
    template = engines["django"].from_string((SHEETS / f"{name}.html").read_text(encoding="utf-8"))
    return template.render(samples.context(name, theme))


class Site:
    """Answers a browser's requests: sheets by name, our static files, the built ones; nothing else exists."""

    def __init__(self, built: dict, theme: str = "light"):
        self.built, self.theme, self.missing = built, theme, []

    def answer(self, route):
        path = urlsplit(route.request.url).path
        if (body := self.body(path)) is None:
            self.missing.append(path)
            route.fulfill(status=404, body="")
            return
        kind = mimetypes.guess_type(path)[0] or "text/html; charset=utf-8"
        route.fulfill(
            body=body, content_type=kind, headers={"Content-Security-Policy": headers.policy(path), **headers.FIXED}
        )

    def body(self, path: str):
        if path.startswith("/static/built/"):
            return self.built.get(path.rsplit("/", 1)[1])
        if path.startswith("/static/"):
            found = finders.find(path.removeprefix("/static/"))
            return Path(found).read_bytes() if found else None
        name = path.strip("/")
        return render(name, self.theme) if (SHEETS / f"{name}.html").is_file() else None


@pytest.fixture
def open_sheet(chromium, built):
    """open_sheet("desk_list", theme="dark", width=390) -> a page, with what went wrong in page.troubles."""
    contexts = []

    def open_it(name: str, theme: str = "light", width: int = 1440, height: int = 900, script: bool = True):
        context = chromium.new_context(viewport={"width": width, "height": height}, java_script_enabled=script)
        contexts.append(context)
        page, site = context.new_page(), Site(built, theme)
        page.troubles = site.missing
        page.on("console", lambda message: page.troubles.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: page.troubles.append(str(error)))
        page.route("**/*", site.answer)
        page.goto(f"{SITE}/{name}/")
        page.evaluate("document.fonts.ready") if script else None
        return page

    yield open_it
    for context in contexts:
        context.close()
