"""Addresses of the HTML door; here the areas also hand their menu entries, cards and words to the shell."""

from django.urls import include, path

from core import messages as core_words
from inspections import messages as inspections_words
from permits import messages as permits_words
from web.inspections import menu as inspections
from web.notifications import menu as notifications
from web.people import menu as people
from web.permits import menu as permits
from web.shell import dashboard, menu, sentences

sentences.install((core_words, permits_words, inspections_words))
for area in (permits, inspections, people, notifications):
    menu.install(area.ITEMS)
    dashboard.install(area.CARDS)

urlpatterns = [
    path("", include("web.public.urls")),
    path("", include("web.shell.urls")),
    path("", include("web.notifications.urls")),
    path("", include("web.people.urls")),
    path("", include("web.permits.urls")),
    path("", include("web.inspections.urls")),
]
