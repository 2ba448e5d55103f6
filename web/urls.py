"""Addresses of the HTML door."""

urlpatterns: list = []
