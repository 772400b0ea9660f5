"""The text of findings about sessions and hours.

Each sentence says what happened, where, and what to do.
"""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

FINDINGS: Mapping[str, tuple[Any, Any]] = {
    "ends_before_start": (
        _(
            "The end time is before the start time. Correct the times, or check “Ended the next "
            "day” if it did."
        ),
        _("Ends before it starts"),
    ),
    "too_short": (
        _("This comes to less than a minute. Check the start, the end and the break."),
        _("Less than a minute"),
    ),
    "too_long": (
        _("A session can't be longer than 24 hours. Log longer work as separate sessions."),
        _("Over 24 hours"),
    ),
    "break_too_long": (
        _("The break is as long as the session (%(minutes)s min). Enter a shorter break."),
        _("Break too long"),
    ),
    "in_future": (
        _("This session hasn't ended yet. Log it once it's over."),
        _("Not over yet"),
    ),
    "before_enrollment": (
        _("You enrolled on %(date)s, so earlier sessions don't count."),
        _("Before enrollment"),
    ),
    "after_enrollment": (
        _("Your enrollment ended on %(date)s, so later sessions don't count."),
        _("After enrollment"),
    ),
    "enrollment_not_active": (
        _("Your enrollment isn't active right now. Please contact the clinic office."),
        _("Enrollment not active"),
    ),
    "outside_entry_window": (
        _(
            "Sessions must be logged within %(days)s days. Please contact the clinic office about "
            "this one."
        ),
        _("Logged after %(days)s days"),
    ),
    "overlap": (
        _("You already logged %(range)s. Change the times or correct that session instead."),
        _("Overlaps %(range)s"),
    ),
    "over_daily_cap": (
        _(
            "This is %(over)s h over the daily limit of %(cap)s h. You have %(left)s h left that "
            "day."
        ),
        _("%(over)s h over the daily limit"),
    ),
    "over_weekly_cap": (
        _(
            "This is %(over)s h over the weekly limit of %(cap)s h. You have %(left)s h left that "
            "week."
        ),
        _("%(over)s h over the weekly limit"),
    ),
    "credential_not_current": (
        _(
            "The instructor's license was not current on %(date)s. Check the date and the "
            "instructor, or contact the clinic office."
        ),
        _("License not current on %(date)s"),
    ),
    "entry_unreadable": (
        _(
            "No changes were made. An entry was altered in the database and cannot be read. "
            "Please tell the site administrator."
        ),
        _("Entry cannot be read"),
    ),
    "supervisor_not_active": (
        _(
            "This instructor no longer signs hours here. Choose another instructor who supervised "
            "you, or contact the clinic office."
        ),
        _("Instructor no longer signs"),
    ),
    "own_hours": (
        _("You can't sign your own hours. Choose the instructor who supervised you."),
        _("Own hours"),
    ),
    "requirement_not_open": (
        _("This opens once “%(waiting_for)s” is met. Choose a different requirement for now."),
        _("Waiting for %(waiting_for)s"),
    ),
    "note_may_identify_client": (
        _(
            "The note seems to include a client's %(kinds)s. Remove it and use the client's code "
            "instead."
        ),
        _("Note may name a client"),
    ),
    "long_without_break": (
        _("%(minutes)s minutes without a break. Is that right?"),
        _("No break in %(minutes)s min"),
    ),
    "many_clients": (
        _("%(clients)s clients is more than one every half hour. Is that right?"),
        _("%(clients)s clients in this time"),
    ),
    "no_clients": (
        _("No clients entered. This requirement counts them."),
        _("No clients entered"),
    ),
    "document_counted": (
        _(
            "This document already gives %(hours)s h to “%(name)s” (entry %(entry)s). Each document "
            "is posted once, with all its hours. To correct it, reverse its entries first "
            "(%(entries)s). If this is another document, describe it so that the two can be told "
            "apart."
        ),
        _("Document already counted"),
    ),
    "more_than_needed": (
        _(
            "“%(name)s” needs only %(left)s h more, and this is %(hours)s h. Extra hours don't "
            "count toward another requirement, so post no more than it needs."
        ),
        _("More than needed"),
    ),
    "earned_at_school": (
        _(
            "“%(name)s” must be earned at this school (%(rule)s). Transfer hours don't count "
            "toward it, so choose another requirement."
        ),
        _("Must be earned here"),
    ),
    "over_transfer_maximum": (
        _(
            "No more than %(cap)s transfer hours count in all (clinic requirements, edition "
            "%(edition)s: %(rule)s). %(left)s h are left, and this is %(hours)s h."
        ),
        _("Too many transfer hours"),
    ),
    "times_unchanged": (
        _("These are the times that were logged. Change them, or sign the session as it is."),
        _("Nothing changed"),
    ),
    "student_may_still_answer": (
        _("The student can answer until %(date)s. You can decide after that."),
        _("Still time to answer"),
    ),
    "nothing_to_restore": (
        _("The times of this session were not corrected, so there are none to go back to."),
        _("Nothing to go back to"),
    ),
    "cannot_sign_instead": (
        _(
            "Choose another instructor, one who is active and whose license was current on "
            "%(date)s."
        ),
        _("Cannot sign this session"),
    ),
    "changed_meanwhile": (
        _("It was signed, taken back or changed in the meantime."),
        _("Changed meanwhile"),
    ),
    "not_licensed_then": (
        _("The instructor had no current license on that day."),
        _("No license on that day"),
    ),
    "signs_own_hours": (_("Nobody signs their own hours."), _("Own hours")),
    "own_session": (
        _("These are your own hours. Another coordinator can reassign them."),
        _("Your own hours"),
    ),
    "already_reminded": (
        _("The instructor was already reminded of this session today."),
        _("Reminded today"),
    ),
    "too_many_students": (
        _(
            "%(students)s students were with this instructor at the same time. The clinic "
            "requirements, edition %(edition)s, allow no more than %(limit)s."
        ),
        _("%(students)s students at a time, limit %(limit)s"),
    ),
    "differs_from_clock": (
        _("The clock says %(range)s. These times were changed afterwards."),
        _("Clocked %(range)s"),
    ),
    "over_ratio": (
        _("For %(minutes)s minutes, more students were here than the instructors may supervise."),
        _("%(minutes)s min over the ratio"),
    ),
    "unsupervised": (
        _("For %(minutes)s minutes, no instructor was clocked in."),
        _("%(minutes)s min without an instructor"),
    ),
    "surplus_hours": (
        _(
            "%(surplus)s h of this is surplus because the requirement needs no more hours. "
            "Surplus hours stay on record but don't count toward another requirement."
        ),
        _("%(surplus)s h surplus"),
    ),
    "late_entry": (
        _("Logged %(days)s days after the session."),
        _("Logged %(days)s days later"),
    ),
    "late_reason_missing": (
        _("This session was %(days)s days ago. Say why it is logged late."),
        _("Late without a reason"),
    ),
    "logged_again": (
        _(
            "Logged %(days)s days after the session. Hours from that day were voided on %(date)s, "
            "so the corrected ones could be logged late."
        ),
        _("Logged again after a void"),
    ),
}
