"""Periodic tasks of the clinic office."""

from home.core.periodic import DAY, periodic_task
from home.core.school_time import today

from .services import reads


@periodic_task(every=DAY)
def forget_old_reads() -> int:
    return reads.forget_old_reads(today())
