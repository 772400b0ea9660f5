"""The registry of periodic tasks, which the worker runs by itself.

Each app registers its own in a module `periodic_tasks`:

    @periodic_task(every=DAY)
    def erase_old_rows() -> int:
        ...
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from django.utils.module_loading import autodiscover_modules

EACH_LOOK, DAY, WEEK = timedelta(0), timedelta(days=1), timedelta(weeks=1)

_tasks: dict[str, "Task"] = {}


@dataclass(frozen=True, slots=True)
class Task:
    """A task's function, its interval, and whether it must not wait for slow tasks."""

    name: str
    act: Callable[[], object]
    every: timedelta
    is_urgent: bool = False


def periodic_task(*, every: timedelta, is_urgent: bool = False) -> Callable:
    """Register a function under its name. Its return value, such as a count, is logged if truthy."""

    def register(act: Callable[[], object]) -> Callable[[], object]:
        name = act.__name__
        if name in _tasks:
            raise ValueError(f"There are two periodic tasks with the name {name}.")
        _tasks[name] = Task(name, act, every, is_urgent)
        return act

    return register


def registered_tasks() -> dict[str, Task]:
    """Return all apps' tasks by name."""
    autodiscover_modules("periodic_tasks")
    return dict(_tasks)
