"""Shifts: the plan, one shift, and booking."""

from django.urls import path

from .views import feeds, shift_page
from .views.roster import page

one = "shifts/<uuid:public_id>/"

urlpatterns = [
    path("calendar/", feeds.calendar, name="calendar"),
    path("calendar/make/", feeds.make_address, name="calendar_make"),
    path("calendar/renew/", feeds.renew_address, name="calendar_renew"),
    path("calendar/revoke/", feeds.revoke_address, name="calendar_revoke"),
    path("calendar/<str:token>.ics", feeds.calendar_feed, name="calendar_feed"),
    path("shifts/", page.roster, name="roster"),
    path(one, shift_page.shift_page, name="shift"),
]
