"""The worker: threads that send mail and run the periodic tasks, until SIGTERM or Ctrl-C.

Mail, urgent tasks and other tasks each have a thread, so that none waits for another.
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

LOOK_EVERY = 60  # seconds between two checks for due tasks
PAUSE, LONGER_PAUSE = 1, 10  # seconds; the longer one when the mail server does not answer
GRACE = 1  # seconds that running work has to finish

logger = logging.getLogger(__name__)


def work_until_stopped() -> NoReturn:
    """Start the threads, wait for a signal, give running work a moment to finish, and exit.

    A mail still being sent after that is sent again by the next worker.
    """
    signals = {signal.SIGTERM, signal.SIGINT}
    signal.pthread_sigmask(signal.SIG_BLOCK, signals)  # before the threads: they inherit it
    stop = Event()
    threads = start(stop)
    signal.sigwait(signals)
    stop.set()
    wait_for(threads, GRACE)
    logging.shutdown()
    os._exit(0)  # also ends the threads; Python's own cleanup takes seconds on a busy machine


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
    """Wait until all threads have ended, but at most this many seconds."""
    patience = time.monotonic() + seconds
    for thread in threads:
        thread.join(max(patience - time.monotonic(), 0))


def keep_doing(work: Callable[[Event], object], pause: float, stop: Event) -> None:
    """Run a function repeatedly, whatever errors it raises."""
    while not stop.is_set():
        close_old_connections()  # replaces one broken by a database restart
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
    """Send until nothing is due, or until stopped; return how many mails were tried."""
    is_stopped = (stop or Event()).is_set
    return sum(iter(lambda: send_due(is_stopped=is_stopped), 0))


def do_tasks(tasks: Iterable[Task], stop: Event) -> None:
    do_due_tasks(tasks, timezone.now(), stop.is_set)
