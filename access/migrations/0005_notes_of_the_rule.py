import django.db.models.deletion
from django.db import migrations, models

from core.database.sql import run_file

# Notes from before say nothing of their conditions: they have run out, and the next sweep renews them without telling anybody twice.
RUN_OUT = """
update access_usability u set person_id = g.person_id, asset_id = g.asset_id, level = g.level, turns_at = u.seen_at
from access_grant g where g.id = u.grant_id;
insert into access_doubt (id, vendor_id) select gen_random_uuid(), vendor_id from access_grant where status = 'open' group by vendor_id;
"""


class Migration(migrations.Migration):
    dependencies = [("access", "0004_decide_faster")]
    operations = [
        migrations.RemoveIndex("usability", "usability_to_look_at"),
        migrations.RemoveIndex("usability", "usability_by_seen"),
        migrations.RemoveIndex("usability", "usability_dirty"),
        migrations.RemoveIndex("grantperiod", "period_by_time"),
        migrations.RemoveIndex("hold", "hold_by_time"),
        migrations.RemoveField("usability", "is_dirty"),
        migrations.RenameField("usability", "changes_at", "until"),
        migrations.AlterField("usability", "is_usable", models.BooleanField(null=True)),
        migrations.AddField("usability", "person_id", models.UUIDField(null=True)),
        migrations.AddField("usability", "asset_id", models.UUIDField(null=True)),
        migrations.AddField("usability", "level", models.CharField(max_length=10, default=""), preserve_default=False),
        migrations.AddField("usability", "unmet", models.TextField(default="[]")),
        migrations.AddField("usability", "turns_at", models.DateTimeField(null=True)),
        migrations.CreateModel(
            name="Doubt",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("person_id", models.UUIDField(null=True)),
                ("known_at", models.DateTimeField(null=True)),
                (
                    "vendor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="vendors.vendor"
                    ),
                ),
            ],
        ),
        migrations.RunSQL(RUN_OUT, migrations.RunSQL.noop),
        migrations.AlterField("usability", "person_id", models.UUIDField()),
        migrations.AlterField("usability", "asset_id", models.UUIDField()),
        migrations.AddIndex(
            "usability", models.Index(fields=["person_id", "asset_id"], name="usability_of_person")
        ),
        migrations.AddIndex(
            "usability",
            models.Index(
                fields=["turns_at"], name="usability_to_look_at", condition=models.Q(("turns_at__isnull", False))
            ),
        ),
        run_file("access/sql/decide_many.sql"),
        run_file("access/sql/noted.sql"),
        run_file("access/sql/sweep.sql"),
        run_file("access/sql/doubt.sql"),
    ]
