"""Addresses of this door that lead nowhere are told so in its own language."""

from drf_spectacular.utils import extend_schema
from rest_framework.exceptions import NotFound
from rest_framework.permissions import AllowAny

from api.view import ApiView


@extend_schema(exclude=True)
class Nowhere(ApiView):
    """Not found, whatever the method."""

    permission_classes = (AllowAny,)

    def initial(self, request, *args, **kwargs):
        """Refuse before any method is looked for."""
        super().initial(request, *args, **kwargs)
        raise NotFound()
