"""Addresses of the JSON door."""

urlpatterns: list = []
