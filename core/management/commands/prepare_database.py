"""Make the database roles and the empty database. Run once as a superuser, before `migrate`; safe to run again."""

import psycopg2
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from core import environment
from core.database import roles


class Command(BaseCommand):
    help = (
        "Makes the roles and the empty database that Ringfence needs. Reads the superuser's connection from "
        "RINGFENCE_SUPERUSER_DSN, and the logins' passwords from RINGFENCE_OWNER_PASSWORD, RINGFENCE_WEB_PASSWORD, "
        "RINGFENCE_TASK_PASSWORD and RINGFENCE_BACKUP_PASSWORD (or their _FILE twins)."
    )
    requires_system_checks = []

    def handle(self, *args, **options):
        name = settings.DATABASES["default"]["NAME"]
        try:
            connection = psycopg2.connect(environment.text("RINGFENCE_SUPERUSER_DSN"))
        except psycopg2.OperationalError as error:
            raise CommandError(f"The database server did not let us in: {error}") from error
        connection.autocommit = True
        with connection.cursor() as cursor:
            for statement in roles.creation_sql(self._passwords()):
                cursor.execute(statement)
            cursor.execute("select from pg_database where datname = %s", [name])
            if not cursor.rowcount:
                cursor.execute(f'create database "{name}" owner {roles.OWNER} encoding utf8 template template0')
            cursor.execute(f'grant connect on database "{name}" to {", ".join(roles.MAY_BECOME)}')
            cursor.execute(f'revoke temporary on database "{name}" from public')
        connection.close()
        self.stdout.write(f"Database {name} and its roles are there.")

    def _passwords(self):
        found = {kind: environment.text(f"RINGFENCE_{kind.upper()}_PASSWORD", "") for kind in roles.LOGINS}
        return {roles.LOGINS[kind]: password for kind, password in found.items() if password}
