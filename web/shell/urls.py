"""Addresses of the shell: account, preferences, desk, the map's roads, the living page of the design system."""

from django.conf import settings
from django.contrib.auth.views import LogoutView
from django.urls import path

from web.shell import account, design, views

urlpatterns = [
    path("login/", account.SignIn.as_view(), name="login"),
    path("logout/", LogoutView.as_view(), name="logout"),
    path("account/password/", account.ChangePassword.as_view(), name="password_change"),
    path("account/password/done/", account.password_set, name="password_change_done"),
    path("account/reset/", account.ForgottenPassword.as_view(), name="password_reset"),
    path("account/reset/sent/", account.mail_sent, name="password_reset_done"),
    path("account/reset/done/", account.password_set, name="password_reset_complete"),
    path("account/reset/<uidb64>/<token>/", account.NewPassword.as_view(), name="password_reset_confirm"),
    path("language/", account.choose_language, name="set-language"),
    path("theme/", account.choose_theme, name="set-theme"),
    path("desk/", views.desk, name="desk"),
    path("map/roads.geojson", views.roads, name="map-roads"),
]
if settings.ENVIRONMENT == "demo":
    urlpatterns.append(path("design/", design.page, name="design"))
