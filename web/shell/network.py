"""Where the drawn road network of the demonstration city lies."""

from django.conf import settings

#: Roads between OpenStreetMap points (ODbL) and labelled places; a drawing aid, not a survey.
ROADS_FILE = settings.BASE_DIR / "web" / "static" / "map" / "demo_roads.geojson"
