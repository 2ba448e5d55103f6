"""Addresses of applying: from beginning an application to handing it in."""

from django.urls import path

from web.permits.apply import (
    begin,
    check,
    dates,
    materials,
    notice,
    overview,
    parties,
    phase_changes,
    phase_list,
    phases,
    place,
    plan_page,
)

urlpatterns = [
    path("cases/new/", begin.new, name="application-new"),
    path("cases/new/emergency/", begin.emergency, name="application-emergency"),
    path("cases/<str:number>/follow-up/<str:kind>/", begin.follow_up, name="application-follow-up"),
    path("cases/<str:number>/application/", overview.overview, name="application"),
    path("cases/<str:number>/application/discard/", overview.discard, name="application-discard"),
    path("cases/<str:number>/application/parties/", parties.parties, name="application-parties"),
    path("cases/<str:number>/application/place/", place.place, name="application-place"),
    path("cases/<str:number>/application/place/register/", place.road_register, name="application-place-register"),
    path("cases/<str:number>/application/road/", place.road, name="application-road"),
    path("cases/<str:number>/application/phases/", phase_list.phases, name="application-phases"),
    path("cases/<str:number>/application/phases/new/", phases.phase, name="application-phase-new"),
    path("cases/<str:number>/application/phases/<int:position>/", phases.phase, name="application-phase"),
    path(
        "cases/<str:number>/application/phases/<int:position>/remove/",
        phases.remove_phase,
        name="application-phase-remove",
    ),
    path(
        "cases/<str:number>/application/phases/<int:position>/<slug:change>/preview/",
        phase_changes.phase_change,
        name="application-phase-change",
    ),
    path(
        "cases/<str:number>/application/phases/<int:position>/plan/",
        plan_page.phase_plan,
        name="application-phase-plan",
    ),
    path("cases/<str:number>/application/dates/", dates.move_dates, name="application-dates"),
    path("cases/<str:number>/application/detour/", notice.detour, name="application-detour"),
    path("cases/<str:number>/application/notice/", notice.notice, name="application-notice"),
    path("cases/<str:number>/application/materials/", materials.materials, name="application-materials"),
    path("cases/<str:number>/application/materials/<str:code>/", materials.upload, name="application-material-upload"),
    path("cases/<str:number>/materials/<int:material>/remove/", materials.remove, name="application-material-remove"),
    path("cases/<str:number>/application/check/", check.check_result, name="application-check"),
    path("cases/<str:number>/application/submit/", check.submit, name="application-submit"),
]
