"""Periodic tasks for requests for information."""

from home.core.periodic import DAY, periodic_task
from home.core.school_time import today

from .services import enquiries


@periodic_task(every=DAY)
def erase_old_enquiries() -> int:
    return enquiries.erase_old_enquiries(today())
