"""The index by which detours are found, and the detours of the plans that are there already."""

from django.db import migrations

from permits import spatial_index
from permits.rules.conflicts.days import Days
from permits.rules.conflicts.site import kept_ways

#: As they were called when this was written.
ON_THEIR_WAY = ("SUBMITTED", "CORRECTION", "ACCEPTED", "SURVEYED", "REVISION", "REVIEWED", "GRANTED", "IN_FORCE")


def install(apps, schema_editor):
    spatial_index.DETOURS.install(schema_editor.connection)


def remove(apps, schema_editor):
    spatial_index.DETOURS.remove(schema_editor.connection)


def fill(apps, schema_editor):
    """For each works the plan of its permit in force, else of its latest case that is on its way."""
    case_model, detour_model = apps.get_model("permits", "Case"), apps.get_model("permits", "Detour")
    cases = case_model.objects.filter(stage__in=ON_THEIR_WAY, works__starts_on__isnull=False).order_by("works_id", "pk")
    current = {}
    for pk, works, in_force in cases.values_list("pk", "works_id", "works__permit_in_force_id"):
        if in_force is None or in_force == pk:
            current[works] = pk
    rows = case_model.objects.filter(pk__in=list(current.values())).values_list(
        "works_id", "plan", "works__starts_on", "works__ends_on"
    )
    for works, plan, starts_on, ends_on in rows.iterator(chunk_size=500):
        for row in kept_ways(plan, Days(starts_on, ends_on)):
            detour_model.objects.create(works_id=works, **row)


def empty(apps, schema_editor):
    apps.get_model("permits", "Detour").objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [("permits", "0005_indexes_of_the_desk")]

    operations = [migrations.RunPython(install, remove), migrations.RunPython(fill, empty)]
