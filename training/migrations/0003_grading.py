"""The database grades attempts itself: no role that hands one in can write its score."""

from django.db import migrations

from core.database.sql import run_file


class Migration(migrations.Migration):
    dependencies = [("training", "0002_courses")]

    operations = [run_file("training/sql/lookups.sql"), run_file("training/sql/grading.sql")]
