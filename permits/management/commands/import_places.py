"""Takes sensitive places, schools, hospitals and fire stations, into their table."""

from permits.management.commands._import_features import ImportCommand
from permits.rules import place_row
from permits.services.surroundings import import_places


class Command(ImportCommand):
    """See ImportCommand."""

    help = (
        "Take sensitive places (GeoJSON Points at their way in, or Polygons, with kind and name) into the list of "
        "sensitive places; a reference already known is brought up to date. Exit 0 all taken in, 1 features rejected, "
        "2 file or mapping not usable."
    )
    own_names = place_row.OWN_NAMES
    take = import_places
