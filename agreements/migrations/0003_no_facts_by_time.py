from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("agreements", "0002_papers")]
    operations = [
        migrations.RemoveIndex("bindingfact", "binding_by_time"),
    ]
