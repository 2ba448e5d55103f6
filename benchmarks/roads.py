"""The road register: how long an import takes, anew and again, and what a drawn place costs to be recognised."""

import json
import random
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from zoneinfo import ZoneInfo

from django.conf import settings

from benchmarks.row import Row
from benchmarks.stopwatch import taken
from permits.models import RoadSegment
from permits.rules.feature_mapping import FeatureMapping
from permits.rules.road_row import OWN_NAMES
from permits.selectors.roads import road_at, road_facts_at
from permits.services.surroundings import import_roads

SEGMENTS, QUICK_SEGMENTS = 20_000, 500
POINTS, REPEATS = 6, 15
#: A city's whole register comes within a minute on any machine that can serve the city.
IMPORT_S, SHORTEST_S = 60, 10
ANSWER_MS = 100


def run(*, quick: bool = False) -> list[Row]:
    """Import a register of a city's size into the connected scratch database twice, then ask it."""
    segments = QUICK_SEGMENTS if quick else SEGMENTS
    mapping, rows = FeatureMapping(OWN_NAMES, ZoneInfo(settings.TIME_ZONE)), []
    with TemporaryDirectory() as folder:
        file = Path(folder) / "roads.geojson"
        features = [_feature(number, random.Random(number)) for number in range(segments)]
        file.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
        for how in ("anew", "again, nothing changed"):
            began = time.perf_counter()
            report = import_roads(file, mapping)
            seconds = time.perf_counter() - began
            note = f"added {report.added}, unchanged {report.unchanged}"
            aim = SHORTEST_S if quick else IMPORT_S
            rows.append(Row(f"import of {segments:,} road segments, {how}", seconds, "s", note, aim))
    line = RoadSegment.objects.order_by("ref")[segments // 2].geometry
    for name, ask in (("the road under a drawn line", road_at), ("all that is proposed for it", road_facts_at)):
        found = taken(lambda ask=ask: ask(line), REPEATS)
        rows.append(Row(f"{name}, of {segments:,}", found.ms, "ms", f"{found.queries} queries", ANSWER_MS))
    return rows


def _feature(number: int, rng: random.Random) -> dict:
    """A road of some 500 m somewhere on 50 km by 33 km."""
    lon, lat = 120.3 + rng.random() * 0.5, 27.65 + rng.random() * 0.3
    line = [[lon + step * 0.001, lat + rng.random() * 0.0005] for step in range(POINTS)]
    properties = {
        "ref": f"R{number}",
        "name": f"路{number % 3000}",
        "class": "arterial",
        "lanes": 3,
        "lanes_opposite": 3,
        "design_speed_kmh": 60,
        "speed_limit_kmh": 50,
        "opened_on": "2020-05-01",
        "hourly_volume_pcu": [500 + hour for hour in range(24)],
    }
    return {"type": "Feature", "properties": properties, "geometry": {"type": "LineString", "coordinates": line}}
