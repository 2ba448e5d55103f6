"""Addresses of the public front: no login."""

from django.urls import path

from web.public import report, verification, views

urlpatterns = [
    path("", views.home, name="home"),
    path("public/notices/", views.notices, name="public-notices"),
    path("public/notices/<str:code>.pdf", views.notice_file, name="public-notice-file"),
    path("public/works/<str:number>/", views.works, name="public-works"),
    path("public/works/<str:number>/feature.geojson", views.works_feature, name="public-works-feature"),
    path("public/report/", report.report, name="public-report"),
    path("public/report/thanks/", report.thanks, name="public-report-thanks"),
    path("verify/", verification.verify_form, name="verify-form"),
    path("verify/<str:code>", verification.verify, name="verify"),
]
