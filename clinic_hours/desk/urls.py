"""Switching between one's desks."""

from django.urls import path

from .views import desk

urlpatterns = [
    path("desk/", desk.switch_desk, name="desk"),
]
