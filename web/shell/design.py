"""The living page of the design system: every component with a specimen, in both languages and themes."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from web.shell import specimens


def page(request: HttpRequest) -> HttpResponse:
    """All components (only where ENVIRONMENT=demo)."""
    form = specimens.SpecimenForm({"road": "", "lanes": "9"}) if "errors" in request.GET else specimens.SpecimenForm()
    return render(request, "shell/design.html", specimens.all_of_them() | {"form": form})
