"""Which programs of the system do the tests use, and are they here?"""

import shutil

from bootstrap import packages, say
from bootstrap.say import Stop

OFFICE = {
    "pdfsig": "poppler-utils",
    "qpdf": "qpdf",
    "openssl": "openssl",
}  # other people's tools, which check our papers
SERVERS = {"redis-server": "redis-server", "pg_ctlcluster": "postgresql"}
BROWSERS = ("chromium", "chromium-browser", "google-chrome")


def provide(servers: str, need_browser: bool) -> dict[str, str]:
    """Installs what is missing where it may; says so where it may not. Names the browser, where there is one."""
    wanted = {**OFFICE, **(SERVERS if servers == "debian" else {}), **({} if browser() else {"chromium": "chromium"})}
    missing = [package for program, package in wanted.items() if not shutil.which(program)]
    if missing and packages.may_install():
        _install(missing)
    elif missing:
        say.line(
            f"Not on this machine: {', '.join(missing)}. Tests that need them are skipped. To have them:\n  {packages.command(missing)}"
        )
    if need_browser and not browser():
        raise Stop(
            f"The browser tests need Chromium, and it is not here. Install it:\n  {packages.command(['chromium'])}"
        )
    return {"RINGFENCE_CHROMIUM": browser() or ""}


def browser() -> str | None:
    return next(filter(None, map(shutil.which, BROWSERS)), None)


def _install(missing: list[str]) -> None:
    """Where Debian cannot be reached the tests run without; those that need the tools are skipped."""
    try:
        packages.install(missing, "for the tests")
    except Stop as told:
        say.line(f"{told}\nThe tests that need {', '.join(missing)} are skipped.")
