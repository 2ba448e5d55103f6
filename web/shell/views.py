"""The desk, and the city's roads under every map."""

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control

from web.shell.dashboard import cards_for
from web.shell.menu import entries_for
from web.shell.network import ROADS_FILE


@login_required
def desk(request: HttpRequest) -> HttpResponse:
    """What awaits this person today: the cards of their role."""
    ways = [entry for entry in entries_for(request.user, request.path) if not entry.current]
    return render(
        request, "shell/desk.html", {"cards": cards_for(request.user), "ways": ways, "greeting": _greeting(request)}
    )


def _greeting(request: HttpRequest) -> str:
    return _("%(name)s, this is waiting for you") % {"name": request.user}


@cache_control(public=True, max_age=3600)
def roads(request: HttpRequest) -> FileResponse:
    """The road network drawn where no map tiles are configured (GeoJSON FeatureCollection, WGS84)."""
    return FileResponse(ROADS_FILE.open("rb"), content_type="application/geo+json")
