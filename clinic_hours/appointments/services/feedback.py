"""WRITE: keep what a client said about a visit, once."""

from django.db import IntegrityError, transaction

from clinic_hours.appointments.domain.states import AppointmentState
from clinic_hours.appointments.models import Appointment, Feedback
from home.core.school_time import today


class AlreadyGiven(Exception):
    """This visit has its answers."""


def give_feedback(*, appointment: Appointment, feedback: Feedback) -> Feedback:
    """Keep the answers in `feedback`. Raises AlreadyGiven, ValidationError for what the form would refuse."""
    feedback.appointment = appointment
    feedback.student_id = student_of(appointment)
    feedback.given_on = today()
    feedback.full_clean(validate_unique=False, validate_constraints=False)
    try:
        with transaction.atomic():
            feedback.save(force_insert=True)
    except IntegrityError as error:
        raise AlreadyGiven from error
    return feedback


def student_of(appointment: Appointment) -> int:
    """Return the student who took the client. Raises ValueError for a visit that never took place."""
    if appointment.state != AppointmentState.DONE or appointment.place is None:
        raise ValueError("Only visits that took place are asked about.")
    return appointment.place.student_id
