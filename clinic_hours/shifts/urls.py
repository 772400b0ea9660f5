"""Shifts: the plan, one shift, and booking."""

from django.urls import path

from .views import shift_page

one = "shifts/<uuid:public_id>/"

urlpatterns = [
    path(one, shift_page.shift_page, name="shift"),
]
