"""What the worker does about requests for information."""

from courses.services import enquiries
from home.periodic import DAY, periodic_task
from home.school_time import today


@periodic_task(every=DAY)
def erase_old_enquiries() -> int:
    return enquiries.erase_old_enquiries(today())
