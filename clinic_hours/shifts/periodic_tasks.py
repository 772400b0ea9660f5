"""Periodic tasks that keep waiting lists and requests for cover moving."""

from datetime import timedelta

from home.core.periodic import EACH_LOOK, periodic_task

from .services.covers.waves import look_after_covers
from .services.waiting import move_all_lines


@periodic_task(every=EACH_LOOK)
def move_waiting_lists() -> None:
    move_all_lines()


@periodic_task(every=timedelta(minutes=10))
def ask_for_covers() -> None:
    look_after_covers()
