"""The text of findings about shifts, places and instructors.

Each sentence says what happened, where, and what to do.
"""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

Texts = Mapping[str, tuple[Any, Any]]

BOOKING: Texts = {
    "shift_cancelled": (_("This shift was canceled."), _("Canceled")),
    "shift_closed": (_("This shift is over and closed."), _("Closed")),
    "shift_began": (
        _("This shift has already started."),
        _("Started"),
    ),
    "booking_not_open": (
        _("You can't book this yet. Booking opens on %(moment)s."),
        _("Booking not open yet"),
    ),
    "booking_is_over": (
        _("Booking closed on %(moment)s. Please contact the clinic office."),
        _("Booking closed"),
    ),
    "closed_that_day": (
        _("The clinic is closed that day: %(closure)s."),
        _("Closed: %(closure)s"),
    ),
    "no_instructor": (
        _("You can't book this yet: no instructor is assigned."),
        _("No instructor"),
    ),
    "another_instructor_needed": (
        _("You can't book this yet: it needs another instructor before more students can join."),
        _("Needs another instructor"),
    ),
    "category_of_another_program": (
        _("This shift counts for another program."),
        _("Another program"),
    ),
    "category_not_open": (
        _("You can't book this yet: it opens once you finish %(waiting_for)s."),
        _("After %(waiting_for)s"),
    ),
    "shift_before_enrollment": (
        _("You enroll on %(date)s, so earlier shifts don't count."),
        _("Before enrollment"),
    ),
    "shift_after_enrollment": (
        _("Your enrollment ends on %(date)s, so later shifts don't count."),
        _("After enrollment"),
    ),
    "own_instructor": (
        _("You are an instructor of this shift, so you can't book it."),
        _("Own shift"),
    ),
    "document_missing": (
        _("This site needs your %(document)s. Bring it to the clinic office to have it checked."),
        _("Needs %(document)s"),
    ),
    "already_busy": (
        _("You can't book this: it overlaps %(range)s."),
        _("Overlaps %(range)s"),
    ),
    "over_cap_that_day": (
        _("You can't book this: it would be %(planned)s h that day. The limit is %(allowed)s h."),
        _("Over the daily limit"),
    ),
    "over_cap_that_week": (
        _("You can't book this: it would be %(planned)s h that week. The limit is %(allowed)s h."),
        _("Over the weekly limit"),
    ),
    "already_booked": (
        _("This student already has a place on this shift."),
        _("Already booked"),
    ),
    "booked_at_that_time": (
        _("You just booked another shift at that time."),
        _("Booked at that time"),
    ),
    "just_filled": (
        _("Someone just took the last place. You can join the waiting list as number %(number)s."),
        _("Full"),
    ),
    "shift_full": (_("All places on this shift are taken."), _("Full")),
    "too_late_to_cancel": (
        _("You could cancel until %(moment)s. Ask for cover instead."),
        _("Too late to cancel"),
    ),
    "offer_is_over": (
        _("This offer has run out, so the place went to someone else."),
        _("Offer over"),
    ),
}

PLANNING: Texts = {
    "series_ends_before_it_starts": (
        _("The last day is before the first day. Correct one of them."),
        _("Ends before it starts"),
    ),
    "shift_ends_before_it_starts": (
        _("The end is not after the start. Correct the times, or check “Ends the next day”."),
        _("Ends before it starts"),
    ),
    "shift_too_long": (
        _("A shift can't be longer than %(longest)s hours. Plan two shifts instead."),
        _("Over %(longest)s hours"),
    ),
    "series_without_dates": (
        _("None of these dates can have a shift. Choose other weekdays or a longer period."),
        _("No dates"),
    ),
    "series_with_too_many_dates": (
        _(
            "These are %(count)s dates. A series can have at most %(most)s: choose a shorter period."
        ),
        _("Too many dates"),
    ),
    "time_has_passed": (_("This time has passed."), _("Passed")),
    "week_is_planned": (
        _("This week has shifts already, so the week before can't be copied into it."),
        _("Already planned"),
    ),
    "no_week_to_copy": (
        _("The week before has no shifts to copy."),
        _("Nothing to copy"),
    ),
    "time_is_skipped": (
        _("This time doesn't exist on that day: clocks go forward to %(nearest)s."),
        _("Clocks go forward"),
    ),
    "time_happens_twice": (
        _("This time happens twice that day, because clocks go back. The first one is used."),
        _("Clocks go back"),
    ),
    "clocks_change": (
        _("Clocks change during this shift: it lasts %(hours)s h."),
        _("Clocks change"),
    ),
    "lead_not_licensed": (
        _("%(instructor)s has no license for that day, so the shift has no instructor."),
        _("No license that day"),
    ),
    "lead_is_busy": (
        _("%(instructor)s is on another shift then, so this one has no instructor."),
        _("On another shift"),
    ),
    "lead_never_licensed": (
        _("%(instructor)s has no license for these dates. Choose someone else, or nobody yet."),
        _("No license then"),
    ),
    "lead_never_free": (
        _(
            "%(instructor)s can't lead any of these shifts because of other shifts at that time. Choose "
            "someone else, or nobody yet."
        ),
        _("On other shifts"),
    ),
    "batch_is_booked": (
        _(
            "A student asked for a place on one of these shifts, or one was changed. Cancel the shifts "
            "instead."
        ),
        _("Already in use"),
    ),
    "places_below_taken": (
        ngettext_lazy(
            "%(taken)s place is taken. Take the student off first, or keep the place.",
            "%(taken)s places are taken. Take students off first, or keep that many places.",
            "taken",
        ),
        _("More are booked"),
    ),
    "category_is_booked": (
        _(
            "Students booked this shift for what it counts toward now. Cancel it and plan another one."
        ),
        _("Already booked"),
    ),
    "students_would_be_twice": (
        ngettext_lazy(
            "%(count)s student on this shift has another shift at the new time. Choose another time.",
            "%(count)s students on this shift have another shift at the new time. Choose another time.",
            "count",
        ),
        _("Students are busy"),
    ),
}

INSTRUCTORS: Texts = {
    "instructor_not_active": (
        _("This instructor doesn't supervise at present."),
        _("Doesn't supervise"),
    ),
    "instructor_without_license": (_("No license was entered."), _("No license")),
    "license_over_by_then": (
        _("The license is valid until %(date)s only."),
        _("License until %(date)s"),
    ),
    "instructor_busy": (_("Is on another shift then: %(range)s."), _("On another shift")),
    "instructor_is_taken": (
        _("The instructor was just put on another shift at that time. Look again who is free."),
        _("On another shift"),
    ),
    "shift_is_over": (_("This shift is over."), _("Over")),
    "duty_outside_shift": (
        _("The time must be within the shift."),
        _("Outside the shift"),
    ),
}

COVER: Texts = {
    "cover_is_asked": (
        _("Cover was already asked for here. Withdraw that request first."),
        _("Cover already asked for"),
    ),
    "place_is_yours": (
        _("You already have a place on this shift, or one is offered to you."),
        _("Already yours"),
    ),
    "other_cannot_take_it": (
        _("%(name)s can't take the shift of %(range)s: a booking rule is against it."),
        _("%(name)s can't take it"),
    ),
    "absence_without_reason": (_("Say why you can't come."), _("No reason")),
    "no_instructor_needed": (
        _("This shift has enough instructors now, so nobody was asked."),
        _("Has enough instructors"),
    ),
    "nobody_left_to_ask": (
        _("Every instructor who could take this shift was asked already."),
        _("Everyone was asked"),
    ),
    "nobody_can_take_it": (
        _("None of these instructors can take the shift. Choose someone else."),
        _("Nobody can take it"),
    ),
}

SHIFT_FINDINGS: Texts = {**BOOKING, **PLANNING, **INSTRUCTORS, **COVER}
