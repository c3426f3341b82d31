from django.db import migrations

from core.database.sql import run_file


class Migration(migrations.Migration):
    """The public check knows proofs that a risk was accepted."""

    dependencies = [("vendors", "0004_checking_imports")]

    operations = [run_file("vendors/sql/verifying.sql")]
