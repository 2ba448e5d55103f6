"""The index by which works near a place, on certain days, are found."""

from django.db import migrations

from permits import spatial_index


def install(apps, schema_editor):
    spatial_index.WORKS.install(schema_editor.connection)


def remove(apps, schema_editor):
    spatial_index.WORKS.remove(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("permits", "0001_initial")]

    operations = [migrations.RunPython(install, remove)]
