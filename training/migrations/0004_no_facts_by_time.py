from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("training", "0003_grading")]
    operations = [
        migrations.RemoveIndex("completion", "completion_by_time"),
    ]
