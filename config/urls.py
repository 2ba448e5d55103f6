"""Every address of the platform, by door."""

from django.contrib import admin
from django.urls import include, path

from web.shell.health import healthz, readyz

urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("readyz", readyz, name="readyz"),
    path("admin/", admin.site.urls),
    path("", include("web.urls")),
    path("", include("api.urls")),
]
