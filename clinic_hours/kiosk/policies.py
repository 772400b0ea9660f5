"""Who may pair kiosks, and who has a PIN.

Each policy fails closed: early refusals, then one positive line at the end.
"""

from clinic_hours.attendance.models import Device
from clinic_hours.people.models import Enrollment, Supervisor
from clinic_hours.people.policies import can_run_the_office
from home.core.models.actors import Actor


def can_pair(user: Actor) -> bool:
    """The office pairs tablets and revokes them."""
    return can_run_the_office(user)


def can_have_a_pin(user: Actor) -> bool:
    """Whoever can clock in: students and instructors."""
    if not user.is_active:
        return False
    is_student = Enrollment.objects.filter(student=user.pk).exists()
    return is_student or Supervisor.objects.filter(user=user.pk, is_active=True).exists()


def is_trusted(device: Device) -> bool:
    """A kiosk that was not revoked, and of which no copy was used."""
    return device.revoked_at is None and device.cloned_at is None
