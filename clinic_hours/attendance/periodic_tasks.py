"""Periodic tasks of attendance."""

from datetime import timedelta

from home.core.periodic import periodic_task

from .services.lapsing import lapse_overdue


@periodic_task(every=timedelta(minutes=10))
def end_forgotten_presences() -> None:
    lapse_overdue()
