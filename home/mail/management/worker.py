"""The worker: threads that send mail and do the periodic tasks, until SIGTERM or Ctrl-C.

Mail, urgent tasks and the others have a thread each, so that none waits for another.
"""

import logging
import os
import signal
import time
from collections.abc import Callable, Iterable
from functools import partial
from threading import Event, Thread
from typing import NoReturn

from django.db import Error, close_old_connections
from django.utils import timezone

from home.core.periodic import Task, registered_tasks
from home.mail.services.outbox import send_due
from home.mail.services.periodic import do_due_tasks

LOOK_EVERY = 60  # seconds between two looks at the tasks
PAUSE, LONGER_PAUSE = 1, 10  # seconds; the longer one for a mail server that does not answer
GRACE = 1  # seconds in which what is under way may end

logger = logging.getLogger(__name__)


def work_until_stopped() -> NoReturn:
    """Start the threads, wait for a signal, give what is under way a moment to end, and exit.

    A mail that is under way even then is sent again by the next worker.
    """
    signals = {signal.SIGTERM, signal.SIGINT}
    signal.pthread_sigmask(signal.SIG_BLOCK, signals)  # before the threads: they inherit it
    stop = Event()
    threads = start(stop)
    signal.sigwait(signals)
    stop.set()
    wait_for(threads, GRACE)
    logging.shutdown()
    os._exit(0)  # ends the threads, too; tidying up Python first takes seconds on a busy machine


def start(stop: Event) -> list[Thread]:
    tasks = registered_tasks().values()
    works = (
        (send_mail, PAUSE),
        (partial(do_tasks, [task for task in tasks if task.is_urgent]), LOOK_EVERY),
        (partial(do_tasks, [task for task in tasks if not task.is_urgent]), LOOK_EVERY),
    )
    threads = [Thread(target=keep_doing, args=[*work, stop], daemon=True) for work in works]
    for thread in threads:
        thread.start()
    return threads


def wait_for(threads: Iterable[Thread], seconds: float) -> None:
    """Return when all have ended, but after so many seconds at the latest."""
    patience = time.monotonic() + seconds
    for thread in threads:
        thread.join(max(patience - time.monotonic(), 0))


def keep_doing(work: Callable[[Event], object], pause: float, stop: Event) -> None:
    """Do a work again and again, whatever goes wrong with it."""
    while not stop.is_set():
        close_old_connections()  # one that the database's restart broke is made anew
        try:
            work(stop)
        except Error as error:
            logger.warning("The database is not responding: %s", error)
        except Exception:
            logger.exception("The worker failed, and tries again.")
        stop.wait(pause)


def send_mail(stop: Event) -> None:
    try:
        send_all(stop)
    except OSError as error:
        logger.warning("The mail server is not responding: %s", error)
        stop.wait(LONGER_PAUSE)


def send_all(stop: Event | None = None) -> int:
    """Send until nothing is due, or until told to stop; return how many were tried."""
    is_stopped = (stop or Event()).is_set
    return sum(iter(lambda: send_due(is_stopped=is_stopped), 0))


def do_tasks(tasks: Iterable[Task], stop: Event) -> None:
    do_due_tasks(tasks, timezone.now(), stop.is_set)
