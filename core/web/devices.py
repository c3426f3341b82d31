"""What do people call the browser and the machine behind a User-Agent? In plain words, as far as it says so."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l
from ua_parser import parse

# Names of the parser that people know under another one.
BROWSERS = {
    "Chrome Mobile": "Chrome",
    "Chrome Mobile iOS": "Chrome",
    "Chrome Mobile WebView": "Chrome",
    "HeadlessChrome": "Chrome",
    "Edge Mobile": "Edge",
    "Firefox Mobile": "Firefox",
    "Firefox iOS": "Firefox",
    "Mobile Safari": "Safari",
    "Mobile Safari UI/WKWebView": "Safari",
}
SYSTEMS = {"Mac OS X": "macOS"}
COMPUTERS = {"Windows", "Mac OS X", "Linux", "Ubuntu", "Debian", "Fedora", "Red Hat", "SUSE", "FreeBSD", "Chrome OS"}
KINDS = {
    "computer": (_l("Computer"), "monitor"),
    "phone": (_l("Phone"), "smartphone"),
    "tablet": (_l("Tablet"), "tablet"),
    "": (_l("Unknown device"), "circle-question-mark"),
}


@dataclass(frozen=True)
class Device:
    """`name` is for people ("Chrome on Linux"); `kind` is a key of KINDS."""

    name: str
    kind: str

    @property
    def kind_name(self) -> str:
        return str(KINDS[self.kind][0])

    @property
    def icon(self) -> str:
        return KINDS[self.kind][1]


def described(agent: str) -> Device:
    """A browser says of itself what it likes: good enough to know one's own again, and proof of nothing."""
    found = parse(agent)
    browser = found.user_agent.family if found.user_agent else ""
    system = found.os.family if found.os else ""
    return Device(_named(BROWSERS.get(browser, browser), SYSTEMS.get(system, system)), _kind(system, agent))


def _named(browser: str, system: str) -> str:
    if browser and system:
        return _("%(browser)s on %(system)s") % {"browser": browser, "system": system}
    return browser or (_("A browser on %(system)s") % {"system": system} if system else _("Unknown browser"))


def _kind(system: str, agent: str) -> str:
    if system in COMPUTERS:
        return "computer"
    if system == "iOS":
        return "tablet" if "iPad" in agent else "phone"
    if system == "Android":
        return "phone" if "Mobile" in agent else "tablet"
    return ""
