"""Light, dark, or as the device says: kept in a cookie, so that it also holds before anybody signs in."""

from django.http import HttpRequest, HttpResponse

THEMES = ("auto", "light", "dark")
COOKIE = "theme"
KEPT_S = 400 * 24 * 3600


def theme_of(request: HttpRequest) -> str:
    """The theme this browser asked for."""
    chosen = request.COOKIES.get(COOKIE, "auto")
    return chosen if chosen in THEMES else "auto"


def remember_theme(response: HttpResponse, theme: str, *, secure: bool) -> None:
    """Keep the choice in the browser; an unknown theme changes nothing."""
    if theme in THEMES:
        response.set_cookie(COOKIE, theme, max_age=KEPT_S, samesite="Lax", httponly=True, secure=secure)
