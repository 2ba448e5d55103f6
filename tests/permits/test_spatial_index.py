"""The index finds every works that a full search finds, whatever happens to the works."""

import datetime as dt
import random

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from shapely.geometry import box

from core import clock
from permits import spatial_index
from permits.models import Detour, RoadSegment, Works
from permits.selectors.roads import roads_near

pytestmark = pytest.mark.django_db

FIRST = dt.date(2026, 1, 1)


def add(number: int, bounds, starts_on=FIRST, ends_on=FIRST) -> Works:
    west, south, east, north = bounds
    now = clock.now()
    return Works.objects.create(
        number=f"W{number}", created_at=now, changed_at=now, starts_on=starts_on, ends_on=ends_on,
        lon_min=west, lat_min=south, lon_max=east, lat_max=north,
    )  # fmt: skip


def found(bounds, starts_on=FIRST, ends_on=FIRST) -> set[int]:
    keys = spatial_index.WORKS.keys_in(bounds, starts_on, ends_on, connection.vendor)
    return set(Works.objects.filter(pk__in=keys).values_list("pk", flat=True))


def test_it_finds_what_a_full_search_finds():
    chance = random.Random(7)

    def anywhere(size):
        west, south = chance.uniform(120.5, 120.7), chance.uniform(27.7, 27.9)
        return west, south, west + chance.uniform(0, size), south + chance.uniform(0, size)

    def anytime():
        starts_on = FIRST + dt.timedelta(days=chance.randrange(300))
        return starts_on, starts_on + dt.timedelta(days=chance.randrange(40))

    works = [add(number, anywhere(0.004), *anytime()) for number in range(400)]
    for _ in range(60):
        bounds, (starts_on, ends_on) = anywhere(0.05), anytime()
        exact = {
            w.pk
            for w in works
            if box(w.lon_min, w.lat_min, w.lon_max, w.lat_max).intersects(box(*bounds))
            and w.starts_on <= ends_on
            and w.ends_on >= starts_on
        }
        answer = found(bounds, starts_on, ends_on)
        # Rounded outward by at most a few metres: everything that is there, and hardly more.
        assert answer >= exact
        assert len(answer - exact) <= 2


def test_both_ends_of_place_and_time_count():
    works = add(1, (120.5, 27.5, 120.6, 27.6), FIRST, FIRST + dt.timedelta(days=9))
    last = FIRST + dt.timedelta(days=9)
    assert found((120.6, 27.6, 120.7, 27.7), last, last) == {works.pk}
    assert found((120.6, 27.6, 120.7, 27.7), last + dt.timedelta(days=1), last + dt.timedelta(days=5)) == set()
    assert found((120.601, 27.6, 120.7, 27.7), last, last) == set()


def test_it_follows_every_change_of_a_works():
    here, there = (120.5, 27.5, 120.5, 27.5), (121.0, 27.9, 121.0, 27.9)
    works = add(1, here)
    works.lon_min, works.lat_min, works.lon_max, works.lat_max = there
    works.save()
    assert (found(here), found(there)) == (set(), {works.pk})
    Works.objects.update(starts_on=None)
    assert found(there) == set()
    Works.objects.update(starts_on=FIRST - dt.timedelta(days=1))
    assert found(there) == {works.pk}
    key = works.pk
    works.delete()
    assert key not in raw_keys(there)


def raw_keys(bounds) -> set[int]:
    query = spatial_index.WORKS.keys_in(bounds, FIRST, FIRST, connection.vendor)
    with connection.cursor() as cursor:
        cursor.execute(query.sql, query.params)
        return {key for (key,) in cursor.fetchall()}


def test_works_without_a_place_or_dates_are_not_in_it():
    add(1, (None, None, None, None))
    add(2, (120.5, 27.5, 120.5, 27.5), None, None)
    assert raw_keys((-180, -90, 180, 90)) == set()


def test_the_database_uses_it():
    for number in range(50):
        add(number, (120.5, 27.5, 120.5, 27.5))
    query = spatial_index.WORKS.keys_in((120, 27, 121, 28), FIRST, FIRST, connection.vendor)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL enable_seqscan = off")
            cursor.execute("EXPLAIN " + query.sql, query.params)
            expected = spatial_index.WORKS.name
        else:
            cursor.execute("EXPLAIN QUERY PLAN " + query.sql, query.params)
            expected = "VIRTUAL TABLE INDEX"
        assert expected in str(cursor.fetchall())


def test_the_migrated_database_has_all_of_it_and_gets_it_back_when_it_is_lost():
    works = add(1, (120.5, 27.5, 120.5, 27.5))
    connection.check_constraints()  # PostgreSQL changes no table that still has something to check
    assert parts() == EXPECTED_PARTS[connection.vendor]
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(f"DROP TRIGGER {spatial_index.WORKS.name}_update")
        else:
            cursor.execute(f"DROP INDEX {spatial_index.WORKS.name}")
    Works.objects.update(lon_min=121.0, lon_max=121.0)
    connection.check_constraints()
    call_command("migrate", verbosity=0)
    assert parts() == EXPECTED_PARTS[connection.vendor]
    assert found((121.0, 27.5, 121.0, 27.5)) == {works.pk}


def test_it_can_be_taken_away():
    spatial_index.WORKS.remove(connection)
    assert parts() == set()
    add(1, (120.5, 27.5, 120.5, 27.5))
    connection.check_constraints()
    spatial_index.WORKS.install(connection)
    assert len(raw_keys((120, 27, 121, 28))) == 1


def test_it_does_not_come_back_when_its_migration_is_taken_back():
    MigrationRecorder(connection).record_unapplied(*spatial_index.WORKS.since)
    spatial_index.WORKS.remove(connection)
    spatial_index.restore(connection.alias)
    assert parts() == set()


EXPECTED_PARTS = {
    "sqlite": {
        "permits_works_space",
        "permits_works_space_insert",
        "permits_works_space_update",
        "permits_works_space_delete",
    },
    "postgresql": {"permits_works_space"},
}


def parts() -> set[str]:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT indexname FROM pg_indexes WHERE indexname = %s", [spatial_index.WORKS.name])
        else:
            # The tables in which SQLite itself keeps an R*Tree are its own affair.
            cursor.execute(
                "SELECT name FROM sqlite_master WHERE (type = 'trigger' OR sql LIKE 'CREATE VIRTUAL%%')"
                " AND name LIKE %s",
                [f"{spatial_index.WORKS.name}%"],
            )
        return {name for (name,) in cursor.fetchall()}


def road(ref: str, west: float, south: float, east: float, north: float) -> RoadSegment:
    return RoadSegment.objects.create(
        ref=ref, road_class="branch", length_m=1, changed_at=clock.now(), geometry={},
        lon_min=west, lat_min=south, lon_max=east, lat_max=north,
    )  # fmt: skip


def roads_in(*bounds: float) -> set[int]:
    return set(spatial_index.search(connection, [spatial_index.Asked(spatial_index.ROADS, bounds, None, None)])[0])


def test_what_has_no_days_is_found_by_its_box_alone():
    here, there = road("A", 120.5, 27.5, 120.6, 27.6), road("B", 121.0, 27.9, 121.1, 27.9)
    assert roads_in(120.6, 27.6, 120.7, 27.7) == {here.pk}
    assert roads_in(120.61, 27.6, 120.7, 27.7) == set()
    RoadSegment.objects.filter(pk=here.pk).update(lon_min=121.05, lon_max=121.2)
    assert roads_in(121.0, 27.0, 121.1, 28.0) == {here.pk, there.pk}
    there.delete()
    assert roads_in(121.0, 27.0, 121.1, 28.0) == {here.pk}


def test_roads_near_are_read_by_the_index(django_assert_num_queries):
    for number in range(50):
        road(f"R{number}", 120.5, 27.5, 120.5, 27.5)
    with django_assert_num_queries(1) as asked:
        roads_near((121.0, 27.5, 121.0, 27.5), 10)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL enable_seqscan = off")
        explain = "EXPLAIN " if connection.vendor == "postgresql" else "EXPLAIN QUERY PLAN "
        cursor.execute(explain + asked.captured_queries[0]["sql"])
        plan = str(cursor.fetchall())
    assert (spatial_index.ROADS.name if connection.vendor == "postgresql" else "VIRTUAL TABLE INDEX") in plan
    assert "SCAN permits_roadsegment " not in plan


def test_several_questions_are_answered_at_once():
    here, there = add(1, (120.5, 27.5, 120.5, 27.5)), add(2, (121.0, 27.9, 121.0, 27.9))
    way = Detour.objects.create(
        works=here, phase="1", geometry={}, starts_on=FIRST, ends_on=FIRST,
        lon_min=120.4, lat_min=27.4, lon_max=120.6, lat_max=27.6,
    )  # fmt: skip
    box, day = (120.45, 27.45, 120.55, 27.55), (FIRST, FIRST)
    asked = [
        spatial_index.Asked(spatial_index.WORKS, box, *day),
        spatial_index.Asked(spatial_index.DETOURS, box, *day),
        spatial_index.Asked(spatial_index.WORKS, (120, 27, 122, 28), *day),
        spatial_index.Asked(spatial_index.DETOURS, (121.5, 27, 122, 28), *day),
    ]
    assert spatial_index.search(connection, asked) == [{here.pk}, {way.pk}, {here.pk, there.pk}, set()]
    assert spatial_index.search(connection, []) == []
    here.delete()
    assert spatial_index.search(connection, asked[1:2]) == [set()]
