"""Periodic tasks that keep waiting lists moving."""

from home.core.periodic import EACH_LOOK, periodic_task

from .services.waiting import move_all_lines


@periodic_task(every=EACH_LOOK)
def move_waiting_lists() -> None:
    move_all_lines()
