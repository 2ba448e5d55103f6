"""Addresses of the inbox."""

from django.urls import path

from web.notifications import views

urlpatterns = [
    path("inbox/", views.page, name="inbox"),
    path("inbox/read/", views.read_all, name="inbox-read-all"),
    path("inbox/<int:item_id>/", views.open_item, name="inbox-item"),
    path("inbox/<int:item_id>/read/", views.read, name="inbox-item-read"),
]
