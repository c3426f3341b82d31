"""What is this organisation called, in which zone does its day begin, and who helps its subcontractors?"""

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from core import actors, clock
from core.actions import organisation
from core.database import context

WORDS = {
    "name": "on every page, mail and signed paper",
    "address": "postal address, for agreements",
    "time_zone": "zone in which its days begin and end, like Europe/Dublin",
    "jurisdiction": "country of its law, like IE",
    "help_name": "the person who helps",
    "help_email": "their address",
    "help_phone": "their number",
    "help_hours": "when they answer",
}


class Command(BaseCommand):
    help = "Set what is given and leave the rest. Do it before make_signing_authority: its certificates carry the name."

    def add_arguments(self, parser):
        for name, what in WORDS.items():
            parser.add_argument(f"--{name.replace('_', '-')}", help=what)

    def handle(self, **options):
        values = {name: options[name] for name in WORDS if options[name] is not None}
        if not values:
            raise CommandError(f"Say what to set: {', '.join('--' + name.replace('_', '-') for name in WORDS)}.")
        with transaction.atomic():
            context.step_into(context.own_role())
            try:
                made = organisation.change(by=actors.system("set_organisation"), at=clock.now(), **values)
            except ValidationError as wrong:
                raise CommandError(" ".join(wrong.messages)) from wrong
        self.stdout.write(f"{made.name}: {', '.join(values)} set.")
