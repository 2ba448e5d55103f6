"""Addresses of version 1."""

from django.urls import include, path

from api.v1 import account, plans
from api.v1.notifications import inbox

urlpatterns = [
    path("me/", account.Me.as_view(), name="api-me"),
    path("organisations/me/", account.MyOrganisation.as_view(), name="api-organisation-me"),
    path("organisations/agencies/", account.Agencies.as_view(), name="api-agencies"),
    path("squadrons/me/officers/", account.Colleagues.as_view(), name="api-colleagues"),
    path("plans/check/", plans.PlanCheck.as_view(), name="api-plan-check"),
    path("plans/schema/", plans.PlanSchema.as_view(), name="api-plan-schema"),
    path("inbox/", inbox.Inbox.as_view(), name="api-inbox"),
    path("inbox/read/", inbox.InboxReadAll.as_view(), name="api-inbox-read-all"),
    path("inbox/<int:item>/read/", inbox.InboxRead.as_view(), name="api-inbox-read"),
    path("", include("api.v1.permits.urls")),
    path("", include("api.v1.inspections.urls")),
]
