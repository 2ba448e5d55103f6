"""The labelled demo road network as the seed uses it: towns, roads, and stretches of road to open."""

import json
import random
from dataclasses import dataclass

import shapely
from django.conf import settings
from shapely.geometry import LineString, shape

from core.geo import local_plane

ROADS_FILE = settings.BASE_DIR / "web" / "static" / "map" / "demo_roads.geojson"
_CLASS_OF = {"trunk": "arterial", "arterial": "arterial", "secondary": "secondary", "branch": "branch"}
_KIND_OF = {"trunk": "highway"}


@dataclass(frozen=True)
class Road:
    """name, name_en: as labelled. road_kind, road_class: as an application names them. line: longitude, latitude."""

    name: str
    name_en: str
    road_kind: str
    road_class: str
    line: LineString


@dataclass(frozen=True)
class Town:
    """A labelled point."""

    name: str
    name_en: str
    lon: float
    lat: float


@dataclass(frozen=True)
class Network:
    """Everything that is labelled on the map."""

    roads: tuple[Road, ...]
    towns: tuple[Town, ...]

    def stretch(self, rng: random.Random, length_m: float) -> tuple[Road, dict]:
        """A road and a GeoJSON LineString of about `length_m` on it, drawn in either direction."""
        road = rng.choice(self.roads)
        plane = local_plane(road.line)
        metric = plane.to_metres(road.line)
        length_m = min(length_m, metric.length * 0.8)
        begins_m = rng.uniform(0, metric.length - length_m)
        piece = shapely.ops.substring(metric, begins_m, begins_m + length_m)
        if rng.random() < 0.5:
            piece = piece.reverse()
        coordinates = [[round(lon, 6), round(lat, 6)] for lon, lat in plane.to_lonlat(piece).coords]
        return road, {"type": "LineString", "coordinates": coordinates}


def load_network() -> Network:
    """The network of the map's own file, in the order of the file."""
    features = json.loads(ROADS_FILE.read_text(encoding="utf-8"))["features"]
    roads, towns = [], []
    for feature in features:
        properties, geometry = feature["properties"], shape(feature["geometry"])
        if properties["kind"] == "place":
            towns.append(Town(properties["name"], properties["name_en"], geometry.x, geometry.y))
        else:
            kind = properties["kind"]
            roads.append(
                Road(
                    properties["name"],
                    properties["name_en"],
                    _KIND_OF.get(kind, "city"),
                    _CLASS_OF[kind],
                    geometry,
                )
            )
    return Network(tuple(roads), tuple(towns))
