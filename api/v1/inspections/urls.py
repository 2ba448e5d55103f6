"""Addresses of supervision on site."""

from django.urls import path

from api.v1.inspections import orders, reports, rounds, visits

urlpatterns = [
    path("inspections/rounds/", rounds.Rounds.as_view(), name="api-rounds"),
    path("inspections/rounds/mine/", rounds.MyRound.as_view(), name="api-round-mine"),
    path("inspections/coverage/", rounds.Coverage.as_view(), name="api-coverage"),
    path("inspections/photos/<int:photo>/file/", rounds.PhotoFile.as_view(), name="api-photo-file"),
    path("inspections/visits/<int:visit>/", visits.VisitDetail.as_view(), name="api-visit"),
    *(
        path(f"inspections/visits/<int:key>/actions/{door.action.value}/", visits.VisitActionView.as_view(door=door))
        for door in visits.DOORS
    ),
    path("works/<works:number>/visits/", visits.WorksVisits.as_view(), name="api-works-visits"),
    path("works/<works:number>/orders/", orders.WorksOrders.as_view(), name="api-works-orders"),
    path("inspections/orders/", orders.OrderList.as_view(), name="api-order-list"),
    path("inspections/orders/<order:number>/", orders.OrderDetail.as_view(), name="api-order"),
    path("inspections/orders/<order:number>/actions/", orders.OrderActions.as_view(), name="api-order-actions"),
    *(
        path(f"inspections/orders/<order:key>/actions/{door.action.value}/", orders.OrderActionView.as_view(door=door))
        for door in orders.DOORS
    ),
    path("inspections/reports/", reports.ReportList.as_view(), name="api-report-list"),
    path("inspections/reports/<report:number>/", reports.ReportDetail.as_view(), name="api-report"),
    *(
        path(
            f"inspections/reports/<report:key>/actions/{door.action.value}/",
            reports.ReportActionView.as_view(door=door),
        )
        for door in reports.DOORS
    ),
    path("public/reports/", reports.ReportSite.as_view(), name="api-public-report"),
]
