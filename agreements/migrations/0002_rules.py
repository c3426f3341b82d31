"""What PostgreSQL itself vouches for and refuses about papers."""

from django.db import migrations

from core.database.sql import run_file


class Migration(migrations.Migration):
    dependencies = [("agreements", "0001_tables")]

    operations = [
        run_file("agreements/sql/standing.sql"),
        run_file("agreements/sql/frozen.sql"),
        run_file("agreements/sql/verifying.sql"),
        run_file("agreements/sql/negotiation.sql"),
        run_file("agreements/sql/seats.sql"),
        run_file("agreements/sql/background.sql"),
        run_file("agreements/sql/inventions.sql"),
        run_file("agreements/sql/editions.sql"),
        run_file("agreements/sql/deviations.sql"),
    ]
