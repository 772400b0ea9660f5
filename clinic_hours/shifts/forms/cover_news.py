"""What people are told about cover: students who give a place away, instructors who can't come."""

from django.utils.translation import gettext_lazy as _

from clinic_hours.desk.selectors.desks import Role
from clinic_hours.notices.domain.news import Kind
from clinic_hours.shifts.selectors.calendars.mail import out_of_calendar

STUDENTS = (Role.STUDENT,)
OFFICE = (Role.COORDINATOR,)
ON_SHIFTS = (Role.STUDENT, Role.INSTRUCTOR)

COVER_NEWS = (
    Kind(
        "cover_wanted",
        _("Someone needs cover for a shift"),
        _("Can you take the shift of %(range)s at %(site)s? %(name)s needs cover."),
        _("See the shift"),
        roles=ON_SHIFTS,
    ),
    Kind(
        "instructor_wanted",
        _("A shift needs an instructor"),
        _(
            "Can you supervise the shift of %(range)s at %(site)s? It needs an instructor. Offer to take "
            "it on its page."
        ),
        _("See the shift"),
        roles=(Role.INSTRUCTOR,),
    ),
    Kind(
        "cover_taken",
        _("Someone offers to take a shift"),
        _(
            "The shift of %(range)s at %(site)s could be covered: %(name)s offers to take it. Agree or "
            "decline."
        ),
        _("Agree or decline"),
        roles=(*STUDENTS, *OFFICE),
    ),
    Kind(
        "cover_returned",
        _("Someone can no longer take a shift"),
        _("%(name)s can no longer take the shift of %(range)s at %(site)s. It needs cover again."),
        _("See the shift"),
        roles=(*STUDENTS, *OFFICE),
    ),
    Kind(
        "cover_agreed",
        _("A shift is covered"),
        _("The shift of %(range)s at %(site)s is covered: %(taker)s takes over from %(name)s."),
        _("See the shift"),
        roles=ON_SHIFTS,
        files=out_of_calendar,
    ),
    Kind(
        "cover_refused",
        _("You don't need to take a shift"),
        _("You offered to take the shift of %(range)s at %(site)s. That is not needed anymore."),
        _("See the shift"),
        roles=ON_SHIFTS,
    ),
    Kind(
        "absence",
        _("An instructor can't come"),
        _("%(name)s can't come to the shift of %(range)s at %(site)s."),
        _("Find cover"),
        roles=OFFICE,
    ),
    Kind(
        "instructor_changed",
        _("Another instructor supervises your shift"),
        _("%(name)s now supervises your shift of %(range)s at %(site)s."),
        _("See the shift"),
        roles=STUDENTS,
    ),
)
