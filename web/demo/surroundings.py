"""The city around the works: its road register, its schools, hospitals and fire stations, and its embargo calendar."""

import datetime as dt
from zoneinfo import ZoneInfo

from django.conf import settings

from core.working_calendar import current_calendar
from permits.models import Embargo
from permits.rules import place_row, road_row
from permits.rules.feature_mapping import FeatureMapping
from permits.services.surroundings import import_places, import_roads, save_embargo

FOLDER = settings.BASE_DIR / "web" / "demo" / "data"
ROADS_FILE, PLACES_FILE = FOLDER / "roads.geojson", FOLDER / "places.geojson"
#: School examinations as they usually fall, first and last day.
EXAMINATIONS = (
    ("高考（演示）", "University entrance examination (demo)", (6, 7), (6, 10)),
    ("中考（演示）", "Senior school entrance examination (demo)", (6, 17), (6, 18)),
)
EXAM_HOURS = (dt.time(7), dt.time(18))
RACE_HOURS = (dt.time(6), dt.time(12))
#: The middle of the city, in which the race is run.
RACE_AREA = {
    "type": "Polygon",
    "coordinates": [[[120.622, 27.762], [120.664, 27.762], [120.664, 27.796], [120.622, 27.796], [120.622, 27.762]]],
}
MAIN_ROADS = ["expressway", "arterial"]
SUNDAY = 6


def make_surroundings(today: dt.date) -> None:
    """Register the roads and places of the demo network, and enter the embargoes of a year from `today`."""
    zone = ZoneInfo(settings.TIME_ZONE)
    import_roads(ROADS_FILE, FeatureMapping(road_row.OWN_NAMES, zone))
    import_places(PLACES_FILE, FeatureMapping(place_row.OWN_NAMES, zone))
    for embargo in (*_examinations(today), *_festivals(today), _race(today)):
        save_embargo(embargo)


def _examinations(today: dt.date) -> list[Embargo]:
    years = (today.year, today.year + 1)
    return [
        Embargo(
            kind=Embargo.Kind.EXAMINATION,
            name=name,
            name_en=name_en,
            starts_on=dt.date(year, *first),
            ends_on=dt.date(year, *last),
            daily_from=EXAM_HOURS[0],
            daily_to=EXAM_HOURS[1],
            ground="演示设置",
        )
        for year in years
        for name, name_en, first, last in EXAMINATIONS
    ]


def _festivals(today: dt.date) -> list[Embargo]:
    """The Spring Festivals the calendar knows, a week before their first free day on."""
    calendar = current_calendar()
    found = []
    for year in (today.year, today.year + 1):
        free = [
            day
            for day, festival in calendar.festivals.items()
            if day.year == year and day in calendar.holidays and festival.startswith("春节")
        ]
        if free:
            found.append(
                Embargo(
                    kind=Embargo.Kind.FESTIVAL,
                    name=f"{year} 年春运和春节（演示）",
                    name_en=f"Spring Festival {year} (demo)",
                    starts_on=min(free) - dt.timedelta(days=7),
                    ends_on=max(free),
                    road_classes=MAIN_ROADS,
                    ground="演示设置",
                )
            )
    return found


def _race(today: dt.date) -> Embargo:
    """A race on the third Sunday from today."""
    sunday = today + dt.timedelta(days=(SUNDAY - today.weekday()) % 7 + 14)
    return Embargo(
        kind=Embargo.Kind.RACE,
        name="瑞安马拉松（演示）",
        name_en="Ruian Marathon (demo)",
        starts_on=sunday,
        ends_on=sunday,
        daily_from=RACE_HOURS[0],
        daily_to=RACE_HOURS[1],
        area=RACE_AREA,
        ground="演示设置",
    )
