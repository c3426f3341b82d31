from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("vendors", "0007_condition_answers")]
    operations = [
        migrations.RemoveIndex("vendorfact", "fact_of_vendor_by_time"),
        migrations.RemoveIndex("personfact", "fact_of_person_by_time"),
    ]
