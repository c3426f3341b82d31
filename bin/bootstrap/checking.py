"""Does a change keep the house in order? Fast checks, all of them run, each failure told at the end."""

import base64
import os
import secrets
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bootstrap import environment, places, preflight, say

BIN = places.VENV / "bin"
MANAGE = [str(places.PYTHON), "manage.py"]
CHECKS = {
    "style": [str(BIN / "ruff"), "check", "--output-format", "concise", "."],
    "format": [str(BIN / "ruff"), "format", "--check", "--output-format", "concise", "."],
    "import floors and rooms": [str(BIN / "lint-imports")],
    "missing migrations": [*MANAGE, "makemigrations", "--check", "--dry-run"],
    "deployment settings": [*MANAGE, "check", "--deploy", "--fail-level", "WARNING"],
    "types": [str(BIN / "mypy"), "."],
    "templates": [str(BIN / "djlint"), "--lint", "--quiet", "templates"],
}


def main(words: list[str]) -> int:
    """Runs the checks whose titles contain one of the words; without words, all."""
    if "--help" in words or "-h" in words:
        say.line(f"bin/check [WORD...]: runs all checks, or those whose titles contain a word: {', '.join(CHECKS)}.")
        return 0
    preflight.check_python()
    environment.prepare(environment.TO_TEST)
    with tempfile.TemporaryDirectory(prefix="ringfence-check-") as data:
        env = production(Path(data))
        failed = [title for title in CHECKS if _asked(title, words) and not _passes(title, env)]
    say.line(f"Failed: {', '.join(failed)}" if failed else "All checks passed.")
    return 1 if failed else 0


def production(data: Path) -> dict[str, str]:
    """An environment as in production, with keys made for the moment and a database that is never asked."""
    (data / "tmp").mkdir()
    own = {
        "RINGFENCE_MODE": "production",
        "RINGFENCE_ORIGIN": "https://ringfence.example",
        "RINGFENCE_SECRET_KEY": secrets.token_urlsafe(48),
        "RINGFENCE_KEY_ENCRYPTION_KEY": base64.b64encode(secrets.token_bytes(32)).decode(),
        "RINGFENCE_LOGIN": "owner",
        "RINGFENCE_DATA": str(data),
        "DATABASE_URL": "postgresql:///ringfence?host=/nonexistent",
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "PYTHONWARNINGS": "ignore::RuntimeWarning",  # makemigrations would like to ask the database
    }
    kept = {name: value for name, value in os.environ.items() if not name.startswith("RINGFENCE_")}
    return {**kept, **own, "PATH": f"{BIN}{os.pathsep}{os.environ.get('PATH', '')}"}


def _asked(title: str, words: list[str]) -> bool:
    return not words or any(word in title for word in words)


def _passes(title: str, env: dict[str, str]) -> bool:
    began = time.monotonic()
    ended = subprocess.run(CHECKS[title], cwd=places.PROJECT, env=env, capture_output=True, text=True)
    say.line(f"  {title} ... {'passed' if ended.returncode == 0 else 'FAILED'}, {time.monotonic() - began:.1f} s")
    if ended.returncode:
        sys.stdout.write(ended.stdout + ended.stderr)
        sys.stdout.flush()
    return ended.returncode == 0
