"""Addresses of the pages of supervision."""

from django.urls import path

from web.inspections import ordering, orders, photos, reports, rounds, visits

urlpatterns = [
    path("inspect/", rounds.mine, name="inspect"),
    path("inspect/rounds/", rounds.of_squadrons, name="inspect-rounds"),
    path("inspect/coverage/", rounds.coverage, name="inspect-coverage"),
    path("inspect/features.geojson", rounds.features, name="inspect-features"),
    path("inspect/works/<str:number>/begin/", visits.begin, name="visit-begin"),
    path("inspect/visits/<int:visit_id>/", visits.visit, name="visit"),
    path("inspect/visits/<int:visit_id>/features.geojson", visits.visit_features, name="visit-features"),
    path("inspect/visits/<int:visit_id>/arrive/", visits.arrive, name="visit-arrive"),
    path("inspect/visits/<int:visit_id>/photos/", visits.photo, name="visit-photo"),
    path("inspect/visits/<int:visit_id>/record/", visits.record, name="visit-record"),
    path(
        "inspect/visits/<int:visit_id>/order/", ordering.order, {"form_class": ordering.OrderForm}, name="visit-order"
    ),
    path(
        "inspect/visits/<int:visit_id>/stop-order/",
        ordering.order,
        {"form_class": ordering.StopOrderForm},
        name="visit-stop-order",
    ),
    path("inspect/orders/", orders.orders, name="orders"),
    path("inspect/orders/<str:number>/", orders.order, name="order"),
    path("inspect/orders/<str:number>/document/", orders.document, name="order-document"),
    path("inspect/orders/<str:number>/answer/", orders.answer, name="order-answer"),
    path("inspect/orders/<str:number>/verify/", orders.verify, name="order-verify"),
    path("inspect/orders/<str:number>/return/", orders.send_back, name="order-return"),
    path("inspect/reports/", reports.reports, name="reports"),
    path("inspect/reports/<str:number>/", reports.report, name="report"),
    path("inspect/reports/<str:number>/features.geojson", reports.report_features, name="report-features"),
    path("inspect/reports/<str:number>/reveal/", reports.reveal, name="report-reveal"),
    path("inspect/reports/<str:number>/handle/", reports.handle, name="report-handle"),
    path("inspect/photos/<int:photo_id>/", photos.photo_file, name="inspection-photo"),
]
