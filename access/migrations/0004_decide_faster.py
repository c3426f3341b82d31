from django.db import migrations

from core.database.sql import run_file


class Migration(migrations.Migration):
    dependencies = [("access", "0003_sweep")]
    operations = [
        run_file("access/sql/decide.sql"),
        run_file("access/sql/decide_many.sql"),
    ]
