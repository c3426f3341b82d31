from django.db import migrations

from core.database.sql import run_file


class Migration(migrations.Migration):
    """The public check knows receipts of deposits as well."""

    dependencies = [("agreements", "0007_elsewhere_pages")]

    operations = [run_file("agreements/sql/verifying.sql")]
