"""Which program may call no more? Ends a key at once."""

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from core import actors, clock, ids
from core.actions import clients
from core.database import context
from core.models import ApiClient


class Command(BaseCommand):
    help = "Ends an API key from the next request on. Without an id it lists the keys that are alive."

    def add_arguments(self, parser):
        parser.add_argument("client", nargs="?", help="cli_… as the list shows it")
        parser.add_argument("--because", default="", help="the reason, for the trail")

    def handle(self, *, client, because, **options):
        with transaction.atomic():
            context.step_into(context.own_role())
            at = clock.now()
            if client is None:
                return self._list(at)
            if not because:
                raise CommandError("Say why: --because 'the laptop was lost'.")
            row = ApiClient.objects.filter(pk=ids.read("cli", client)).first()
            if row is None:
                raise CommandError(f"There is no key {client}.")
            clients.revoke(row, by=actors.system("revoke_api_client"), at=at, because=because)
        self.stdout.write(f"The key of {row.name} is revoked.")
        return None

    def _list(self, at):
        for row in ApiClient.objects.filter(revoked_at=None, expires_at__gt=at).order_by("name", "pk"):
            used = f"last used {row.used_at:%Y-%m-%d}" if row.used_at else "never used"
            self.stdout.write(
                f"{ids.show('cli', row.pk)}  {row.name}  …{row.last_four}  {' '.join(row.scopes)}  until {row.expires_at:%Y-%m-%d}, {used}"
            )
