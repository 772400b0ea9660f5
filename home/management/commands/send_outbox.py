import logging
import signal
import threading
import time
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import Error, close_old_connections, connections
from django.utils import timezone

from home.management.chores import do_chores
from home.services.events import keep_guests_informed
from home.services.outbox import send_due
from home.services.renditions import make_renditions
from home.services.schedule import withdraw_what_cannot_go_live

LOOK_EVERY = 60  # seconds
PAUSE, LONGER_PAUSE = 2, 60  # seconds; the longer one for a mail server that is silent

logger = logging.getLogger(__name__)


class Command(BaseCommand):
    help = (
        "Send mail, publish what is due, keep guests of events informed and do what comes round"
        " every day or week, until told to stop."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--once", action="store_true", help="send what is due now, and end")

    def handle(self, *args: Any, once: bool, **options: Any) -> None:
        if once:
            self.send_once()
        else:
            work_until_stopped()

    def send_once(self) -> None:
        failed = do_what_is_due()
        do_chores(timezone.now())
        make_renditions()
        try:
            tried = send_all()
        except OSError as error:
            raise CommandError(
                f"The mail server does not answer: {error}. The mail waits."
            ) from error
        self.stdout.write(f"Mails that were due: {tried}.")
        if failed:
            raise CommandError(f"Not done: {', '.join(failed)}. The log says why.")


def work_until_stopped() -> None:
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    threading.Thread(target=do_chores_until, args=[stop], daemon=True).start()
    looked_at = -LOOK_EVERY
    while not stop.is_set():
        close_old_connections()  # one that the database's restart broke is made anew
        if time.monotonic() - looked_at >= LOOK_EVERY:
            do_what_is_due()
            looked_at = time.monotonic()
        try:
            send_all()
            stop.wait(PAUSE)
        except OSError as error:
            logger.warning("The mail server does not answer: %s", error)
            stop.wait(LONGER_PAUSE)
        except Error as error:
            logger.warning("The database does not answer: %s", error)
            stop.wait(PAUSE)


def do_chores_until(stop: threading.Event) -> None:
    """Beside the mail, which does not wait until every link was followed or every picture drawn."""
    while not stop.wait(LOOK_EVERY):
        try:
            make_renditions()
            do_chores(timezone.now())
        except Exception:
            logger.exception("The chores failed, and are tried again.")
        connections.close_all()


def do_what_is_due() -> list[str]:
    """Publish the pages whose time has come, write to the guests of events; return what failed.

    A task that fails is logged, and tried again at the next look: the others and the mail go on.
    """
    failed = []
    for task in (publish_pages, tell_guests):
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


def send_all() -> int:
    """Send until nothing is due; return how many were tried."""
    return sum(iter(send_due, 0))
