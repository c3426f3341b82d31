"""What PostgreSQL itself looks up and refuses about subcontractors."""

from django.db import migrations

from core.database.sql import run_file


class Migration(migrations.Migration):
    dependencies = [("vendors", "0001_tables")]

    operations = [
        run_file("vendors/sql/memberships.sql"),
        run_file("vendors/sql/standing.sql"),
        run_file("vendors/sql/invitations.sql"),
        run_file("vendors/sql/sealed_answers.sql"),
    ]
