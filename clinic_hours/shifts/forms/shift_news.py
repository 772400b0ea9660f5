"""What people are told about their shifts."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from clinic_hours.desk.selectors.desks import Role
from clinic_hours.notices.domain.news import ByMail, Kind
from clinic_hours.shifts.selectors.calendars.mail import into_calendar, out_of_calendar

STUDENTS = (Role.STUDENT,)
ON_SHIFTS = (Role.STUDENT, Role.INSTRUCTOR)

SHIFT_NEWS = (
    Kind(
        "shift_booked",
        _("You booked a shift"),
        _("You have a place on the shift of %(range)s at %(site)s."),
        _("See the shift"),
        roles=STUDENTS,
        files=into_calendar,
    ),
    Kind(
        "place_assigned",
        _("The clinic office gave you a shift"),
        _("The clinic office gave you a place on the shift of %(range)s at %(site)s."),
        _("See the shift"),
        roles=STUDENTS,
        files=into_calendar,
    ),
    Kind(
        "place_promoted",
        _("You got a place from the waiting list"),
        _("A place opened up: you are booked on the shift of %(range)s at %(site)s."),
        _("See the shift"),
        roles=STUDENTS,
        files=into_calendar,
    ),
    Kind(
        "place_offered",
        _("A place is offered to you"),
        _(
            "A place opened up on the shift of %(range)s at %(site)s. It's yours if you accept by "
            "%(until_at)s."
        ),
        _("Accept or decline"),
        roles=STUDENTS,
    ),
    Kind(
        "place_covered",
        _("You took over a shift"),
        _("You have a place on the shift of %(range)s at %(site)s."),
        _("See the shift"),
        roles=STUDENTS,
        files=into_calendar,
    ),
    Kind(
        "place_cancelled",
        _("You no longer have a place on a shift"),
        _("You no longer have a place on the shift of %(range)s at %(site)s."),
        _("See the shift"),
        roles=STUDENTS,
        files=out_of_calendar,
    ),
    Kind(
        "shift_changed",
        _("A shift was changed"),
        _("Your shift at %(site)s was changed. It is now %(range)s."),
        _("See the shift"),
        roles=ON_SHIFTS,
        files=into_calendar,
    ),
    Kind(
        "awaited_shift_changed",
        _("A shift that you are waiting for was changed"),
        _(
            "The shift at %(site)s for which you are on the waiting list was changed. It is now "
            "%(range)s."
        ),
        _("See the shift"),
        roles=STUDENTS,
    ),
    Kind(
        "shift_cancelled",
        _("A shift was canceled"),
        _("The shift of %(range)s at %(site)s was canceled."),
        _("See the shift"),
        roles=ON_SHIFTS,
        files=out_of_calendar,
    ),
    Kind(
        "shifts_planned",
        _("You have new shifts to supervise"),
        ngettext_lazy(
            "You supervise a new shift at %(site)s: %(range)s.",
            "You supervise %(count)s new shifts at %(site)s until %(last_on)s. The first is "
            "%(range)s.",
            "count",
        ),
        _("See the shifts"),
        roles=(Role.INSTRUCTOR,),
    ),
    Kind(
        "shifts_unplanned",
        _("Shifts were removed from the plan"),
        ngettext_lazy(
            "Your shift at %(site)s was removed from the plan: %(range)s.",
            "%(count)s of your shifts at %(site)s were removed from the plan. The first was "
            "%(range)s.",
            "count",
        ),
        _("See the shifts"),
        roles=(Role.INSTRUCTOR,),
    ),
    Kind(
        "duty_assigned",
        _("The clinic office assigned a shift to you"),
        _("You now supervise the shift of %(range)s at %(site)s."),
        _("See the shift"),
        roles=(Role.INSTRUCTOR,),
        files=into_calendar,
    ),
    Kind(
        "duty_withdrawn",
        _("You no longer supervise a shift"),
        _("You no longer supervise the shift of %(range)s at %(site)s."),
        _("See the shift"),
        roles=(Role.INSTRUCTOR,),
        files=out_of_calendar,
    ),
    Kind(
        "shift_tomorrow",
        _("You have a shift tomorrow"),
        _("Reminder: you have a shift at %(site)s, %(range)s."),
        _("See the shift"),
        by_mail=ByMail.DIGEST,
        roles=ON_SHIFTS,
    ),
    Kind(
        "shift_uncovered",
        _("A shift within a week lacks an instructor"),
        ngettext_lazy(
            "The shift of %(range)s at %(site)s needs an instructor.",
            "The shift of %(range)s at %(site)s needs %(missing)s more instructors.",
            "missing",
        ),
        _("Find cover"),
        by_mail=ByMail.DIGEST,
        roles=(Role.COORDINATOR,),
    ),
    Kind(
        "shift_open",
        _("A shift that you could supervise"),
        _("The shift of %(range)s at %(site)s needs an instructor, and you could take it."),
        _("See the shift"),
        by_mail=ByMail.DIGEST,
        roles=(Role.INSTRUCTOR,),
    ),
)
