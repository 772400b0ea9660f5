"""WRITE: do the periodic tasks that are due, each in one worker at a time."""

import logging
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta

from home.core.periodic import Task
from home.mail.models import PeriodicTask

logger = logging.getLogger(__name__)

AGAIN_AFTER = timedelta(hours=1)  # where a task failed, or its worker was stopped


def do_due_tasks(
    tasks: Iterable[Task], now: datetime, is_stopped: Callable[[], bool] = lambda: False
) -> list[str]:
    """Do what is due and no other worker does, until told to stop; return the names of what failed."""
    failed = []
    for task in tasks:
        if is_stopped():
            break
        if not claim(task, now):  # only now: one that was never begun is still due
            continue
        if do(task):
            PeriodicTask.objects.filter(name=task.name).update(due_at=now + task.every)
        else:
            failed.append(task.name)
    return failed


def claim(task: Task, now: datetime) -> bool:
    """Take a task for this worker, if it is due. One that is new is due after its first period."""
    PeriodicTask.objects.get_or_create(name=task.name, defaults={"due_at": now + task.every})
    due = PeriodicTask.objects.filter(name=task.name, due_at__lte=now)
    return bool(due.update(due_at=now + min(task.every, AGAIN_AFTER)))


def do(task: Task) -> bool:
    """Do a task now and log what it returns; return whether it went well."""
    try:
        result = task.act()
    except Exception:  # the others have their turn
        logger.exception("The task %s failed.", task.name)
        return False
    if result:
        logger.info("%s: %s", task.name, result)
    return True
