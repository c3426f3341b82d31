"""Does the token that is to seal open, hold the key, and sign for its certificate? Exit status 1 and a sentence where it does not."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from core.signing import seals, supplied, tokens
from core.signing.authority import NoAuthority


class Command(BaseCommand):
    help = (
        "Tries the token that holds the key of the seal: opens it, finds the key, and lets it sign. Nothing is sealed."
    )
    requires_system_checks = []  # it runs before a process starts

    def handle(self, *args, **options):
        if not tokens.is_used():
            raise CommandError(_("No token is used: RINGFENCE_SEAL_TOKEN_MODULE is not set."))
        try:
            sealer = supplied.current()
            tokens.try_out(sealer.certificate, seals.signer(sealer))
        except NoAuthority as refusal:
            raise CommandError(refusal.sentence) from refusal
        except tokens.failures() as error:
            words = _("The token “%(token)s” does not sign: %(why)s")
            raise CommandError(words % {"token": settings.SEAL_TOKEN, "why": tokens.named(error)}) from error
        self.stdout.write(_("The token signs, and its key belongs to its certificate."))
