"""Is the trail whole? Names the place and the kind of damage; exit status 1 where there is any."""

import json
import sys
from dataclasses import asdict
from pathlib import Path

from django.core.management.base import BaseCommand
from django.db import transaction

from core import trail_checks
from core.database import context
from core.verification import trail as verification


class Command(BaseCommand):
    help = (
        "Recomputes every digest, commitment, chain and seal of the trail, and compares it with the checkpoints that left "
        "the machine. Exit status 0: whole, 1: damaged. Without checkpoints a trail that was cut short or made anew looks whole."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--checkpoints", type=Path, help="a folder of checkpoints (files or saved mails), best from another machine"
        )
        parser.add_argument("--json", action="store_true", help="answer in JSON")

    def handle(self, *args, checkpoints=None, **options):
        with transaction.atomic():
            context.step_into(context.own_role())
            report = trail_checks.examine(checkpoints)
        if options["json"]:
            self.stdout.write(json.dumps({"whole": report.is_whole, **asdict(report)}))
        else:
            self.stdout.write("\n".join(verification.tell(report)))
        if not report.is_whole:
            sys.exit(1)
