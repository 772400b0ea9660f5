"""Addresses around the public pages that are no pages themselves."""

from django.urls import path

from home.views.share_pictures import share_picture

urlpatterns = [
    path("share/<int:page>-<slug:digest>.png", share_picture, name="share_picture"),
]
