"""Takes sensitive places, schools, hospitals and fire stations, into their table."""

from permits.management.commands._feature_command import FeatureCommand
from permits.rules import place_row
from permits.services.surroundings import import_places


class Command(FeatureCommand):
    """See FeatureCommand."""

    help = (
        "Take sensitive places (GeoJSON Points at their way in, or Polygons, with kind and name) into the list of "
        "sensitive places; a reference already known is brought up to date. Exit 0 all taken in, 1 features rejected, "
        "2 file or mapping not usable."
    )
    own_names = place_row.OWN_NAMES
    take = staticmethod(import_places)
