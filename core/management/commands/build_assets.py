"""Which style sheet and faces are served? One sheet from the component files, faces cut to the letters that are needed."""

import subprocess
import sys

from django.conf import settings
from django.core.management.base import BaseCommand

from core.look import bundle


class Command(BaseCommand):
    help = "Builds the style sheet and the fonts into the data folder, then collects all static files. Does nothing when nothing changed."

    requires_system_checks: list = []  # it runs in an image build, where no database is

    def add_arguments(self, parser):
        parser.add_argument("--force", action="store_true", help="build even when nothing changed")
        parser.add_argument("--no-collect", action="store_true", help="leave the static root alone")

    def handle(self, *, force: bool, no_collect: bool, verbosity: int, **options):
        folder = settings.DATA / "built"
        mark = bundle.fingerprint()
        if not force and (folder / "fingerprint").is_file() and (folder / "fingerprint").read_text() == mark:
            self._say(verbosity, "The style sheet and the fonts are up to date.")
            return
        for name, content in bundle.build().items():
            bundle.write(folder / name, content)
            self._say(verbosity, f"{name}: {len(content) // 1024} KB")
        if not no_collect:
            # A process of its own: the settings found no built folder when this one began.
            subprocess.run([sys.executable, sys.argv[0], "collectstatic", "--no-input", "--verbosity", "0"], check=True)
        bundle.write(folder / "fingerprint", mark.encode())

    def _say(self, verbosity: int, line: str) -> None:
        if verbosity:
            self.stdout.write(line)
