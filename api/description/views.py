"""The description of this door: as OpenAPI 3.1, and as a page to read and try it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import override
from django.views.decorators.http import require_safe
from drf_spectacular.utils import extend_schema
from drf_spectacular.views import SpectacularAPIView
from rest_framework.negotiation import DefaultContentNegotiation


class Schema(SpectacularAPIView):
    """YAML, or JSON with `?format=json`."""

    content_negotiation_class = DefaultContentNegotiation

    @extend_schema(exclude=True)
    def get(self, request, *args, **kwargs):
        """The same for every reader, and the same as docs/api/openapi.yaml."""
        with override("en"):
            return super().get(request, *args, **kwargs)


schema = Schema.as_view()


@require_safe
def docs(request: HttpRequest) -> HttpResponse:
    """Nothing on it comes from elsewhere, and it obeys the content security policy of every page."""
    return render(request, "api/docs.html")
