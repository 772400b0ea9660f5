"""Shifts: the plan, one shift, and booking."""

from django.urls import path

from .views import feeds, shift_page
from .views.booking import actions as booking
from .views.booking.page import booking as booking_page
from .views.covers import acts as covers
from .views.planning import copy, edit, new
from .views.roster import acts, page

one = "shifts/<uuid:public_id>/"

urlpatterns = [
    path("calendar/", feeds.calendar, name="calendar"),
    path("calendar/make/", feeds.make_address, name="calendar_make"),
    path("calendar/renew/", feeds.renew_address, name="calendar_renew"),
    path("calendar/revoke/", feeds.revoke_address, name="calendar_revoke"),
    path("calendar/<str:token>.ics", feeds.calendar_feed, name="calendar_feed"),
    path("shifts/", page.roster, name="roster"),
    path("shifts/book/", booking_page, name="shift_book"),
    path("shifts/new/", new.new_shifts, name="shift_new"),
    path("shifts/copy/", copy.copy_week_before, name="week_copy"),
    path("shifts/batches/<uuid:batch>/undo/", new.undo, name="shifts_undo"),
    path(one, shift_page.shift_page, name="shift"),
    path(f"{one}book/", booking.book, name="place_book"),
    path(f"{one}cancel-place/", booking.cancel_place, name="place_cancel"),
    path(f"{one}offer/", booking.answer, name="place_answer"),
    path(f"{one}cover/", covers.cover, name="shift_cover"),
    path(f"{one}edit/", edit.edit_shift, name="shift_edit"),
    path(f"{one}assign/", acts.assign, name="shift_assign"),
    path(f"{one}ask/", acts.ask_all, name="shift_ask"),
    path(f"{one}withdraw/", acts.withdraw, name="shift_withdraw"),
    path(f"{one}take-off/", acts.remove, name="shift_take_off"),
    path(f"{one}cancel/", acts.cancel, name="shift_cancel"),
]
