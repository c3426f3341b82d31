"""Who may call the API? Makes a key for a program and prints it once."""

import datetime

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from core import actors, clock, ids
from core.actions import clients
from core.api.scopes import SCOPES
from core.database import context
from core.refusals import Refusal


class Command(BaseCommand):
    help = "Makes an API key and prints it; it cannot be shown again. Scopes: " + "; ".join(
        f"{name} ({scope.what})" for name, scope in SCOPES.items()
    )

    def add_arguments(self, parser):
        parser.add_argument("name", help="what the trail calls this program, for example 'HR system'")
        parser.add_argument(
            "--scope", action="append", required=True, choices=sorted(SCOPES), help="may be given several times"
        )
        parser.add_argument("--days", type=int, default=365, help="days until the key ends (default 365)")
        parser.add_argument("--subcontractor", metavar="SUB_ID", help="sub_… of the firm whose own system this is")

    def handle(self, *, name, scope, days, subcontractor, **options):
        vendor_id = ids.read("sub", subcontractor) if subcontractor else None
        if subcontractor and vendor_id is None:
            raise CommandError(f"{subcontractor} is not the id of a subcontractor; it begins with sub_.")
        with transaction.atomic():
            context.step_into(context.own_role())
            at = clock.now()
            ends = at + datetime.timedelta(days=days)
            try:
                client, token = clients.create(
                    name, scopes=scope, expires_at=ends, by=actors.system("create_api_client"), at=at, vendor=vendor_id
                )
            except Refusal as refusal:
                raise CommandError(refusal.sentence) from refusal
        self.stderr.write(
            f"Key of {client.name}, id {ids.show('cli', client.pk)}, until {ends:%Y-%m-%d}. It is shown only now:"
        )
        self.stdout.write(token)
