"""Does the README name every variable that an operator may set?"""

import re
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[2]
README = (PROJECT / "README.md").read_text(encoding="utf-8")
READ = re.compile(
    r"""\b(?:env|environment)\.(?:text|flag|number|words)\(\s*["'](\w+)["']|environ\.get\(["'](RINGFENCE_\w+)"""
)
SOURCES = [
    path
    for folder in ("config", "core", "vendors", "training", "agreements", "access", "audits", "incidents", "deploy")
    for path in (PROJECT / folder).rglob("*.py")
]
VARIABLES = sorted({one or other for path in SOURCES for one, other in READ.findall(path.read_text(encoding="utf-8"))})


def test_the_settings_are_found():
    assert {"DATABASE_URL", "RINGFENCE_SECRET_KEY", "RINGFENCE_WEB_THREADS"} <= set(VARIABLES)


@pytest.mark.parametrize("name", VARIABLES)
def test_every_variable_that_is_read_stands_in_the_readme(name):
    assert f"`{name}`" in README


def test_the_readme_names_no_variable_that_nothing_knows():
    files = [*SOURCES, *(PROJECT / "bin").rglob("*.*"), *(PROJECT / "tests").rglob("*.py")]
    files += [PROJECT / "docker-compose.yml", PROJECT / "deploy" / "Caddyfile"]
    code = "".join(path.read_text(encoding="utf-8") for path in files if path.suffix in {".py", ".sh", ".yml", ""})
    derived = {f"RINGFENCE_{login}_PASSWORD" for login in ("OWNER", "WEB", "TASK", "BACKUP")}
    assert {name for name in re.findall(r"RINGFENCE_[A-Z0-9_]+", README) if name not in code} <= derived
