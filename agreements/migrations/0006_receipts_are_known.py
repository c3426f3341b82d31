from django.db import migrations

from core.database.sql import run_file


class Migration(migrations.Migration):
    """The public check knows receipts of deposits as well."""

    dependencies = [("agreements", "0005_elsewhere")]

    operations = [run_file("agreements/sql/verifying.sql")]
