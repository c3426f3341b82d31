"""Hand the trail to a stranger: its rows, and the programs that check them, in one folder."""

import json
import shutil
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from core import checkpoints, trail
from core.database import context

README = """This folder holds the trail of {origin} and what checks it.

    python3 verify_trail.py trail.jsonl --checkpoints FOLDER --key {key}

needs Python 3.11 and nothing else. FOLDER is where you keep the checkpoints that you were sent. Compare the key with
the one you were handed at the beginning, and the programs with those of the public source.
"""


class Command(BaseCommand):
    help = "Writes the whole trail (trail.jsonl, with personal detail that was not erased) and a stand-alone verifier into a new folder."

    def add_arguments(self, parser):
        parser.add_argument("folder", type=Path, help="a folder that is not there yet")

    def handle(self, *args, folder: Path, **options):
        if folder.exists():
            raise CommandError(f"{folder} is there already. Name a new folder.")
        folder.mkdir(mode=0o700, parents=True)
        count = self._write(folder / "trail.jsonl")
        shutil.copy(settings.BASE_DIR / "bin" / "verify_trail.py", folder)
        shutil.copytree(
            settings.BASE_DIR / "core" / "verification",
            folder / "verification",
            ignore=shutil.ignore_patterns("__pycache__"),
        )
        (folder / "README.txt").write_text(README.format(origin=settings.ORIGIN, key=checkpoints.public_key()))
        self.stdout.write(f"{count} rows written to {folder}.")

    def _write(self, path: Path) -> int:
        count = 0
        with path.open("w", encoding="utf-8") as file, transaction.atomic():
            context.step_into(context.own_role())
            for row in trail.rows():
                file.write(json.dumps(row, ensure_ascii=False) + "\n")
                count += 1
        return count
