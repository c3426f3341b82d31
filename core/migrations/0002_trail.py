"""What keeps the trail from being rewritten, and lets it be sealed in order (core/database/trail.sql)."""

from pathlib import Path

from django.db import migrations, models

SQL = Path(__file__).resolve().parent.parent / "database"


class Migration(migrations.Migration):
    dependencies = [("core", "0001_initial")]

    operations = [
        migrations.RunSQL((SQL / "trail.sql").read_text(), (SQL / "trail_undo.sql").read_text()),
        migrations.AddField("notice", "urgent", models.BooleanField(default=False)),
    ]
