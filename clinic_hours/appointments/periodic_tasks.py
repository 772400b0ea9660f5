"""Periodic tasks: appointments follow their shifts, and clients' contact data is erased."""

from django.utils import timezone

from home.core.periodic import DAY, EACH_LOOK, periodic_task
from home.core.school_time import today

from .services.erasing import erase_old_contacts
from .services.settling import settle_appointments as settle


@periodic_task(every=EACH_LOOK)
def settle_appointments() -> int:
    return settle(timezone.now())


@periodic_task(every=DAY)
def erase_clients() -> int:
    return erase_old_contacts(today(), timezone.now())
