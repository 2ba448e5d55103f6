"""The ground every map begins with: where the city lies, and its drawn road network."""

from django.conf import settings

#: Roads between OpenStreetMap points (ODbL) and labelled places; a drawing aid, not a survey.
ROADS_FILE = settings.BASE_DIR / "web" / "static" / "map" / "demo_roads.geojson"


def map_ground() -> dict[str, str]:
    """What a map's element says of the city: its centre `lon,lat` and its bounds `west,south,east,north` (WGS84)."""
    city = settings.CITY
    return {
        "tile_url": settings.TILE_URL,
        "centre": ",".join(map(str, city["centre"])),
        "bounds": ",".join(map(str, city["bounds"])),
    }
