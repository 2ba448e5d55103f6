from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [("core", "0003_seed_calendar")]

    operations = [
        migrations.AddField("invitation", "withdrawn_at", models.DateTimeField(blank=True, null=True)),
    ]
