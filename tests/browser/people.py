"""Who sits at which screen? A visitor is one person in a browser of their own, who finds things by what the page calls them."""

import datetime
import re

PASSWORD = "three green boats at sea"
DESK, PHONE = (1440, 900), (390, 844)
REFUSED = "Failed to load resource"  # what the console says of a page that answers 4xx, though the page is all there
SLOW = (
    "was preloaded using link preload but not used within a few seconds"  # a clock of the browser's, on a busy machine
)


class Visitor:
    """Wrong words of the browser's console gather in `complaints`; a policy violation is one of them."""

    def __init__(self, chromium, address: str, *, size: tuple[int, int] = DESK, script: bool = True):
        width, height = size
        self.size, self.address = {"width": width, "height": height}, address
        context = chromium.new_context(
            base_url=address, viewport=self.size, reduced_motion="reduce", java_script_enabled=script
        )
        context.set_default_timeout(20_000)
        self.page, self.complaints = context.new_page(), []
        self.page.on("console", self._hear)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def _hear(self, message) -> None:
        is_noise = message.text.startswith(REFUSED) or SLOW in message.text
        if message.type in {"error", "warning"} and not is_noise:
            self.complaints.append(f"{self.page.url}: {message.text}")

    def go(self, path: str) -> int:
        return self.page.goto(path).status

    def press(self, name: str | re.Pattern, **where) -> None:
        """The one button or link of this name, which leads to a page; that page is there afterwards."""
        with self.page.expect_navigation():
            self.touch(name, **where)

    def touch(self, name: str | re.Pattern, *, within=None, exact: bool = True) -> None:
        """The same for what stays on this page, such as a menu."""
        place = within or self.page
        button, link = (place.get_by_role(role, name=name, exact=exact) for role in ("button", "link"))
        button.or_(link).click()

    def unfold(self, words: str) -> None:
        self.page.locator("summary").filter(has_text=words).first.click()

    def turn_to(self, entry: str, *pages: str) -> None:
        """A page by the main navigation, and from there one that stands together with it."""
        self.press(entry, within=self.page.get_by_role("navigation", name="Main"))
        for page in pages:
            self.press(page, within=self.page.get_by_role("navigation", name=entry, exact=True))

    def open_tab(self, name: str) -> None:
        self.press(name, within=self.page.locator(".tabs"), exact=False)

    def row(self, words: str):
        """The list item or table row that says this."""
        return self.page.locator("main li, main tr").filter(has_text=words)

    def group(self, legend: str):
        return self.page.get_by_role("group", name=re.compile(f"^{re.escape(legend)}"))

    def field(self, label: str):
        return self.page.get_by_label(re.compile(rf"^\s*{re.escape(label)}(\s*\(optional\))?\s*$"))

    def fill(self, label: str, value: str) -> None:
        self.field(label).fill(value)

    def tick(self, label: str, *, within=None) -> None:
        (within or self.page).get_by_label(label, exact=True).check()

    def choose(self, label: str, option: str) -> None:
        self.field(label).select_option(label=option)

    def give_day(self, legend: str, day: datetime.date) -> None:
        for part in ("day", "month", "year"):
            self.group(legend).get_by_label(part.title(), exact=True).fill(str(getattr(day, part)))

    def attach(self, label: str, name: str, content: bytes, kind: str = "application/pdf") -> None:
        self.field(label).set_input_files({"name": name, "mimeType": kind, "buffer": content})

    def reads(self, words: str | re.Pattern) -> None:
        """The page says this, sooner or later."""
        self.page.locator("body").get_by_text(words).first.wait_for()

    @property
    def path(self) -> str:
        return "/" + self.page.url.split("/", 3)[3]

    def sign_in(self, email: str) -> None:
        self.go("/login/")
        self.fill("E-mail", email)
        self.fill("Password", PASSWORD)
        self.press("Sign in")
