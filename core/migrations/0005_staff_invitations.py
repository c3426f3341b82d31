from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("core", "0004_known_browsers")]

    operations = [
        migrations.AddField("user", "invited_at", models.DateTimeField(editable=False, null=True)),
    ]
