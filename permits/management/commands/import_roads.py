"""Takes the centre lines of the city's roads into the road register."""

from permits.management.commands._feature_command import FeatureCommand
from permits.rules import road_row
from permits.services.surroundings import import_roads


class Command(FeatureCommand):
    """See FeatureCommand."""

    help = (
        "Take centre lines of roads (GeoJSON LineStrings with class, lanes, speeds, opened and overhauled days, …) "
        "into the road register; a reference already known is brought up to date. Without --mapping the properties "
        "are read under our own names (docs/imports). Exit 0 all taken in, 1 features rejected, 2 file or mapping not "
        "usable."
    )
    own_names = road_row.OWN_NAMES
    take = staticmethod(import_roads)
