"""The numbers of people's references, and what keeps the trail from being rewritten and lets it be sealed in order."""

from pathlib import Path

from django.db import migrations

from core.references import PREFIXES

TRAIL = Path(__file__).resolve().parent.parent / "database" / "trail.sql"
SEQUENCES = [f"core_reference_{prefix.lower()}" for prefix in PREFIXES]


class Migration(migrations.Migration):
    dependencies = [("core", "0001_tables")]

    operations = [
        *[migrations.RunSQL(f"create sequence {name}", f"drop sequence {name}") for name in SEQUENCES],
        migrations.RunSQL(
            f"grant usage on sequence {', '.join(SEQUENCES)} to ringfence_portal, ringfence_staff, ringfence_worker",
            migrations.RunSQL.noop,
        ),
        migrations.RunSQL(TRAIL.read_text(encoding="utf-8"), migrations.RunSQL.noop),
    ]
