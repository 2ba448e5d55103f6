"""Addresses of the pages of `people`."""

from django.urls import path

from web.people import account, members, registration, window

urlpatterns = [
    path("register/", registration.register, name="register"),
    path("organisation/", registration.organisation, name="organisation"),
    path("organisation/people/", members.members, name="members"),
    path("organisation/people/<int:pk>/close/", members.deactivate, name="member-close"),
    path("organisation/invitations/<int:pk>/withdraw/", members.withdraw, name="invitation-withdraw"),
    path("invitations/<str:token>/", members.join, name="invitation"),
    path("organisations/", window.organisations, name="organisations"),
    path("organisations/<int:pk>/", window.organisation, name="organisation-review"),
    path("organisations/<int:pk>/approve/", window.approve, name="organisation-approve"),
    path("organisations/<int:pk>/licence/", window.licence, name="organisation-licence"),
    path("account/", account.account, name="account"),
]
