"""Our own account pages. They come before allauth's, under the same prefix."""

from django.urls import path

from portal.accounts.views.invitations import InvitationView
from portal.accounts.views.overview import name, overview

urlpatterns = [
    path("", overview, name="account_overview"),
    path("name/", name, name="account_name"),
    path("invitation/<str:token>/", InvitationView.as_view(), name="account_invitation"),
]
