from django.db import migrations

from core.database.sql import run_file


class Migration(migrations.Migration):
    """The public check knows receipts of deposits as well."""

    dependencies = [("agreements", "0008_screening_answers")]

    operations = [run_file("agreements/sql/verifying.sql")]
