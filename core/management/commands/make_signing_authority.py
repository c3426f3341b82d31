"""Makes the organisation's own signing authority and seal, once."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from core.clock import now
from core.database import context
from core.models import Organisation
from core.signing import NoAuthority, make_authority


class Command(BaseCommand):
    help = "Make the authority and the certificate that seal documents. Repeating it changes nothing."

    def add_arguments(self, parser):
        parser.add_argument("--organisation", help="the name in the certificates; by default that of the installation")

    def handle(self, *args, organisation=None, **options):
        folder = settings.SIGNING_KEY_DIR
        self.stdout.write(f"Signing keys are kept in {folder}, encrypted, for this user alone.")
        try:
            made = make_authority(organisation=organisation or _own_name(), at=now())
        except NoAuthority as refusal:
            raise CommandError(refusal.sentence) from refusal
        self.stdout.write("A new signing authority was made." if made else "The signing authority is already there.")


def _own_name() -> str:
    with transaction.atomic():
        context.step_into(context.own_role())
        return Organisation.current().name
