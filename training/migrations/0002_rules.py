"""What PostgreSQL itself vouches for, looks up and refuses about courses."""

from django.db import migrations

from core.database.sql import run_file


class Migration(migrations.Migration):
    dependencies = [("training", "0001_tables")]

    operations = [
        run_file("training/sql/standing.sql"),
        run_file("training/sql/lookups.sql"),
        run_file("training/sql/grading.sql"),
    ]
