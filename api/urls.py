"""Addresses of the JSON door."""

from django.urls import include, path

from api.description.views import docs, schema
from api.feeds.works import works_geojson
from api.nowhere import Nowhere

urlpatterns = [
    path("api/v1/", include("api.v1.urls")),
    path("api/schema/", schema, name="api-schema"),
    path("api/docs/", docs, name="api-docs"),
    path("feeds/works.geojson", works_geojson, name="feed-works"),
    path("api/<path:rest>", Nowhere.as_view()),
]
