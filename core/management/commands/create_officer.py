"""Who is the first to sign in to a new installation? Makes a member of staff; the password is asked for, or read from stdin."""

import sys
from getpass import getpass

from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email
from django.db import transaction

from core import actors, clock
from core.actions import accounts
from core.database import context
from core.models import User
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
        if not name.strip():
            raise CommandError("--name is empty. It stands beside everything that this person does.")
        try:
            validate_email(email)
            password = self.ask()
            validate_password(password, User(email=email, name=name))
        except ValidationError as wrong:
            raise CommandError(" ".join(wrong.messages)) from wrong
        with transaction.atomic():
            context.step_into(context.own_role())
            by = actors.system("create_officer")
            try:
                accounts.make_staff(email, password, name=name, roles=roles, by=by, at=clock.now())
            except Refusal as refusal:
                raise CommandError(refusal.sentence) from refusal
        self.stdout.write(f"{name} signs in as {email} at {settings.ORIGIN}/login/. Roles: {', '.join(roles)}.")
        self.stdout.write(
            "Set up a second factor first (Your settings, Sign-in and security): what is signed or approved asks for it."
        )

    def ask(self) -> str:
        if not sys.stdin.isatty():
            return sys.stdin.readline().rstrip("\n")
        password = getpass("Password: ")
        if getpass("The same again: ") != password:
            raise CommandError("The two passwords differ. Nothing was made.")
        return password
