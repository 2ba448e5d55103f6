import uuid

from django.db import migrations, models


def give_each_year_its_own(apps, schema_editor):
    for year in apps.get_model("core", "CalendarYear").objects.all():
        year.revision = uuid.uuid4()
        year.save(update_fields=["revision"])


class Migration(migrations.Migration):

    dependencies = [("core", "0001_initial")]

    operations = [
        migrations.AlterModelOptions(name="calendaryear", options={"ordering": ["year"]}),
        migrations.AddField("calendaryear", "revision", models.UUIDField(default=uuid.uuid4, editable=False)),
        migrations.RunPython(give_each_year_its_own, migrations.RunPython.noop),
    ]
