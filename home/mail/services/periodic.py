"""WRITE: run due periodic tasks, each in one worker at a time."""

import logging
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta

from home.core.periodic import Task
from home.mail.models import PeriodicTask

logger = logging.getLogger(__name__)

AGAIN_AFTER = timedelta(hours=1)  # after a failure or a worker's stop


def do_due_tasks(
    tasks: Iterable[Task], now: datetime, is_stopped: Callable[[], bool] = lambda: False
) -> list[str]:
    """Run due tasks that no other worker runs, until stopped; return the names of those that failed."""
    failed = []
    for task in tasks:
        if is_stopped():
            break
        if not claim(task, now):  # as late as possible: a task that was never started stays due
            continue
        if do(task):
            PeriodicTask.objects.filter(name=task.name).update(due_at=now + task.every)
        else:
            failed.append(task.name)
    return failed


def claim(task: Task, now: datetime) -> bool:
    """Claim a task for this worker if it is due. A new task is due after its first period."""
    PeriodicTask.objects.get_or_create(name=task.name, defaults={"due_at": now + task.every})
    due = PeriodicTask.objects.filter(name=task.name, due_at__lte=now)
    return bool(due.update(due_at=now + min(task.every, AGAIN_AFTER)))


def do(task: Task) -> bool:
    """Run a task and log its result; return whether it succeeded."""
    try:
        result = task.act()
    except Exception:  # the others get their turn
        logger.exception("The task %s failed.", task.name)
        return False
    if result:
        logger.info("%s: %s", task.name, result)
    return True
