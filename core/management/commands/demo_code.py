"""Which one-time code does a demo account give now? Stands in for the telephone that a demo has not."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils.module_loading import import_string

from core import clock
from core.database import context


class Command(BaseCommand):
    help = "Print the present one-time code of a demo account; it holds for half a minute."

    def add_arguments(self, parser):
        parser.add_argument("account", help="e-mail of the demo account, for example officer@halden.example")

    def handle(self, *, account, **options):
        if not settings.DEMO_ALLOWED:
            raise CommandError("Demo accounts are not allowed here: RINGFENCE_DEMO is not set.")
        with transaction.atomic():
            context.step_into(context.own_role())
            try:
                code = import_string(f"{settings.DEMO}.code_of")(account, at=clock.now())
            except LookupError as unknown:
                raise CommandError(f"{account} is no demo account. All of them: manage.py demo --list") from unknown
        self.stdout.write(code)
