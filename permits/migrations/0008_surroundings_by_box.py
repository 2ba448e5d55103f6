"""Roads and sensitive places are found by an index of boxes: an ordinary one reads half of all that lie to one side."""

from django.db import migrations

from permits import spatial_index

INDEXES = (spatial_index.ROADS, spatial_index.PLACES)


def install(apps, schema_editor):
    for index in INDEXES:
        index.install(schema_editor.connection)


def remove(apps, schema_editor):
    for index in INDEXES:
        index.remove(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("permits", "0007_names_of_models")]

    operations = [
        migrations.RemoveIndex(model_name="roadsegment", name="road_by_box"),
        migrations.RemoveIndex(model_name="sensitiveplace", name="sensitive_by_box"),
        migrations.RunPython(install, remove),
    ]
