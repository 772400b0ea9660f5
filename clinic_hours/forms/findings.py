"""What the findings about sessions and hours say to a person.

Each sentence says what happened, where, and what to do about it.
"""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

FINDINGS: Mapping[str, tuple[Any, Any]] = {
    "ends_before_start": (
        _("It ends before it starts. Correct the times, or tick “It ended the next day”."),
        _("Ends before it starts"),
    ),
    "too_short": (
        _("Less than a minute would count. Check the start, the end and the break."),
        _("Less than a minute"),
    ),
    "too_long": (
        _("A session lasts at most 24 hours. Log longer work as several sessions."),
        _("Over 24 hours"),
    ),
    "break_too_long": (
        _("The break is as long as the session (%(minutes)s min). Shorten it."),
        _("Break too long"),
    ),
    "in_future": (
        _("It has not ended yet. Log a session once it is over."),
        _("Not over yet"),
    ),
    "before_enrollment": (
        _("You enrolled on %(date)s: earlier sessions do not count."),
        _("Before enrollment"),
    ),
    "after_enrollment": (
        _("Your enrollment ended on %(date)s: later sessions do not count."),
        _("After enrollment"),
    ),
    "enrollment_not_active": (
        _("Your enrollment is not active now. Please ask the clinic office."),
        _("Enrollment not active"),
    ),
    "outside_entry_window": (
        _("Sessions are logged within %(days)s days. Please ask the clinic office about this one."),
        _("Logged after %(days)s days"),
    ),
    "overlap": (
        _("You already logged %(range)s. Change the times, or correct that session instead."),
        _("Overlaps %(range)s"),
    ),
    "over_daily_cap": (
        _("That is %(over)s h over the limit of %(cap)s h a day: %(left)s h are left on that day."),
        _("%(over)s h over the daily limit"),
    ),
    "over_weekly_cap": (
        _(
            "That is %(over)s h over the limit of %(cap)s h a week: %(left)s h are left in that week."
        ),
        _("%(over)s h over the weekly limit"),
    ),
    "credential_not_current": (
        _(
            "The instructor's license was not current on %(date)s. Check the date and the instructor, "
            "or ask the clinic office."
        ),
        _("License not current on %(date)s"),
    ),
    "entry_unreadable": (
        _(
            "Nothing was done. An entry was changed in the database and cannot be read. Tell whoever "
            "runs this site."
        ),
        _("Entry cannot be read"),
    ),
    "supervisor_not_active": (
        _(
            "This instructor no longer signs hours here. Choose another instructor who supervised you, "
            "or ask the clinic office."
        ),
        _("Instructor no longer signs"),
    ),
    "own_hours": (
        _("Nobody signs their own hours. Choose the instructor who supervised you."),
        _("Own hours"),
    ),
    "requirement_not_open": (
        _("This opens once “%(waiting_for)s” is met. Choose another for now."),
        _("Waits for %(waiting_for)s"),
    ),
    "note_may_identify_client": (
        _("The note seems to hold a client's %(kinds)s. Use the client's code and leave that out."),
        _("Note may name a client"),
    ),
    "long_without_break": (
        _("%(minutes)s minutes without a break. Is that right?"),
        _("No break in %(minutes)s min"),
    ),
    "many_clients": (
        _("%(clients)s clients is more than one in half an hour. Is that right?"),
        _("%(clients)s clients in the time"),
    ),
    "no_clients": (
        _("No clients are entered, and this requirement counts them."),
        _("No clients entered"),
    ),
    "document_counted": (
        _(
            "This document already gives %(hours)s h to “%(name)s” (entry %(entry)s). Take that entry "
            "back first, or describe the other document so that the two can be told apart."
        ),
        _("Document already counted"),
    ),
    "more_than_needed": (
        _(
            "“%(name)s” can use %(left)s h more, and these are %(hours)s h. Hours over a requirement "
            "complete no other: post no more than it can use."
        ),
        _("More than is needed"),
    ),
    "too_many_students": (
        _(
            "%(students)s students were with this instructor at the same time. The clinic "
            "requirements, edition %(edition)s, allow at most %(limit)s."
        ),
        _("%(students)s students at a time, limit %(limit)s"),
    ),
    "surplus_hours": (
        _(
            "%(surplus)s h of this is surplus: the requirement needs no more hours. They stay on "
            "record and complete no other requirement."
        ),
        _("%(surplus)s h surplus"),
    ),
    "late_entry": (
        _("Logged %(days)s days after the session."),
        _("Logged %(days)s days later"),
    ),
    "logged_again": (
        _(
            "Logged %(days)s days after the session: hours of that day were voided on %(date)s, "
            "and the corrected ones can be logged since."
        ),
        _("Logged again after a void"),
    ),
}
