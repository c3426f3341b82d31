from django.db import migrations

from core.database.sql import run_file


class Migration(migrations.Migration):
    dependencies = [("access", "0002_decide_many")]
    operations = [run_file("access/sql/sweep.sql")]
