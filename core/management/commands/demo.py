"""What does Ringfence look like in use? Loads the demo organisation once, or lists its accounts."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils.module_loading import import_string

from core.database import context
from core.task import in_transaction

HEAD = ("Name", "E-mail", "Role", "Password")


class Command(BaseCommand):
    help = "Load the demo organisation and its accounts; nothing happens where they are there. Never in production."

    def add_arguments(self, parser):
        parser.add_argument("--list", action="store_true", help="print the demo accounts instead")

    def handle(self, *args, **options):
        if not settings.DEMO_ALLOWED:
            raise CommandError("Demo accounts are not allowed here: RINGFENCE_DEMO is not set.")
        if options["list"]:
            self.tell()
        elif in_transaction(import_string(f"{settings.DEMO}.load"), name="demo"):
            self.stdout.write("The demo organisation is there. Its accounts: bin/manage demo --list")
        else:
            self.stdout.write("The demo organisation was there already.")

    def tell(self) -> None:
        with transaction.atomic():
            context.step_into(context.own_role())
            rows = import_string(f"{settings.DEMO}.table")()
        widths = [max(map(len, column)) for column in zip(HEAD, *rows, strict=True)]
        for row in [HEAD, *rows]:
            self.stdout.write("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())
        self.stdout.write()
