"""Shifts: the plan, one shift, and booking."""

from django.urls import path

from .views import shift_page
from .views.planning import new
from .views.roster import page

one = "shifts/<uuid:public_id>/"

urlpatterns = [
    path("shifts/", page.roster, name="roster"),
    path("shifts/new/", new.new_shifts, name="shift_new"),
    path("shifts/batches/<uuid:batch>/undo/", new.undo, name="shifts_undo"),
    path(one, shift_page.shift_page, name="shift"),
]
