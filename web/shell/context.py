"""What every page's template may use."""

from django.conf import settings
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language

from web.shell.menu import entries_for
from web.shell.theme import theme_of


def _city(name: str) -> str:
    english = (get_language() or "").startswith("en")
    return settings.CITY[f"{name}_en" if english else name]


def shell(request):
    """The city, the menu of this person and the chosen theme, for the shared layout."""
    user = getattr(request, "user", None)
    signed_in = user is not None and user.is_authenticated

    def entries(place: str):
        return SimpleLazyObject(lambda: entries_for(user, request.path, place) if signed_in else [])

    return {
        "demo": settings.ENVIRONMENT == "demo",
        "theme": theme_of(request),
        "city_name": _city("name"),
        "authority_name": _city("authority_name"),
        "menu_entries": entries("main"),
        "tool_entries": entries("tool"),
    }
