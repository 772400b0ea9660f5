"""Every address of the desks, under /hours/."""

from django.urls import URLPattern

app_name = "hours"
urlpatterns: list[URLPattern] = []
