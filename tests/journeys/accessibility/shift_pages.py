"""The addresses of pages about shifts and appointments in the demo school, by who opens them."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from clinic_hours.appointments.models import Appointment
from clinic_hours.attendance.models import Outcome
from clinic_hours.people.models import Enrollment
from clinic_hours.shifts.domain.weeks import week_of
from clinic_hours.shifts.models import Cover, Place, Shift
from home.mail.signed_links import token_for
from tests.journeys.desks.steps import LUCIA

ROSTER, CALENDAR = reverse("hours:roster"), reverse("hours:calendar")


def of_shift(name: str, shift: Shift) -> str:
    return reverse(f"hours:{name}", args=[shift.public_id])


def own_place() -> Place:
    """Lucía's next booked place."""
    booked = Place.objects.filter(student__email=LUCIA, status="booked")
    return booked.filter(starts_at__gt=timezone.now()).earliest("starts_at")


def with_cover() -> Shift:
    """A shift for which a student looks for cover."""
    return Cover.objects.get(place__isnull=False).shift


def with_absence() -> Shift:
    """A shift to which its instructor can't come."""
    return Cover.objects.get(duty__isnull=False).shift


def unplanned_week() -> str:
    """The first week after the plan."""
    last = Shift.objects.latest("local_date").local_date
    return f"week={week_of(last + timedelta(days=7))}"


def asked_for() -> Appointment:
    return Appointment.objects.filter(state="requested").earliest("pk")


def confirmed() -> Appointment:
    """The visit that is furthest ahead."""
    return Appointment.objects.filter(state="confirmed").latest("starts_at")


def link(name: str, row: Appointment) -> str:
    """Return the address in a client's email."""
    return reverse(name, args=[token_for(name, row.pk)])


def visited() -> str:
    """Return the address of the five questions after a visit."""
    row = Appointment.objects.filter(state="confirmed").earliest("starts_at")
    Appointment.objects.filter(pk=row.pk).update(state="done")
    return link("clinic_feedback", row)


def of_students() -> list[str]:
    enrollment = Enrollment.objects.get(student__email=LUCIA)
    return [
        reverse("hours:shift_book"),
        of_shift("shift", own_place().shift),
        of_shift("shift", with_cover()),
        CALENDAR,
        reverse("hours:client_feedback", args=[enrollment.public_id]),
    ]


def of_the_office() -> list[str]:
    return [
        f"{ROSTER}?shift={with_absence().public_id}",
        f"{ROSTER}?view=list",
        f"{ROSTER}?{unplanned_week()}",
        f"{reverse('hours:week_copy')}?{unplanned_week()}",
        of_shift("shift", with_absence()),
        of_shift("shift_assign", with_absence()),
        reverse("hours:appointments"),
        reverse("hours:appointment", args=[asked_for().public_id]),
        reverse("hours:appointment", args=[confirmed().public_id]),
    ]


def of_attendance() -> list[str]:
    """Return what the office reads of attendance. The demo has an excused absence."""
    excused = Outcome.objects.filter(kind="excused", is_current=True).latest("pk").place
    return [
        *map(reverse, ("hours:absences", "hours:clock_requests", "hours:clock_failures")),
        reverse("hours:absence", args=[excused.public_id]),
        reverse("hours:attendance", args=[excused.enrollment.public_id]),
    ]


def of_visitors(start: str = "") -> list[str]:
    """Return the public pages, in Spanish for a `start` of /es."""
    paths = [
        reverse("appointment_request"),
        reverse("appointment_received"),
        link("appointment", asked_for()),
        link("appointment", confirmed()),
        visited(),
    ]
    return [f"{start}{path}" for path in paths]
