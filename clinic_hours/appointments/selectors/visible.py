"""Who sees which appointments: the office all, instructors those on their shifts, students their own.

Only the office also sees whose they are.
"""

from django.db.models import Exists, OuterRef, Q, QuerySet

from clinic_hours.appointments.domain.states import SETTLED
from clinic_hours.appointments.models import Appointment
from clinic_hours.appointments.policies import can_arrange
from clinic_hours.people.selectors.visible import supervisor_of
from clinic_hours.shifts.models import ShiftSupervisor
from home.core.models.actors import Actor


def appointments_visible_to(user: Actor) -> QuerySet[Appointment]:
    if not user.is_active:
        return Appointment.objects.none()
    if can_arrange(user):
        return Appointment.objects.all()
    duties = ShiftSupervisor.objects.filter(
        shift=OuterRef("shift"), supervisor=supervisor_of(user), withdrawn_at=None
    )
    settled = Appointment.objects.filter(state__in=SETTLED)
    return settled.filter(Q(place__student=user.pk) | Exists(duties))
