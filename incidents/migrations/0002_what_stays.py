from django.db import migrations

from core.database.sql import run_file


class Migration(migrations.Migration):
    dependencies = [("incidents", "0001_initial")]
    operations = [run_file("incidents/sql/what_stays.sql")]
