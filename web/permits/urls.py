"""Addresses of the pages of `permits`."""

from django.urls import include, path

from web.permits import documents
from web.permits.actions import door
from web.permits.cases import list as case_list
from web.permits.cases import map as maps
from web.permits.cases import page as case_page
from web.permits.cases import parts
from web.permits.works import list as works_list
from web.permits.works import page as works_page

urlpatterns = [
    path("", include("web.permits.apply.urls")),
    path("cases/", case_list.page, name="cases"),
    path("cases/export.xlsx", case_list.export, name="cases-export"),
    path("cases/<str:number>/", case_page.page, name="case"),
    path("cases/<str:number>/map.geojson", maps.case_features, name="case-map"),
    path("cases/<str:number>/plan/<int:phase>.svg", parts.drawing, name="case-drawing"),
    path(
        "cases/<str:number>/plan/<int:version>-<int:against>/<int:phase>.svg",
        parts.compared_drawing,
        name="case-compared",
    ),
    path("cases/<str:number>/files/<int:material_id>/", parts.material, name="case-material"),
    path("cases/<str:number>/survey/<int:survey>/<int:photo>/", parts.survey_photo, name="case-survey-photo"),
    path("works/", works_list.page, name="works-list"),
    path("works/export.xlsx", works_list.export, name="works-export"),
    path("works/<str:number>/", works_page.page, name="works"),
    path("works/<str:number>/map.geojson", maps.works_features, name="works-map"),
    path("documents/<str:code>.pdf", documents.pdf, name="document"),
    *door.urlpatterns,
]
