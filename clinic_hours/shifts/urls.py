"""Shifts: the plan, one shift, and booking."""

from django.urls import path

from .views import shift_page
from .views.roster import page

one = "shifts/<uuid:public_id>/"

urlpatterns = [
    path("shifts/", page.roster, name="roster"),
    path(one, shift_page.shift_page, name="shift"),
]
