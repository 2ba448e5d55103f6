"""What every page's template may use."""

from django.conf import settings


def shell(request):
    """The city's name and the map's tile address, for the shared layout."""
    return {"public_url": settings.PUBLIC_URL, "tile_url": settings.TILE_URL}
