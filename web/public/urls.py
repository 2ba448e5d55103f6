"""Addresses of the public front: no login."""

from django.urls import path

from web.public import views

urlpatterns = [
    path("", views.home, name="home"),
    path("public/notices/", views.notices, name="public-notices"),
    path("public/works/<str:number>/", views.works, name="public-works"),
    path("verify/", views.verify_form, name="verify-form"),
    path("verify/<str:code>", views.verify, name="verify"),
]
