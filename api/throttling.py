"""How often one person, or one address without log-in, may call (rates: config.settings.api)."""

from rest_framework.throttling import AnonRateThrottle, UserRateThrottle


class PersonThrottle(UserRateThrottle):
    """Counts the calls of a signed-in person, over all keys."""

    scope = "person"

    def get_cache_key(self, request, view):
        return super().get_cache_key(request, view) if request.user.is_authenticated else None


class StrangerThrottle(AnonRateThrottle):
    """Counts the calls of an address without log-in."""

    scope = "stranger"
