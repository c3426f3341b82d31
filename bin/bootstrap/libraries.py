"""Can PDFs be made here? Brings the pango libraries and names the packaged fonts."""

import ctypes
import os
import shutil
import subprocess
from pathlib import Path

from bootstrap import packages, places, say

NEEDED = ["libpango-1.0.so.0", "libpangoft2-1.0.so.0", "libharfbuzz-subset.so.0"]
PACKAGES = ["libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0"]
FONTS = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
{folders}
  <dir>/usr/share/fonts</dir>
  <cachedir>{cache}</cachedir>
</fontconfig>
"""


def provide(data: Path) -> dict[str, str]:
    """Environment entries under which PDFs can be made. Without pango, says what to install; the rest works on."""
    env = {"FONTCONFIG_FILE": str(write_fonts(data))}
    unpacked = data / "native" / "root"
    if _loads() or _install():
        return env
    if unpacked.exists() or _unpack(unpacked):
        return {**env, "RINGFENCE_NATIVE_LIBRARIES": str(unpacked)}
    say.line(
        "PDFs cannot be made here: the pango libraries are missing. Everything else works. To have PDFs, install them:"
    )
    say.line(
        f"  {packages.command(PACKAGES) if shutil.which('apt-get') else 'pango 1.44 or newer, with harfbuzz-subset'}"
    )
    return env


def write_fonts(data: Path) -> Path:
    """A fontconfig file that names the packaged fonts: with none at all, making a PDF ends the process."""
    folders = sorted(places.site_packages().glob("fontpkg_*/files"))
    lines = "\n".join(f"  <dir>{folder}</dir>" for folder in folders)
    path = data / "fonts.conf"
    text = FONTS.format(folders=lines, cache=data / "fonts-cache")
    if not path.exists() or path.read_text() != text:
        path.write_text(text)
    return path


def _loads() -> bool:
    try:
        for name in NEEDED:
            ctypes.CDLL(name)
    except OSError:
        return False
    return True


def _install() -> bool:
    if packages.may_install():
        packages.install(PACKAGES, "so that PDFs can be made")
        return True
    return False


def _unpack(root: Path) -> bool:
    """Without root on Debian: downloads the missing packages and unpacks them in the data folder."""
    if not shutil.which("apt-get") or not shutil.which("dpkg-deb"):
        return False
    work = root.parent
    for folder in ("state/lists/partial", "cache/archives/partial", "debs"):
        (work / folder).mkdir(parents=True, exist_ok=True)
    with say.step("Fetching the libraries that make PDFs into the data folder"):
        return _fetch(work) and _extract(work, root)


def _fetch(work: Path) -> bool:
    apt = ["apt-get", "-o", f"Dir::State={work / 'state'}", "-o", f"Dir::Cache={work / 'cache'}", "-q"]
    apt += ["-o", "Dir::State::status=/var/lib/dpkg/status"]
    with (work / "apt.log").open("ab") as log:
        if subprocess.run([*apt, "update"], stdout=log, stderr=log).returncode:
            return False
        asked = [*apt, "install", "--print-uris", "--no-install-recommends", "-y", *PACKAGES]
        listed = subprocess.run(asked, capture_output=True, text=True)
        names = [text.split()[1].split("_")[0] for text in listed.stdout.splitlines() if text.startswith("'")]
        return (
            bool(names)
            and not subprocess.run([*apt, "download", *names], cwd=work / "debs", stdout=log, stderr=log).returncode
        )


def _extract(work: Path, root: Path) -> bool:
    draft = root.with_name("root.draft")
    shutil.rmtree(draft, ignore_errors=True)
    for package in sorted((work / "debs").glob("*.deb")):
        if subprocess.run(["dpkg-deb", "-x", str(package), str(draft)]).returncode:
            return False
    os.replace(draft, root)
    return True
