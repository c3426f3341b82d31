from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("access", "0002_decide_many")]
    operations = []  # sweep.sql reads what 0005 adds; it is run there
