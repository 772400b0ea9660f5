"""Appointments at the community clinic, through the services."""

from datetime import datetime, timedelta

from wagtail.models import Site

from clinic_hours.appointments.models import Appointment, ClientContact, Feedback
from clinic_hours.appointments.services.arranging import confirm
from clinic_hours.appointments.services.feedback import give_feedback
from clinic_hours.appointments.services.requests import ask_for_appointment
from clinic_hours.people.models import Enrollment
from clinic_hours.shifts.models import Shift
from courses.requirements.models import RequirementSet
from home.clinic.models import ClinicPage
from home.core.models.actors import Person
from home.site.models import SiteSettings

from .clinic import NOW, EnrollmentFactory, published_set
from .pages import home_page

SERVICE, LENGTH = "Swedish massage", timedelta(minutes=50)


def clinic_page() -> ClinicPage:
    """Publish the clinic's page, with one service of 50 minutes."""
    value = {"service": SERVICE, "detail": "", "minutes": 50, "price": "35"}
    page = ClinicPage(
        title="Clinic", slug="clinic", treatments=[{"type": "treatment", "value": value}]
    )
    return home_page().add_child(instance=page)


def with_clients() -> RequirementSet:
    """Return a published set whose hands-on hours need clients, so that shifts take them."""
    line = {"category": "hands-on", "name": "Hands-on", "minutes": 90 * 60, "minimum_clients": 60}
    return published_set(line)


def students_with_clients(*names: str) -> list[Enrollment]:
    requirement_set = with_clients()
    return [
        EnrollmentFactory(student__display_name=name, requirement_set=requirement_set)
        for name in names
    ]


def requested(
    name: str = "Ana Duarte",
    *wishes: Shift,
    email: str = "ana@example.test",
    phone: str = "",
    language: str = "en",
    now: datetime = NOW,
) -> Appointment:
    """Return a request for a massage of 50 minutes."""
    site = Site.objects.get(is_default_site=True)
    return ask_for_appointment(
        appointment=Appointment(service=SERVICE, minutes=50, any_time=not wishes),
        contact=ClientContact(name=name, email=email, phone=phone, language=language),
        wishes=wishes,
        consent="I agree.",
        school=SiteSettings.for_site(site),
        now=now,
    )


def confirmed(
    appointment: Appointment,
    actor: Person,
    shift: Shift,
    *,
    after: timedelta = timedelta(0),
    now: datetime = NOW,
    **more,
) -> Appointment:
    """Give an appointment its time, counted from the beginning of the shift."""
    return confirm(
        actor=actor,
        appointment=appointment,
        version=appointment.version,
        shift=shift,
        starts_at=shift.starts_at + after,
        now=now,
        **more,
    )


def feedback_from(
    name: str, actor: Person, shift: Shift, enrollment: Enrollment, comment: str = ""
) -> Feedback:
    """Return what a client said who has just been with a student on a shift."""
    place = shift.seats.get(enrollment=enrollment)
    starts_at = shift.starts_at + place.appointments.count() * LENGTH
    at = {"starts_at": starts_at, "ends_at": starts_at + LENGTH}
    row = requested(name)
    Appointment.objects.filter(pk=row.pk).update(
        state="done", code=f"C-{row.pk}", shift=shift, place=place, **at
    )
    return give_feedback(
        appointment=Appointment.objects.get(pk=row.pk),
        feedback=Feedback(
            welcome=5, listening=4, comfort=5, explaining=4, again=5, comment=comment
        ),
    )
