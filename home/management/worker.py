"""The worker: threads that send mail and do the tasks, until SIGTERM or Ctrl-C.

Mail, short tasks and long ones each have a thread, so that none waits for another.
"""

import logging
import os
import signal
import time
from collections.abc import Callable, Iterable
from threading import Event, Thread
from typing import NoReturn

from django.core.management import call_command
from django.db import Error, close_old_connections
from django.utils import timezone

from home.management.chores import do_chores
from home.services.events import keep_guests_informed
from home.services.outbox import send_due
from home.services.renditions import make_renditions
from home.services.schedule import withdraw_what_cannot_go_live

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
    works = (
        (send_mail, PAUSE),
        (do_what_is_due, LOOK_EVERY),
        (do_what_takes_long, LOOK_EVERY),
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
            logger.warning("The database does not answer: %s", error)
        except Exception:
            logger.exception("The worker failed, and tries again.")
        stop.wait(pause)


def send_mail(stop: Event) -> None:
    try:
        send_all(stop)
    except OSError as error:
        logger.warning("The mail server does not answer: %s", error)
        stop.wait(LONGER_PAUSE)


def send_all(stop: Event) -> int:
    """Send until nothing is due; return how many were tried."""
    return sum(iter(lambda: send_due(is_stopped=stop.is_set), 0))


def do_what_takes_long(stop: Event) -> None:
    for work in (make_renditions, lambda: do_chores(timezone.now())):
        if not stop.is_set():
            work()


def do_what_is_due(stop: Event) -> list[str]:
    """Publish the pages whose time has come, write to the guests of events; return what failed.

    A task that fails is logged, and tried again at the next look: the others and the mail go on.
    """
    failed = []
    for task in (publish_pages, tell_guests):
        if stop.is_set():
            break
        try:
            task()
        except Exception:
            logger.exception("A task of the worker failed: %s", task.__name__)
            failed.append(task.__name__)
    return failed


def publish_pages() -> None:
    withdraw_what_cannot_go_live(timezone.now())
    call_command("publish_scheduled", verbosity=0)


def tell_guests() -> None:
    keep_guests_informed(timezone.now())
