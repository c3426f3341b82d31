"""Who is the first to sign in to a new installation? Makes a member of staff; the password is asked for, or read from stdin."""

import sys
from getpass import getpass

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email
from django.db import transaction

from core import actors, clock
from core.actions import accounts
from core.database import context
from core.refusals import Refusal
from core.roles import ROLES


class Command(BaseCommand):
    help = "Make a member of staff. Roles: " + "; ".join(f"{key} ({role.what})" for key, role in ROLES.items())

    def add_arguments(self, parser):
        parser.add_argument("email")
        parser.add_argument("--name", required=True)
        parser.add_argument("--role", action="append", choices=list(ROLES), help="may be given several times (officer)")

    def handle(self, *, email, name, role, **options):
        roles = role or ["officer"]
        try:
            validate_email(email)
            password = getpass("Password: ") if sys.stdin.isatty() else sys.stdin.readline().rstrip("\n")
            validate_password(password)
        except ValidationError as wrong:
            raise CommandError(" ".join(wrong.messages)) from wrong
        with transaction.atomic():
            context.step_into(context.own_role())
            by = actors.system("create_officer")
            try:
                accounts.make_staff(email, password, name=name, roles=roles, by=by, at=clock.now())
            except Refusal as refusal:
                raise CommandError(refusal.sentence) from refusal
        self.stdout.write(f"{name} signs in as {email}. Roles: {', '.join(roles)}.")
