"""What PostgreSQL itself looks up and keeps of cases."""

from django.db import migrations

from core.database.sql import run_file


class Migration(migrations.Migration):
    dependencies = [("incidents", "0001_tables")]

    operations = [
        run_file("incidents/sql/what_stays.sql"),
        run_file("incidents/sql/receipts.sql"),
    ]
