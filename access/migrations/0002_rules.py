"""The decision, and what puts the notes of its sweep in doubt. The sweep itself reads tables that come later (0006)."""

from django.db import migrations

from core.database.sql import run_file


class Migration(migrations.Migration):
    dependencies = [("access", "0001_tables"), ("vendors", "0002_rules"), ("agreements", "0002_rules"), ("training", "0002_rules")]

    operations = [
        run_file("access/sql/decide.sql"),
        run_file("access/sql/decide_many.sql"),
        run_file("access/sql/noted.sql"),
        run_file("access/sql/doubt.sql"),
    ]
