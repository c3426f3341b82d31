"""How does SQL that lives in a file reach the database? As a migration step; the file is the one place to read it."""

from pathlib import Path

from django.db import migrations

ROOT = Path(__file__).resolve().parent.parent.parent


def run_file(path: str) -> migrations.RunSQL:
    """A migration step that runs `<app>/sql/<name>.sql`. The SQL creates or replaces, so it may run again."""
    return migrations.RunSQL((ROOT / path).read_text(encoding="utf-8"), migrations.RunSQL.noop)
