"""The text of findings about attendance."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

ATTENDANCE_FINDINGS: Mapping[str, tuple[Any, Any]] = {
    "no_place_on_shift": (
        _("You have no place on this shift. Ask the clinic office for one."),
        _("No place on the shift"),
    ),
    "too_early_to_clock_in": (
        _("You can clock in from %(moment)s on."),
        _("Too early to clock in"),
    ),
    "shift_is_over": (
        _("This shift is over. Ask its instructor to confirm that you were there."),
        _("Shift over"),
    ),
    "already_clocked_in": (_("You are already clocked in."), _("Already clocked in")),
    "not_clocked_in": (_("You are not clocked in. Clock in first."), _("Not clocked in")),
    "no_break_now": (
        _("You can only take a break while you are clocked in."),
        _("No break now"),
    ),
    "not_on_a_break": (_("You are not on a break."), _("Not on a break")),
    "still_clocked_in": (
        _(
            "You are still clocked in at %(site)s since %(moment)s. Clock out there first, or ask "
            "your instructor."
        ),
        _("Still clocked in elsewhere"),
    ),
    "hand_over_first": (
        _(
            "Students are still here and you are their only instructor. Another instructor must "
            "clock in before you leave."
        ),
        _("Students would be alone"),
    ),
    "hours_are_signed": (
        _("These hours are signed. Void the sign-off first."),
        _("Already signed"),
    ),
    "marked_absent": (
        _(
            "You were marked absent. If you were there, ask the shift's instructor or the clinic "
            "office to correct it."
        ),
        _("Marked absent"),
    ),
    "absence_excused": (
        _("Your absence is excused, so there are no hours."),
        _("Absence excused"),
    ),
    "not_waiting": (_("This student is not waiting to start."), _("Not waiting")),
    "time_in_future": (_("This time is still ahead. Check it."), _("Time still ahead")),
    "leaves_before_coming": (
        _("The time of leaving must be after the time of coming, and not ahead of now."),
        _("Leaves before coming"),
    ),
    "time_far_from_shift": (
        _("This time is more than a day from the shift. Check the date."),
        _("Far from the shift"),
    ),
    "does_not_fit": (
        _("This doesn't fit the times that are already there. Correct those instead."),
        _("Doesn't fit"),
    ),
    "shift_goes_on": (
        _("You can close this shift from %(moment)s on."),
        _("Shift goes on"),
    ),
    "who_left_when": (
        _("When did %(name)s leave? Give a time, or choose “I don't know”."),
        _("End unknown"),
    ),
    "who_was_absent": (
        _("%(name)s never clocked in. Choose absent, excused, or say when they were here."),
        _("Absence not answered"),
    ),
    "count_has_changed": (
        _("%(number)s are clocked in now. Please count again."),
        _("Count has changed"),
    ),
    "no_outcome_yet": (
        _("Nobody has said yet whether this student came. Close the shift first."),
        _("Shift not closed"),
    ),
    "student_was_there": (
        _("This student was there. Correct the times on the shift instead."),
        _("Was there"),
    ),
    "kiosk_of_another_site": (
        _("This kiosk stands at another site. Choose one of this site, or the whole site."),
        _("Kiosk of another site"),
    ),
    "failure_ahead": (_("This time is still ahead. Check it."), _("Time still ahead")),
    "repaired_before_it_failed": (
        _("The clock can only work again after it failed. Check both times."),
        _("Ends before it starts"),
    ),
    "who_repaired_it": (
        _("Say who repaired it, such as a person or a company."),
        _("Repaired by whom?"),
    ),
    "outcome_is_the_same": (
        _("This is what is on record already. Choose the other one, or leave it as it is."),
        _("Already on record"),
    ),
    "no_instructor_on_shift": (
        _("No instructor is on this shift. Ask the clinic office to enter the one who was there."),
        _("No instructor"),
    ),
    "not_seen_at_the_count": (
        _("The instructor counted and did not see this student, who was clocked in."),
        _("Not seen at the head count"),
    ),
    "heads_not_counted": (
        _("Nobody confirmed the head count of this shift."),
        _("No head count"),
    ),
    "started_over_the_limit": (
        _("The instructor let this student start over the limit: “%(reason)s”."),
        _("Started over the limit"),
    ),
    "code_used": (
        _("You have already used this code. Scan the new one."),
        _("Code already used"),
    ),
    "punch_sent_before": (
        _("This kiosk has already sent another punch with that number. Pair it again."),
        _("Punch number used twice"),
    ),
}
