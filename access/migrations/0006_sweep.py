"""The sweep reads what it is to look at in the statement that notes it."""

from django.db import migrations

from core.database.sql import run_file


class Migration(migrations.Migration):
    dependencies = [("access", "0005_copies")]

    operations = [run_file("access/sql/decide_many.sql"), run_file("access/sql/sweep.sql")]
